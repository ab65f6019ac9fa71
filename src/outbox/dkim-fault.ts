import { createPrivateKey } from "node:crypto";

/** Shorter keys are not to be believed (RFC 8301 §3.2). */
const FEWEST_BITS = 1024;

/** Why mail cannot be signed with this key, naming the setting; null where it can. */
export function dkimFault(privateKey: string): string | null {
  try {
    const { asymmetricKeyType: type, asymmetricKeyDetails: details } = createPrivateKey(privateKey);
    if (type !== "rsa")
      return `DKIM_KEY_FILE holds a key of type ${type ?? "unknown"}; mail is signed with RSA`;
    const bits = details?.modulusLength ?? 0;
    return bits < FEWEST_BITS
      ? `DKIM_KEY_FILE holds a key of ${bits} bits; ${FEWEST_BITS} are the least`
      : null;
  } catch {
    return "DKIM_KEY_FILE is no private key in PEM form, or one under a pass phrase";
  }
}

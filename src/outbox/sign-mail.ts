import { createPrivateKey } from "node:crypto";
import { buffer } from "node:stream/consumers";
import DKIM from "nodemailer/lib/dkim/index.js";

/** What a domain signs its mail with; the public key stands in its DNS at `<selector>._domainkey.<domain>`. */
export type DkimKey = {
  readonly domain: string;
  readonly selector: string;
  /** RSA, in PEM form. */
  readonly privateKey: string;
};

/** Shorter keys are not to be believed (RFC 8301 §3.2). */
const FEWEST_BITS = 1024;

/** Why mail cannot be signed with this key, naming the setting; null where it can. */
export function dkimFault({ privateKey }: DkimKey): string | null {
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

/**
 * A mail with its DKIM signature before it (RFC 6376): rsa-sha256, relaxed/relaxed. Throws where it cannot be signed: a mail
 * without the signature its receivers expect would be taken for a forgery.
 */
export async function signMail(raw: Buffer, key: DkimKey): Promise<Buffer> {
  const fault = dkimFault(key);
  if (fault !== null) throw new Error(fault);
  const { domain, selector, privateKey } = key;
  return buffer(new DKIM({ domainName: domain, keySelector: selector, privateKey }).sign(raw));
}

import { createHmac, timingSafeEqual } from "node:crypto";

/**
 * What a Message-ID tells of a mail. `valid` and `expired` are ours for certain; `forged` has the form of ours and another
 * signature. `mail` in lower case: the store is to be asked without regard to case.
 */
export type SignedId =
  | { readonly kind: "valid"; readonly mail: string }
  | { readonly kind: "expired"; readonly mail: string }
  | { readonly kind: "forged" };

/** How long the id of a mail sent now names its conversation: the summer holidays and a term. */
export const VALID_DAYS = 180;

/** Of 256 bits, 120 are kept: more than the 96 that nobody guesses, and 24 characters without a rest. */
const SIGNATURE_BYTES = 15;

/** RFC 4648 §6 in lower case: it survives servers that fold an id's case. */
const BASE_32 = "abcdefghijklmnopqrstuvwxyz234567";

/** Without the flag `u`, under which a Kelvin sign would be a k. */
const MAIL = /^[a-z0-9-]{1,40}$/i;
const OURS = /^psl\.([a-z0-9-]{1,40})\.([0-9a-z]{1,9})\.([a-z0-9]{1,64})$/i;

/** The last moment a Date can hold, in seconds. */
const LAST_SECOND = 8.64e12;

function base32(bytes: Uint8Array): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, "0")).join("");
  return (bits.match(/.{5}/g) ?? []).map((five) => BASE_32.charAt(Number.parseInt(five, 2))).join("");
}

/** The domain is not signed: it may change while answers to older mails still come. */
function signature(mail: string, expiry: string, secret: string): string {
  const digest = createHmac("sha256", secret).update(`psl.${mail}.${expiry}`).digest();
  return base32(digest.subarray(0, SIGNATURE_BYTES));
}

/** The moment up to which a mail of `now` is to be answered. */
export function expiryOf(now: Date): Date {
  return new Date(now.getTime() + VALID_DAYS * 86_400_000);
}

/**
 * The Message-ID of an outgoing mail, `<psl.<mail>.<expiry>.<signature>@domain>`: expiry in seconds since 1970 to the base
 * 36, signature of HMAC-SHA256. Throws a RangeError for a mail's id of other characters than letters, digits and hyphens,
 * or of more than 40, and for a moment out of range.
 */
export function signedId(mail: string, secret: string, domain: string, expires: Date): string {
  if (!MAIL.test(mail)) throw new RangeError("a mail's id is 1 to 40 letters, digits and hyphens");
  const seconds = Math.floor(expires.getTime() / 1000);
  if (!(seconds >= 0 && seconds <= LAST_SECOND)) throw new RangeError("the expiry is no moment after 1970");
  const [name, expiry] = [mail.toLowerCase(), seconds.toString(36)];
  return `<psl.${name}.${expiry}.${signature(name, expiry, secret)}@${domain}>`;
}

/** The part before the @, whatever servers did to the id: brackets, quotes, folds and blanks. */
function localPart(id: string): string {
  const bare = id.replace(/\s+/g, "").replace(/^<+|>+$/g, "");
  return bare.replace(/@[^@]*$/, "").replace(/^"(.*)"$/, "$1");
}

/** What an id says; null where it has not the form of ours. Case, brackets, quotes, blanks and the domain do not matter. */
export function readSignedId(id: string, secret: string, now: Date): SignedId | null {
  // No server makes an id longer than a line of a mail (RFC 5322 §2.1.1).
  if (id.length > 998) return null;
  const [, mail, expiry, given] = OURS.exec(localPart(id))?.map((part) => part.toLowerCase()) ?? [];
  if (mail === undefined || expiry === undefined || given === undefined) return null;
  const right = Buffer.from(signature(mail, expiry, secret));
  const shown = Buffer.from(given);
  if (right.length !== shown.length || !timingSafeEqual(right, shown)) return { kind: "forged" };
  const expired = Number.parseInt(expiry, 36) * 1000 <= now.getTime();
  return { kind: expired ? "expired" : "valid", mail };
}

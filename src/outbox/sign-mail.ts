import { buffer } from "node:stream/consumers";
import DKIM from "nodemailer/lib/dkim/index.js";
import { dkimFault } from "./dkim-fault.ts";

/** What a domain signs its mail with; the public key stands in its DNS at `<selector>._domainkey.<domain>`. */
export type DkimKey = {
  readonly domain: string;
  readonly selector: string;
  /** RSA, in PEM form. */
  readonly privateKey: string;
};

/**
 * A mail with its DKIM signature before it (RFC 6376): rsa-sha256, relaxed/relaxed. Throws where it cannot be signed: a mail
 * without the signature its receivers expect would be taken for a forgery.
 */
export async function signMail(raw: Buffer, key: DkimKey): Promise<Buffer> {
  const fault = dkimFault(key.privateKey);
  if (fault !== null) throw new Error(fault);
  const { domain, selector, privateKey } = key;
  return buffer(new DKIM({ domainName: domain, keySelector: selector, privateKey }).sign(raw));
}

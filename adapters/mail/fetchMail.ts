import type { ImapFlow } from "imapflow";
import type { IncomingMail } from "../mail.ts";
import type { MailLimits } from "./mailLimits.ts";
import { readHeaderOnly, readMail } from "./readMail.ts";

/**
 * Fetches one mail of the open folder; null where it is not there any more or marked as deleted, else what reads it. It stays
 * unread for people who look into the mailbox. Of one larger than is taken the header alone, whatever size the server says it
 * has. Rejects where the server does not give what it has.
 */
export async function fetchMail(
  client: ImapFlow,
  uid: number,
  limits: MailLimits,
): Promise<(() => Promise<IncomingMail>) | null> {
  const one = String(uid);
  const fast = { uid: true, flags: true, size: true, internalDate: true };
  const known = await client.fetchOne(one, fast, { uid: true });
  if (known === false || known.flags?.has("\\Deleted") === true) return null;
  const receivedAt = new Date(known.internalDate ?? Date.now()).toISOString();
  if ((known.size ?? 0) <= limits.mail) {
    const part = { maxLength: limits.mail + 1 };
    const fetched = await client.fetchOne(one, { uid: true, source: part }, { uid: true });
    if (fetched === false) return null;
    const raw = given(fetched.source);
    if (raw.length <= limits.mail) return () => readMail(raw, { receivedAt, limits });
  }
  const fetched = await client.fetchOne(one, { uid: true, headers: true }, { uid: true });
  if (fetched === false) return null;
  const header = given(fetched.headers);
  return async () => readHeaderOnly(header, { receivedAt });
}

function given(bytes: Uint8Array | undefined): Uint8Array {
  if (bytes === undefined) throw new Error("the server does not give the mail");
  return bytes;
}

/** UIDs of the mails after `uid`, in their order. */
export async function uidsAfter(client: ImapFlow, uid: number): Promise<readonly number[]> {
  const found = await client.search({ uid: `${uid + 1}:*` }, { uid: true });
  if (!Array.isArray(found)) throw new Error("the mailbox cannot be searched");
  // « n:* » holds the last mail even where its UID is below n (RFC 3501 §6.4.8).
  return found.filter((one) => one > uid).sort((a, b) => a - b);
}

/** The UID of the last mail that arrived before a day, so that those after it are of that day or later; 0 where none did. */
export async function lastBefore(client: ImapFlow, day: Date): Promise<number> {
  const found = await client.search({ before: day }, { uid: true });
  if (!Array.isArray(found)) throw new Error("the mailbox cannot be searched");
  return Math.max(0, ...found);
}

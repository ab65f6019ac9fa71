import type { IncomingMail } from "../../../adapters/mail.ts";
import type { SignedId } from "./token.ts";
import { readSignedId } from "./token.ts";

/** A signed id found in a mail. Only the first two say what a person answers; the others, what a bounce is about. */
export type FoundToken = SignedId & { readonly where: "in-reply-to" | "references" | "report" | "text" };

/** Nobody's thread is longer, and who sends a thousand ids is not to keep the store busy. */
const MOST = 100;

/** What is looked through for a quoted id, in characters: a returned mail stands behind a few screens of explanation. */
const MOST_TEXT = 65_536;

/** Ids as they stand in the header of a mail that was sent back. */
const QUOTED = /psl\.[a-z0-9-]{1,40}\.[0-9a-z]{1,9}\.[a-z0-9]{1,64}@/gi;

/** The parts a server that returns a mail puts it, or its header, into. */
const RETURNED = /^(?:message\/(?:rfc822|global)|text\/(?:rfc822-headers|plain))/;

function textsOf(mail: IncomingMail): readonly string[] {
  const returned = mail.attachments.filter(({ type }) => RETURNED.test(type));
  return [
    mail.text.slice(0, MOST_TEXT),
    ...returned
      .slice(0, 3)
      .map(({ content }) => Buffer.from(content.subarray(0, MOST_TEXT)).toString("latin1")),
  ];
}

/** Ids a server folded in their middle: with a blank inside they are no ids, and no reader hands them over as such. */
function foldedIds(mail: IncomingMail, field: string): readonly string[] {
  const values = (mail.headers.get(field) ?? []).join(" ");
  return (values.match(/<[^<>]{1,998}>/g) ?? []).filter((id) => /\s/.test(id));
}

/**
 * The signed ids of a mail, each once, in the order they count: what it answers, its references from the last on, what a
 * report is about, what is quoted in its text. Ids that have not the form of ours are left out.
 */
export function tokensOf(mail: IncomingMail, secret: string, now: Date): readonly FoundToken[] {
  const ids: readonly (readonly [string, FoundToken["where"]])[] = [
    ...[...mail.inReplyTo, ...foldedIds(mail, "in-reply-to")]
      .slice(0, MOST)
      .map((id) => [id, "in-reply-to"] as const),
    ...[...foldedIds(mail, "references"), ...mail.references]
      .slice(-MOST)
      .map((id) => [id, "references"] as const)
      .toReversed(),
    ...(mail.reportedId === null ? [] : [[mail.reportedId, "report"] as const]),
    ...textsOf(mail)
      .flatMap((text) => text.match(QUOTED)?.slice(0, MOST) ?? [])
      .map((id) => [id, "text"] as const),
  ];
  const found = new Map<string, FoundToken>();
  for (const [id, where] of ids) {
    const read = readSignedId(id, secret, now);
    if (read === null) continue;
    const key = read.kind === "forged" ? id.toLowerCase() : read.mail;
    // An id signed anew names the same mail: the one still valid is the one that counts.
    const before = found.get(key);
    if (before === undefined || (before.kind === "expired" && read.kind === "valid")) {
      found.set(key, { ...read, where });
    }
  }
  return [...found.values()];
}

import { createHash } from "node:crypto";
import type { IncomingMail, MailProblem } from "../mail.ts";
import type { MailLimits } from "./mailLimits.ts";
import type { Content } from "./readContent.ts";
import { readContent } from "./readContent.ts";
import type { Header } from "./readHeader.ts";
import { addressesOf, firstRaw, headerBlock, idsOf, readHeader } from "./readHeader.ts";
import { readParts } from "./readParts.ts";

/** What the mailbox knows of a mail besides its bytes. */
export type AboutMail = {
  /** When the mailbox received it, in any form `Date` reads. */
  readonly receivedAt: string;
  readonly limits: MailLimits;
};

/**
 * Reads one mail (RFC 5322, RFC 2045 ff.) from its bytes. Never rejects for what a mail holds: what cannot be read is
 * named in `problems`, and the rest is there. A mail over the limit is read as `readHeaderOnly` does.
 */
export async function readMail(raw: Uint8Array, about: AboutMail): Promise<IncomingMail> {
  if (raw.length > about.limits.mail) return readHeaderOnly(raw, about);
  const budget = { parts: about.limits.parts };
  const { root, broken, more } = await readParts(raw, about.limits, budget);
  const content = await readContent(root, about.limits, budget);
  const problems = new Set<MailProblem>(content.problems);
  if (broken) problems.add("broken");
  if (more) problems.add("attachments-left-out");
  if (saysNothing(content) && problems.size === 0) problems.add("empty");
  return assembled(raw, root.header, content, [...problems], about);
}

const NOTHING: Content = { text: "", attachments: [], reports: [], reportedId: null, problems: new Set() };

/** The same of a mail too large to be taken: its beginning is enough, and its header is all that is read. */
export function readHeaderOnly(headerBytes: Uint8Array, about: Pick<AboutMail, "receivedAt">): IncomingMail {
  const block = headerBlock(headerBytes);
  return assembled(block, readHeader(block), NOTHING, ["too-large"], about);
}

function saysNothing({ text, attachments, reports }: Content): boolean {
  return !/[^\s\p{Cf}\p{Z}]/u.test(text) && attachments.length === 0 && reports.length === 0;
}

function assembled(
  bytes: Uint8Array,
  header: Header,
  content: Content,
  problems: readonly MailProblem[],
  about: Pick<AboutMail, "receivedAt">,
): IncomingMail {
  return {
    id: identity(bytes, header),
    messageId: idsOf(header, "message-id").at(0) ?? null,
    inReplyTo: idsOf(header, "in-reply-to"),
    references: idsOf(header, "references"),
    from: addressesOf(header, "from").at(0) ?? null,
    replyTo: addressesOf(header, "reply-to"),
    to: addressesOf(header, "to"),
    cc: addressesOf(header, "cc"),
    returnPath: returnPathOf(header),
    subject: header.decoded.get("subject")?.[0] ?? "",
    receivedAt: receivedAt(about.receivedAt, header),
    headers: header.decoded,
    text: content.text,
    attachments: content.attachments,
    reports: content.reports,
    reportedId: content.reportedId,
    problems,
  };
}

/** SHA-256 of Message-ID, date and sender as they stand; of all bytes where there is no Message-ID. */
function identity(bytes: Uint8Array, header: Header): string {
  const messageId = firstRaw(header, "message-id") ?? "";
  const told = [messageId, firstRaw(header, "date") ?? "", firstRaw(header, "from") ?? ""].join("\n");
  return createHash("sha256")
    .update(messageId === "" ? bytes : told)
    .digest("hex");
}

function returnPathOf(header: Header): string | null {
  const value = firstRaw(header, "return-path");
  if (value === null) return null;
  return /^<\s*>$/.test(value) ? "" : (addressesOf(header, "return-path").at(0)?.address ?? null);
}

/** In UTC. A mailbox that cannot tell is believed less than the mail, and the mail less than the clock. */
function receivedAt(told: string, header: Header): string {
  const times = [told, firstRaw(header, "date") ?? ""]
    .map((one) => new Date(one))
    .filter((one) => !Number.isNaN(one.getTime()));
  return (times.at(0) ?? new Date()).toISOString();
}

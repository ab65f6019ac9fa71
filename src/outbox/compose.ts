import MailComposer from "nodemailer/lib/mail-composer/index.js";
import type { Language } from "../message.ts";
import type { DkimKey } from "./sign-mail.ts";
import { signMail } from "./sign-mail.ts";

/** A mail as it is to leave. A mailbox is `Name <name@example.org>`, or the bare address. */
export type Letter = {
  /** Its number in the outbox. */
  readonly id: string;
  /** With its angle brackets, as every id here. */
  readonly messageId: string;
  /** The mail it answers. */
  readonly inReplyTo: string | null;
  /** The thread it belongs to, in its order. */
  readonly references: readonly string[];
  readonly from: string;
  readonly to: string;
  readonly cc: readonly string[];
  readonly replyTo: string | null;
  readonly subject: string;
  readonly date: Date;
  readonly text: string;
  readonly html: string | null;
  readonly language: Language;
  /** Written by the program itself. A letter somebody asked for is not (RFC 3834 §5). */
  readonly automatic: boolean;
  /** "" where it is of no ticket. */
  readonly ticket: string;
  /** Those the preview listed, and no other. */
  readonly attachments: readonly Enclosed[];
  readonly dkim?: DkimKey | undefined;
};

/** A file sent along. */
export type Enclosed = { readonly name: string; readonly type: string; readonly content: Uint8Array };

/** A mail as it will be sent, at every try the same. */
export type Composed = { readonly messageId: string; readonly raw: Uint8Array };

/** Ids of a thread that are named: the first, by which some programs know it, and the last ones. */
const MOST_REFERENCES = 30;

const ID = /^<[^<>\s]+>$/;

/**
 * The bytes of a mail, made once: plain text, then HTML of the same, in UTF-8, every line written in ASCII so that no server
 * on the way has to change it; signed where there is a key. Nothing is fetched to make it. Throws where it cannot be signed.
 */
export async function compose(letter: Letter): Promise<Composed> {
  const { messageId, ticket, dkim } = letter;
  const raw = await new MailComposer({
    from: mailbox(letter.from),
    to: mailbox(letter.to),
    cc: letter.cc.map(mailbox),
    ...(letter.replyTo === null ? {} : { replyTo: mailbox(letter.replyTo) }),
    subject: letter.subject,
    date: letter.date,
    messageId,
    ...(letter.inReplyTo === null ? {} : { inReplyTo: letter.inReplyTo }),
    references: [...referencesOf(letter)],
    text: letter.text.replace(/\r?\n/g, "\r\n"),
    ...(letter.html === null ? {} : { html: letter.html.replace(/\r?\n/g, "\r\n") }),
    attachments: letter.attachments.map(({ name, type, content }) => ({
      filename: name,
      contentType: type,
      content: Buffer.from(content),
      contentTransferEncoding: "base64",
    })),
    headers: {
      "Content-Language": letter.language,
      "X-Passerelle-Mail": letter.id,
      ...(ticket === "" ? {} : { "X-Passerelle-Ticket": ticket }),
      ...(letter.automatic ? automaticHeaders(letter) : {}),
    },
    encoding: "quoted-printable",
    disableFileAccess: true,
    disableUrlAccess: true,
  })
    .compile()
    .build();
  return { messageId, raw: dkim === undefined ? raw : await signMail(raw, dkim) };
}

/**
 * The thread, and this mail's own id as its last entry: Gmail's servers put another Message-ID in place of ours, and an
 * answer then names ours all the same, for it repeats the references.
 */
function referencesOf({ messageId, inReplyTo, references }: Letter): readonly string[] {
  const thread = [...references, ...(inReplyTo === null ? [] : [inReplyTo])];
  const ids = [...new Set(thread)].filter((id) => ID.test(id) && id !== messageId);
  const kept = ids.length < MOST_REFERENCES ? ids : [...ids.slice(0, 1), ...ids.slice(2 - MOST_REFERENCES)];
  return [...kept, messageId];
}

/**
 * Nobody's absence answers a machine: RFC 3834 §5, and Exchange's own [MS-OXCMAIL] §2.2.3.2.14. Of what that can suppress,
 * reports of mail that did not arrive (NDR) are wanted.
 */
function automaticHeaders({ inReplyTo }: Letter): Readonly<Record<string, string>> {
  return {
    "Auto-Submitted": inReplyTo === null ? "auto-generated" : "auto-replied",
    "X-Auto-Response-Suppress": "DR, RN, NRN, OOF, AutoReply",
  };
}

/** Name and address apart, so that no comma in a name is read as the end of it. */
function mailbox(text: string): { name: string; address: string } {
  const [, name = "", address = text] = /^\s*(.*?)\s*<([^<>]*)>\s*$/s.exec(text) ?? [];
  return { name: name.replace(/^"(.*)"$/s, "$1").replace(/\\(.)/g, "$1"), address: address.trim() };
}

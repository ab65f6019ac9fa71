import type { Language } from "../src/message.ts";
import type { Check } from "./chat.ts";

/**
 * The contract between the assistant and a mailbox, in full. A mail stays in its mailbox until it was taken: the mailbox is
 * the line it waits in, and it is handed over again after any failure. Taking one twice has the effect of taking it once.
 */

/** `address` in lower case, without name or brackets. */
export type MailAddress = { readonly address: string; readonly name: string };

/** A file sent along; its name as given, without any path. */
export type Attachment = {
  readonly name: string;
  /** Media type as declared, in lower case; never to be trusted. */
  readonly type: string;
  readonly content: Uint8Array;
};

/** What a mail server says became of a mail sent to one recipient (RFC 3464). */
export type DeliveryReport = {
  readonly action: "failed" | "delayed" | "delivered" | "relayed" | "expanded";
  /** In lower case. */
  readonly recipient: string;
  /** RFC 3463, e.g. `5.1.1`; null where none is given. */
  readonly status: string | null;
  /** The server's own words. */
  readonly diagnostic: string | null;
};

/** What cannot be read of a mail, or was left out. */
export type MailProblem =
  /** Its structure is damaged: what could be read is there. */
  | "broken"
  /** Larger than is taken: only its header was read. */
  | "too-large"
  /** More attachments, or larger ones, than are taken: those that fit are there. */
  | "attachments-left-out"
  /** S/MIME or OpenPGP: the content is there for its recipient's key alone. */
  | "encrypted"
  /** Outlook's winmail.dat that holds the content and could not be opened. */
  | "winmail"
  /** Nothing was written, or nothing but a quoted mail and a signature. */
  | "empty";

/** One mail as it arrived. Header fields are decoded; ids stand with their angle brackets. */
export type IncomingMail = {
  /** The same however often the mail is read, and from whatever folder: of its Message-ID, date and sender; hex. */
  readonly id: string;
  readonly messageId: string | null;
  readonly inReplyTo: readonly string[];
  /** In their order: the last is the mail answered. */
  readonly references: readonly string[];
  readonly from: MailAddress | null;
  readonly replyTo: readonly MailAddress[];
  readonly to: readonly MailAddress[];
  readonly cc: readonly MailAddress[];
  /** Envelope sender as the server wrote it down; "" for the empty one, null where none is known. */
  readonly returnPath: string | null;
  readonly subject: string;
  /** ISO 8601, UTC: when the mailbox received it. */
  readonly receivedAt: string;
  /** All header fields, names in lower case, values unfolded, in their order. */
  readonly headers: ReadonlyMap<string, readonly string[]>;
  /** What it says, whole: its plain text, else its HTML as text; quoted mails and signature are in it. */
  readonly text: string;
  readonly attachments: readonly Attachment[];
  /** Present in a report of a mail server (multipart/report; report-type=delivery-status). */
  readonly reports: readonly DeliveryReport[];
  /** Message-ID of the mail that is reported on, where the report holds its header. */
  readonly reportedId: string | null;
  readonly problems: readonly MailProblem[];
};

/** Where a mail goes that was taken. */
export type Filed = "processed" | "set-aside";

/** What is kept of a mailbox between two starts. */
export type MailboxMemory = {
  /**
   * Whether `holder` may read `mailbox` for the next so many milliseconds: nobody else holds it, or his time is over. Asked
   * again to go on.
   */
  lease(mailbox: string, holder: string, milliseconds: number): Promise<boolean>;
  /** Gives the mailbox back. */
  release(mailbox: string, holder: string): Promise<void>;
  /** The last mail taken: its UID, and the UIDVALIDITY it is good for (RFC 3501 §2.3.1.1). */
  last(mailbox: string): Promise<{ readonly validity: string; readonly uid: number } | null>;
  keep(mailbox: string, last: { readonly validity: string; readonly uid: number }): Promise<void>;
};

/** A mailbox that is read. */
export interface Mailbox {
  /** Resolves at once; what cannot be reached is tried again, each time later. */
  start(take: (mail: IncomingMail) => Promise<Filed>): Promise<void>;
  check(language: Language): Promise<readonly Check[]>;
  /** Resolves once the mail in hand was taken and the connection is closed. */
  stop(): Promise<void>;
}

import type { Language } from "../message.ts";
import type { Composed } from "../outbox/compose.ts";

/** A mail as the program wants it sent; who sends it, under which id and signature is the maker's affair. */
export type Outgoing = {
  /** Its number in the outbox. */
  readonly id: string;
  /** "" where it is of no ticket. */
  readonly ticket: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string | null;
  /** Ids of the thread with their brackets, the last being the mail answered. */
  readonly references: readonly string[];
  readonly date: Date;
  readonly language: Language;
  /** Written by the program itself; a letter somebody asked for is not (RFC 3834 §5). */
  readonly automatic: boolean;
};

/** Makes the bytes of a mail, once. */
export type MakeMail = (outgoing: Outgoing) => Promise<Composed>;

import { createHash } from "node:crypto";
import type { Choice, Output } from "../message.ts";
import { askedLast, offeredChoices } from "./words/offered-choices.ts";

/** What a mail of a conversation asked: a number in an answer is that of the mail it answers, be it an old one. */
export type MailAsked = {
  /** Its number in the outbox. */
  readonly mail: string;
  /** Which question it was; see `questionOf`. */
  readonly question: string;
  readonly choices: readonly Choice[];
};

/** So many mails back a number is understood. */
const KEPT = 20;

/** Flows in which the same question is put about one letter and then another, and the numbers of those. */
const ABOUT_A_LETTER = /^(?:reply|reminder)\//;
const LETTER = /PSL-[0-9A-Z]{6}-\d+/g;

/**
 * A mark of the question these messages put last; null where they put none. Put again it has the same mark. That of a draft
 * is of all its words: whoever agrees to one has agreed to no other.
 */
export function questionOf(messages: readonly Output[]): string | null {
  const asked = askedLast(messages);
  if (asked === undefined) return null;
  const parts: unknown[] = [asked.step, asked.choices.map((one) => one.id)];
  if (asked.type === "draft") parts.push(asked.to, asked.subject, asked.body);
  if (ABOUT_A_LETTER.test(asked.step))
    parts.push(messages.flatMap((one) => (one.type === "draft" ? [] : (one.text.match(LETTER) ?? []))));
  return createHash("sha256").update(JSON.stringify(parts)).digest("base64url").slice(0, 16);
}

/** What the mails of a conversation asked, as it is stored, the last at the end. */
export function mailsAsked(stored: string): readonly MailAsked[] {
  return JSON.parse(stored) as readonly MailAsked[];
}

/** The same with one more mail. What asks nothing leaves the question before it open. */
export function withMail(stored: string, mail: string, messages: readonly Output[]): string {
  const before = mailsAsked(stored);
  const { question, choices } = before.at(-1) ?? { question: "", choices: [] };
  const asked = questionOf(messages);
  const one =
    asked === null
      ? { mail, question, choices }
      : { mail, question: asked, choices: offeredChoices(messages) };
  return JSON.stringify([...before, one].slice(-KEPT));
}

import type { Language } from "../message.ts";
import type { Texts } from "../texts.ts";
import type { DueReminder } from "./reminder.ts";
import { replySubject } from "./words/reply-subject.ts";

/** What a reminder is written from. */
export type Reminded = {
  /** Number of the case. */
  readonly number: string;
  /** Subject of the first mail. */
  readonly subject: string;
  /** When that left, ISO 8601, UTC. */
  readonly sentAt: string;
  /** Its body, plain text: what is asked is quoted from it. */
  readonly body: string;
  readonly reminder: DueReminder["number"];
};

/** Longest quotation, in characters. */
const QUOTED = 160;
/** « Bonjour, », “Dear all,”: one line that ends in a comma and asks nothing. */
const GREETING = /^[^.?!\n]{1,60},$/;

/** What a mail asks, in one line: its first paragraph that is no greeting, cut at a word where it is long. */
export function askedIn(body: string): string {
  const paragraphs = body
    .split(/\n\s*\n/)
    .map((one) => one.trim())
    .filter((one) => one !== "" && !GREETING.test(one));
  const line = (paragraphs[0] ?? "").replace(/\s+/g, (space) => (space.includes("\u00A0") ? "\u00A0" : " "));
  if (line.length <= QUOTED) return line;
  return `${line.slice(0, QUOTED).replace(/\s+\S*$/, "")}…`;
}

function dayOf(iso: string, language: Language): string {
  const locale = language === "fr" ? "fr-FR" : "en-GB";
  const format = new Intl.DateTimeFormat(locale, { dateStyle: "long", timeZone: "Europe/Paris" });
  const day = format.format(new Date(iso));
  // The first of a month is the only ordinal one in French.
  return language === "fr" ? day.replace(/^1 /, "1er ") : day;
}

/** A reminder of a mail that was not answered: `Re:` and its subject, and a short polite text, plain. */
export function reminderLetter(
  texts: Texts,
  language: Language,
  { number, subject, sentAt, body, reminder }: Reminded,
): { readonly subject: string; readonly body: string } {
  const values = { number, date: dayOf(sentAt, language), asked: askedIn(body) };
  return {
    subject: replySubject(subject) ?? `Re: ${number}`,
    body: texts.say(language, `mail.reminder.${reminder === 1 ? "first" : "last"}`, values),
  };
}

import type { SupportChannel } from "../catalogue.ts";
import type { Hidden, Language } from "../message.ts";
import type { Texts } from "../texts.ts";

/** One line of the ticket: a name and its value, both already in the language of the letter. */
export type Field = { readonly name: string; readonly value: string };

/** What an escalation is written from, in the language of the letter; the words are redacted already. */
export type Letter = {
  readonly about: string;
  readonly number: string;
  readonly uai: string | null;
  readonly ent: string | null;
  readonly fields: readonly Field[];
  readonly tried: readonly { readonly title: string; readonly outcome: string; readonly at: string }[];
  readonly findings: readonly Field[];
  readonly said: readonly string[];
};

/** The languages of a letter: French, that of those who read it, and after it the person's own where that is another. */
export function letterLanguages(language: Language): readonly [Language, ...Language[]] {
  return language === "fr" ? ["fr"] : ["fr", language];
}

/** A letter in each of its languages, a rule of dashes between. */
export function inLanguages(language: Language, body: (language: Language) => string): string {
  return letterLanguages(language).map(body).join("\n\n----------\n\n");
}

/** Instants in tickets: hour with its time zone, since two parties compare it with their logs. */
export function hourOf(iso: string, language: Language): string {
  return new Intl.DateTimeFormat(language === "fr" ? "fr-FR" : "en-GB", {
    dateStyle: "short",
    timeStyle: "short",
    timeZone: "Europe/Paris",
  }).format(new Date(iso));
}

/** The body of an escalation, plain text: what is asked, the fields, what was tried and when, what was found. */
export function letterBody(texts: Texts, language: Language, letter: Letter): string {
  const say = (key: string, values = {}): string => texts.say(language, `draft.${key}`, values);
  const colon = language === "fr" ? "\u00A0:" : ":";
  const parts: string[] = [say(`${letter.about}.opening`)];
  parts.push(letter.fields.map((field) => `- ${field.name}${colon} ${field.value}`).join("\n"));
  if (letter.tried.length > 0) {
    const lines = letter.tried.map((one) => `- ${one.at} – ${one.title}${colon} ${one.outcome}`);
    parts.push(`${say("tried")}\n${lines.join("\n")}`);
  }
  if (letter.findings.length > 0) {
    const lines = letter.findings.map((one) => `- ${one.name}${colon} ${one.value}`);
    parts.push(`${say("findings")}\n${lines.join("\n")}`);
  }
  if (letter.said.length > 0) {
    parts.push(
      `${say("said")}\n${letter.said.map((text) => `> ${text.replaceAll("\n", "\n> ")}`).join("\n")}`,
    );
  }
  parts.push(say("closing", { number: letter.number }));
  return parts.join("\n\n");
}

/** `[PSL-7F3K2M-1] UAI 0440001M – …`: the number stands first and never changes, so threads can be told apart. */
export function letterSubject(texts: Texts, letter: Letter): string {
  const what = texts.say("fr", `draft.${letter.about}.subject`, { ent: letter.ent ?? "ENT" });
  return `[${letter.number}] ${letter.uai === null ? "" : `UAI ${letter.uai} – `}${what}`;
}

/** Adds counts of the same kind together. */
export function addHidden(...lists: readonly (readonly Hidden[])[]): readonly Hidden[] {
  const counts = new Map<string, number>();
  for (const { kind, count } of lists.flat()) counts.set(kind, (counts.get(kind) ?? 0) + count);
  return [...counts].map(([kind, count]) => ({ kind, count }));
}

/** How the party is reached: a mail where an address is known, else a call sheet, else a text to paste. */
export function reach(channel: SupportChannel | undefined): {
  readonly channel: "mail" | "phone" | "form";
  readonly to: string | null;
  readonly phone: string | null;
  readonly form: string | null;
} {
  const mail = channel?.mail;
  return {
    channel: mail === undefined ? (channel?.channel ?? "form") : "mail",
    to: mail ?? null,
    phone: channel?.phone ?? null,
    form: channel?.form ?? null,
  };
}

import type { Choice } from "../message.ts";
import type { Lexicon, Statement } from "./catalogue.ts";
import type { Phrase } from "./phrase.ts";
import { find } from "./phrase.ts";
import { plain } from "./screen.ts";
import { distance, tolerance } from "./spelling.ts";
import type { Words } from "./words.ts";
import { wordsOf } from "./words.ts";

/** A message of more words than this is a sentence of its own, whatever word it begins with. */
const SHORT = 12;

/** Words after which « c'est fait » is not the whole answer. */
const YET: ReadonlySet<string> = new Set([
  "mais",
  "but",
  "sauf",
  "except",
  "cependant",
  "however",
  "pourtant",
]);

/** What a short message is as a whole: the value of the phrase that is all of it, courtesy aside. */
export function whole(statements: readonly Statement[], lexicon: Lexicon, words: Words): string | null {
  if (words.words.length > SHORT) return null;
  return covering(statements, lexicon, words, 0, words.words.length);
}

/** What the first clause of a message is, where more follows that does not take it back. */
export function opening(statements: readonly Statement[], lexicon: Lexicon, words: Words): string | null {
  const end = words.words.findIndex((one, index) => index > 0 && one.after > 0);
  if (end < 0 || words.words.some((one) => YET.has(one.word)) || words.questions.includes(true)) return null;
  return covering(statements, lexicon, words, 0, end);
}

function covering(
  statements: readonly Statement[],
  lexicon: Lexicon,
  words: Words,
  from: number,
  to: number,
): string | null {
  const polite = new Set(covered(lexicon.courtesy, words));
  let best: { readonly value: string; readonly size: number } | null = null;
  for (const { value, phrase } of statements) {
    for (const match of find(phrase, words)) {
      if (match.from < from || match.to > to) continue;
      if (!spans(polite, from, match.from) || !spans(polite, match.to, to)) continue;
      const size = match.to - match.from;
      if (best === null || size > best.size) best = { value, size };
    }
  }
  return best?.value ?? null;
}

function covered(phrases: readonly Phrase[], words: Words): number[] {
  return phrases
    .flatMap((one) => find(one, words))
    .flatMap(({ from, to }) => Array.from({ length: to - from }, (_, index) => from + index));
}

function spans(set: ReadonlySet<number>, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (!set.has(at)) return false;
  return true;
}

const ORDINALS: readonly (readonly string[])[] = [
  ["premier", "premiere", "first", "un", "one"],
  ["deuxieme", "second", "seconde", "deux", "two"],
  ["troisieme", "third", "trois", "three"],
  ["quatrieme", "fourth", "quatre", "four"],
  ["cinquieme", "fifth", "cinq", "five"],
];

const NUMBERED =
  /^(?:(?:le|la|the|choix|option|reponse|choice|answer|numero|number|no|n) ){0,2}(?<number>\d{1,2}|\p{L}+)(?: (?:choix|option|reponse|choice|one|answer))?$/u;

/**
 * The offered choice a text names: by its id, its label (one typing mistake aside), or its number in the list.
 * A number names a place only where no choice is itself a number.
 */
export function chosen(text: string, offered: readonly Choice[]): string | null {
  const said = plain(text);
  if (said === "" || offered.length === 0) return null;
  const exact = offered.find(({ id, label }) => plain(label) === said || plain(id) === said);
  if (exact !== undefined) return exact.id;
  const limit = tolerance(said.length);
  const close = offered.filter(({ label }) => limit > 0 && distance(plain(label), said, limit) <= limit);
  if (close.length === 1) return close[0]?.id ?? null;
  if (offered.length < 2 || offered.some(({ id }) => /^\d+$/.test(id))) return null;
  const number = NUMBERED.exec(
    wordsOf(text)
      .words.map((one) => one.word)
      .join(" "),
  )?.groups?.["number"];
  if (number === undefined) return null;
  const place = /^\d+$/.test(number)
    ? Number(number) - 1
    : ORDINALS.findIndex((names) => names.includes(number));
  return offered[place]?.id ?? null;
}

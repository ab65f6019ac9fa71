import type { Fact, Statement } from "./catalogue.ts";
import { find } from "./phrase.ts";
import type { Stated } from "./stated.ts";
import type { Words } from "./words.ts";

/** Words that state a value of a fact: `value` is empty where they state nothing (a look-alike, a denial). */
type Found = { readonly value: string; readonly from: number; readonly to: number };

/** What was read of one fact, with the span of the original text it was read in. */
export type FactRead = {
  readonly value: string;
  readonly span: readonly [number, number];
  readonly text: string;
  /** Present where the text does not say it but implies it. */
  readonly inferred?: true;
};

/** Words after which what was said before is taken back. */
const CORRECTION =
  / (en fait|pardon|plutot|je corrige|correction|je me trompe|actually|sorry|i mean|rather) /g;

/**
 * The value a text states of a fact of finite values, or null. `asked`: the text answers this very question, so
 * phrases too vague elsewhere count. Contradictory statements state nothing, unless the text corrects itself.
 */
export function readFact(
  fact: Fact,
  words: Words,
  stated: Stated,
  text: string,
  asked: boolean,
): FactRead | null {
  const candidates = [
    ...occurrences(fact.said, words),
    ...(asked ? occurrences(fact.answers, words) : []),
    ...fact.besides.flatMap((one) => find(one, words)).map((match) => ({ ...match, value: "" })),
  ];
  const found = longest(candidates)
    .filter((one) => one.value !== "")
    .filter((one) => fact.mention || !isDoubtful(stated, one))
    .filter((one) => !fact.present || !stated.otherTime(one.from))
    .flatMap((one) => affirmed(fact, one, stated));
  return decide(fact, found, words, text);
}

function occurrences(statements: readonly Statement[], words: Words): Found[] {
  return statements.flatMap(({ value, phrase }) => find(phrase, words).map((match) => ({ ...match, value })));
}

function isDoubtful(stated: Stated, { from, to }: Found): boolean {
  for (let at = from; at < to; at++) if (stated.doubtful[at] === true) return true;
  return false;
}

/**
 * Drops what overlaps a look-alike it does not wholly cover, then what lies within a longer match: « hébergé » says
 * nothing beside « non hébergé », nor « la première fois » within « la première fois que je vois cet écran ».
 */
function longest(found: readonly Found[]): Found[] {
  const besides = found.filter((one) => one.value === "");
  const clear = found
    .filter((one) => one.value !== "")
    .filter((one) => besides.every((other) => apart(one, other) || covers(one, other)))
    .sort((a, b) => b.to - b.from - (a.to - a.from));
  const kept: Found[] = [];
  for (const one of clear)
    if (!kept.some((other) => covers(other, one) && !equal(other, one))) kept.push(one);
  return kept.sort((a, b) => a.from - b.from);
}

function apart(a: Found, b: Found): boolean {
  return a.to <= b.from || b.to <= a.from;
}

function covers(a: Found, b: Found): boolean {
  return a.from <= b.from && a.to >= b.to;
}

function equal(a: Found, b: Found): boolean {
  return a.from === b.from && a.to === b.to;
}

function affirmed(fact: Fact, one: Found, stated: Stated): Found[] {
  if (!stated.denied(one.from)) return [one];
  const opposite = fact.opposite[one.value];
  return opposite === undefined ? [] : [{ ...one, value: opposite }];
}

function decide(fact: Fact, found: readonly Found[], words: Words, text: string): FactRead | null {
  const first = found[0];
  if (first === undefined) return null;
  const values = new Set(found.map((one) => one.value));
  if (values.size === 1) return readAt(first.value, first, words, text);
  const together = fact.together.find(({ of, make }) => {
    const parts = new Set([...of, make]);
    return [...values].every((value) => parts.has(value));
  });
  if (together !== undefined) return readAt(together.make, first, words, text);
  const corrected = [...words.canon.matchAll(CORRECTION)].map((match) => words.at(match.index)).at(-1);
  if (corrected === undefined) return null;
  const after = found.filter((one) => one.from >= corrected);
  const last = after.at(-1);
  if (last === undefined || after.some((one) => one.value !== last.value)) return null;
  return readAt(last.value, last, words, text);
}

function readAt(value: string, { from, to }: Found, words: Words, text: string): FactRead {
  const start = words.words[from]?.start ?? 0;
  const end = words.words[to - 1]?.end ?? start;
  return { value, span: [start, end], text: text.slice(start, end) };
}

import type { Fact, Statement } from "./catalogue.ts";
import { find, phrase as compiled } from "./phrase.ts";
import type { Match, Span } from "./phrase.ts";
import type { Stated } from "./stated.ts";
import type { Words } from "./words.ts";

/** Words that state a value of a fact: `value` is empty where they state nothing (a look-alike, a denial). */
type Found = Match & { readonly value: string };

/** What was read of one fact, with the span of the original text it was read in. */
export type FactRead = {
  readonly value: string;
  readonly span: readonly [number, number];
  readonly text: string;
  /** Present where the text does not say it but implies it. */
  readonly inferred?: true;
};

/** Words after which what was said before is taken back. */
const CORRECTION = [
  "(en fait|pardon|plutot|je corrige|correction|je me trompe|oups|je rectifie|autant pour moi|au temps pour moi)",
  "(euh|ah|enfin|heu|mais|oh|bah|ben) non",
  "(actually|sorry|i mean|rather|oops|scratch that|my mistake|wait|in fact|correction)",
].map((source) => compiled(source));

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
  const candidates = [...occurrences(fact.said, words), ...(asked ? occurrences(fact.answers, words) : [])];
  if (candidates.length === 0) return null;
  const besides: Found[] = [];
  for (const one of fact.besides) for (const match of find(one, words)) besides.push({ ...match, value: "" });
  const found = meant(candidates, besides)
    .filter((one) => !isDoubtful(fact, stated, one))
    .filter((one) => !fact.present || !stated.otherTime((one.pair?.pivot ?? one).from))
    .flatMap((one) => affirmed(fact, one, stated));
  const [only, another] = found;
  if (only !== undefined && another === undefined && stated.takenBack(only.to)) return null;
  return decide(fact, found, words, text);
}

function occurrences(statements: readonly Statement[], words: Words): Found[] {
  const found: Found[] = [];
  for (const { value, phrase } of statements)
    for (const match of find(phrase, words)) found.push({ ...match, value });
  return found;
}

function isDoubtful(fact: Fact, stated: Stated, { from, to, pair }: Found): boolean {
  const said = pair?.pivot ?? { from, to };
  if (holds(stated.elsewhere, said)) return true;
  return !fact.mention && holds(stated.doubtful, said);
}

function holds(marks: readonly boolean[], { from, to }: Span): boolean {
  for (let at = from; at < to; at++) if (marks[at] === true) return true;
  return false;
}

/**
 * What is left once look-alikes, what lies within a longer match (« hébergé » in « non hébergé ») and what is said of
 * somebody nearer (« les profs ont leurs codes, les parents n'en ont pas ») are dropped.
 */
function meant(candidates: readonly Found[], besides: readonly Found[]): Found[] {
  const alike = new Map<number, Span[]>();
  for (const one of besides) {
    if (one.pair !== undefined) continue;
    for (let word = one.from; word < one.to; word++) {
      const list = alike.get(word);
      if (list === undefined) alike.set(word, [one]);
      else list.push(one);
    }
  }
  const clear = (one: Span): boolean => {
    if (alike.size === 0) return true;
    for (let word = one.from; word < one.to; word++)
      if (alike.get(word)?.some((other) => !covers(one, other)) === true) return false;
    return true;
  };
  const plain = outermost(candidates.filter((one) => one.pair === undefined && clear(one)));
  const whole = new Map<number, Found>();
  for (const one of plain) for (let word = one.from; word < one.to; word++) whole.set(word, one);
  const pairs = nearest([...candidates, ...besides], clear).filter(({ from, to }) => {
    const around = whole.get(from);
    return around === undefined || around.to < to;
  });
  const pivots = new Set<number>();
  for (const { pair } of pairs)
    if (pair !== undefined) for (let at = pair.pivot.from; at < pair.pivot.to; at++) pivots.add(at);
  return [...plain.filter((one) => !overlaps(pivots, one)), ...pairs]
    .filter((one) => one.value !== "")
    .sort((a, b) => a.from - b.from);
}

function overlaps(words: ReadonlySet<number>, { from, to }: Span): boolean {
  for (let at = from; at < to; at++) if (words.has(at)) return true;
  return false;
}

/** Drops what lies within a longer match. */
function outermost(found: readonly Found[]): Found[] {
  let holder: Found | undefined;
  return found
    .toSorted((a, b) => a.from - b.from || b.to - a.to)
    .filter((one) => {
      const inside = holder !== undefined && one.to <= holder.to && !equal(one, holder);
      if (holder === undefined || one.to > holder.to) holder = one;
      return !inside;
    });
}

/** Of the pairs that say the same words of different persons or things, those whose first part is the nearest. */
function nearest(found: readonly Found[], clear: (one: Span) => boolean): Found[] {
  const taken = new Map<number, Found>();
  return found
    .flatMap((one) => (one.pair === undefined ? [] : [{ ...one, pair: one.pair }]))
    .filter(({ pair }) => [pair.pivot, ...pair.others].every(clear))
    .sort(
      (a, b) =>
        size(b.pair.pivot) - size(a.pair.pivot) ||
        b.pair.others.length - a.pair.others.length ||
        a.pair.far - b.pair.far ||
        sizes(b) - sizes(a),
    )
    .filter((one) => {
      const { pivot } = one.pair;
      for (let at = pivot.from; at < pivot.to; at++) {
        const other = taken.get(at);
        if (other !== undefined && !(other.value === one.value && equal(other.pair?.pivot ?? other, pivot)))
          return false;
      }
      for (let at = pivot.from; at < pivot.to; at++) taken.set(at, one);
      return true;
    });
}

function size({ from, to }: Span): number {
  return to - from;
}

function sizes({ pair }: Found): number {
  return pair?.others.reduce((sum, one) => sum + size(one), 0) ?? 0;
}

function covers(a: Span, b: Span): boolean {
  return a.from <= b.from && a.to >= b.to;
}

function equal(a: Span, b: Span): boolean {
  return a.from === b.from && a.to === b.to;
}

function affirmed(fact: Fact, one: Found, stated: Stated): Found[] {
  // What is said of somebody says itself whether it is so.
  const denied = one.pair === undefined ? stated.denied(one.from) : stated.refused(one.pair.pivot.from);
  if (!denied) return [one];
  const opposite = fact.opposite[one.value];
  return opposite === undefined ? [] : [{ ...one, value: opposite }];
}

function decide(fact: Fact, found: readonly Found[], words: Words, text: string): FactRead | null {
  const first = found[0];
  if (first === undefined) return null;
  const values = new Set(found.map((one) => one.value));
  if (values.size === 1) return readAt(first.value, first, words, text);
  const corrected = CORRECTION.flatMap((one) => find(one, words)).reduce(
    (last, { from }) => Math.max(last, from),
    -1,
  );
  const after = corrected < 0 ? [] : found.filter((one) => (one.pair?.pivot ?? one).from >= corrected);
  const last = after.at(-1);
  if (last !== undefined && after.every((one) => one.value === last.value))
    return readAt(last.value, last, words, text);
  const together = madeOf(fact, values);
  return together === undefined ? null : readAt(together, first, words, text);
}

/** The value that several make together: web and client are both. */
export function madeOf(fact: Fact, values: ReadonlySet<string>): string | undefined {
  return fact.together.find(({ of, make }) => [...values].every((one) => one === make || of.includes(one)))
    ?.make;
}

/** A value, with the words that say it. */
export function readAt(value: string, { from, to }: Span, words: Words, text: string): FactRead {
  const start = words.words[from]?.start ?? 0;
  const end = words.words[to - 1]?.end ?? start;
  return { value, span: [start, end], text: text.slice(start, end) };
}

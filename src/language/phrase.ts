import type { Groups, Pattern, Span } from "./pattern.ts";
import { matches, patternOf, wordsSpelled } from "./pattern.ts";
import type { Words } from "./words.ts";

export type { Groups, Span } from "./pattern.ts";
export { PhraseError } from "./pattern.ts";

/**
 * A phrase as the data files write it, matched on whole words whatever the case, accents, apostrophes and hyphens:
 * `mot*` any ending · `mot?` may be missing · `(a|b c)` one of · `(a|b)?` · `(a|b)*` up to four of them or none ·
 * `,` a comma or none · `..` up to four words of the same sentence · `...` up to ten · `^` and `$` the edges of a
 * clause, `^^` and `$$` of a sentence · `<name>` a group of words defined beside · `a & b` both in one sentence in any
 * order, `a` being the nearest to `b`.
 */
export type Phrase = {
  readonly source: string;
  /** Compiled when first looked at. */
  readonly parts: Parts;
  /** Words it spells out, those of its groups aside: what typing mistakes are corrected towards. A stem ends in `*`. */
  readonly vocabulary: readonly string[];
};

type Parts = {
  /** What is said of last; in a phrase without `&`, all of it. */
  readonly last: Pattern;
  /** What it is said of. */
  readonly others: readonly Pattern[];
};

/** First and last word (excluded) of a match. */
export type Match = Span & { readonly pair?: Pair };

/** How the parts of an `a & b` lie: `b`, the others, and how far the first of them is from `b`. */
export type Pair = { readonly pivot: Span; readonly others: readonly Span[]; readonly far: number };

/** How many words apart the parts of an `a & b` may lie: `a` before `b`, and after it in the same clause. */
const REACH = { before: 14, after: 7 } as const;

/** What it costs `a` to come after `b`: a verb's subject comes first. */
const AFTER_COST = 2;

const NO_GROUPS: Groups = {};

/**
 * A phrase; every repetition is bounded, so matching stays linear in the text. It is compiled when a text is first looked
 * through for it, a fault in it being told then: thousands of phrases would hold up a start.
 */
export function phrase(source: string, groups: Groups = NO_GROUPS): Phrase {
  let compiled: Parts | undefined;
  return {
    source,
    get parts() {
      return (compiled ??= partsOf(source, groups));
    },
    get vocabulary() {
      return wordsSpelled(source);
    },
  };
}

function partsOf(source: string, groups: Groups): Parts {
  const others = source.split(" & ").map((part) => patternOf(part, source, groups));
  const last = others.pop() ?? patternOf("", source, groups);
  return { last, others };
}

const NONE: readonly Match[] = [];

/** Every match of a phrase, left to right. */
export function find({ parts }: Phrase, words: Words): readonly Match[] {
  const { last, others } = parts;
  const pivots = matches(last, words);
  if (others.length === 0 || pivots.length === 0) return pivots;
  const rest: (readonly Span[])[] = [];
  for (const other of others) {
    const spans = matches(other, words);
    if (spans.length === 0) return NONE;
    rest.push(spans);
  }
  return pivots.flatMap((pivot) => paired(pivot, rest, words));
}

type Near = { readonly span: Span; readonly far: number };

function paired(pivot: Span, rest: readonly (readonly Span[])[], words: Words): Match[] {
  const [first = [], ...more] = rest.map((spans) => nearTo(pivot, spans, words));
  const others = more.map(([nearest]) => nearest);
  if (others.includes(undefined)) return [];
  return first.map(({ span, far }) => {
    const all = [span, ...others.flatMap((one) => (one === undefined ? [] : [one.span]))];
    const from = Math.min(pivot.from, ...all.map((one) => one.from));
    const to = Math.max(pivot.to, ...all.map((one) => one.to));
    return { from, to, pair: { pivot, others: all, far } };
  });
}

/** The nearest before the pivot and the nearest after it, the nearer first. */
function nearTo(pivot: Span, spans: readonly Span[], words: Words): readonly Near[] {
  let low = 0;
  let high = spans.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((spans[middle]?.to ?? 0) <= pivot.from) low = middle + 1;
    else high = middle;
  }
  const found: Near[] = [];
  const before = spans[low - 1];
  const after = spans.slice(low, low + 3).find((one) => one.from >= pivot.to);
  const gone = before === undefined ? null : apartBefore(before, pivot, words);
  const come = after === undefined ? null : apartAfter(pivot, after, words);
  if (before !== undefined && gone !== null) found.push({ span: before, far: gone });
  if (after !== undefined && come !== null) found.push({ span: after, far: come });
  return found.sort((a, b) => a.far - b.far);
}

const PRONOUNS: ReadonlySet<string> = new Set("il elle ils elles he she they qu qui who".split(" "));

function apartBefore(one: Span, pivot: Span, words: Words): number | null {
  const far = pivot.from - one.to;
  if (far > REACH.before) return null;
  let ends = 0;
  for (let at = one.to; at <= pivot.from; at++) if (words.words[at]?.after === 2) ends += 1;
  if (ends === 0) return far;
  // « Une mère a appelé. Elle n'arrive pas à entrer » : the pronoun stands for who was named just before.
  const before = words.words[pivot.from - 1];
  return ends === 1 && before !== undefined && PRONOUNS.has(before.word) ? far : null;
}

function apartAfter(pivot: Span, one: Span, words: Words): number | null {
  const far = one.from - pivot.to;
  if (far > REACH.after) return null;
  for (let at = pivot.to; at <= one.from; at++) {
    const { after = 0 } = words.words[at] ?? {};
    // « Lucas n'arrive pas à entrer, c'est un élève de 5e ».
    if (after === 2 || (after === 1 && !goesOn(words, at))) return null;
  }
  return far + AFTER_COST;
}

/** What after a comma still tells of whom the clause before it speaks. */
const OF_WHOM: ReadonlySet<string> = new Set(
  ["c est", "ce sont", "il est", "elle est", "il s", "he is", "she is", "it s"].concat(
    "pour for chez cote surtout seulement uniquement notamment ni only including mainly".split(" "),
  ),
);

function goesOn(words: Words, from: number): boolean {
  return OF_WHOM.has(wordsAt(words, from, 1)) || OF_WHOM.has(wordsAt(words, from, 2));
}

function wordsAt(words: Words, from: number, count: number): string {
  return words.words
    .slice(from, from + count)
    .map((one) => one.word)
    .join(" ");
}

/** Whether any of the phrases matches. */
export function says(phrases: readonly Phrase[], words: Words): boolean {
  return phrases.some((one) => find(one, words).length > 0);
}

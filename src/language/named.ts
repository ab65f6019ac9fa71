import type { Fact } from "./catalogue.ts";
import type { FactRead } from "./facts.ts";
import { readAt } from "./facts.ts";
import type { Match, Span } from "./phrase.ts";
import { find } from "./phrase.ts";
import type { Stated } from "./stated.ts";
import type { Words } from "./words.ts";

/**
 * The only value of a fact a text names: who asks how PRONOTE.net is opened directly, and names nothing else, asks of it.
 * Null where none is named, where several are, or where the value named is denied.
 */
export function namedAlone(
  { named }: Fact,
  words: Words,
  denied: (from: number) => boolean,
  text: string,
): FactRead | null {
  const seen = named.statements.flatMap(({ value, phrase }) =>
    find(phrase, words).map((match): Match & { readonly value: string } => ({ ...match, value })),
  );
  const [first, ...more] = seen.toSorted((a, b) => a.from - b.from);
  if (first === undefined || more.some((one) => one.value !== first.value)) return null;
  return seen.some((one) => denied(one.from)) ? null : readAt(first.value, first, words, text);
}

/** Whether a value is named within some words, and nowhere there without being denied. */
export function isNameDenied(
  { named }: Fact,
  value: string,
  { from, to }: Span,
  words: Words,
  { denied }: Stated,
): boolean {
  const seen = named.statements
    .filter((one) => one.value === value)
    .flatMap(({ phrase }) => find(phrase, words))
    .filter((match) => match.from >= from && match.to <= to);
  return seen.length > 0 && seen.every((match) => denied(match.from));
}

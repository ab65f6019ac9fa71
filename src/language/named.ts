import type { Fact } from "./catalogue.ts";
import type { FactRead } from "./facts.ts";
import { readAt } from "./facts.ts";
import type { Match, Span } from "./phrase.ts";
import { find } from "./phrase.ts";
import type { Stated } from "./stated.ts";
import type { Words } from "./words.ts";

type Name = Match & { readonly value: string };

/**
 * The only value of a fact a text names: who asks how PRONOTE.net is opened directly, and names nothing else, asks of it.
 * Null where none is named, where several are, or where the value named is denied.
 */
export function namedAlone(fact: Fact, words: Words, { denied }: Stated, text: string): FactRead | null {
  const [first, ...more] = namesIn(fact, words).toSorted((a, b) => a.from - b.from);
  if (first === undefined || more.some((one) => one.value !== first.value)) return null;
  return [first, ...more].some((one) => denied(one.from)) ? null : readAt(first.value, first, words, text);
}

/** Whether a value is named within some words, and nowhere there without being denied. */
export function isNameDenied(
  fact: Fact,
  value: string,
  { from, to }: Span,
  words: Words,
  { denied }: Stated,
): boolean {
  const names = namesIn(fact, words).filter((one) => one.value === value && one.from >= from && one.to <= to);
  return names.length > 0 && names.every((one) => denied(one.from));
}

/** Every name of a value of the fact. */
function namesIn({ named }: Fact, words: Words): readonly Name[] {
  return named.statements.flatMap(({ value, phrase }) =>
    find(phrase, words).map((match) => ({ ...match, value })),
  );
}

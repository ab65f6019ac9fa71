import type { Fact } from "./catalogue.ts";
import type { FactRead } from "./facts.ts";
import { madeOf, readAt } from "./facts.ts";
import type { StatedParts, StatedValue } from "./model/statements.ts";
import { EVEN } from "./model/statements.ts";
import { isNameDenied } from "./named.ts";
import type { Stated } from "./stated.ts";
import type { Word, Words } from "./words.ts";

/** Facts read of who cannot get in. */
export const OF_PEOPLE = ["scope", "profile"] as const;

/** The fact of who has codes. */
const CODES = "identifiers_distributed";

/** Whether a fact is of who cannot get in. */
export function isOfPeople(fact: string): boolean {
  return (OF_PEOPLE as readonly string[]).includes(fact);
}

/**
 * What no part of a text gives this share at least is not stated there, though a phrase stands in it. Who cannot get in is
 * held to more where the matter does not tell that somebody cannot.
 */
const UNLIKELY = { people: 0.1, peopleUnsure: 0.5, codes: 0.3, situation: 0.05 } as const;

export type Weighing = {
  /** What was read by phrases. */
  readonly facts: Readonly<Record<string, FactRead>>;
  /** What statements taught says of the text's parts. */
  readonly parts: StatedParts;
  readonly text: string;
  readonly words: Words;
  readonly known: ReadonlyMap<string, Fact>;
  readonly stated: Stated;
  /** Whether what the text is about may keep somebody out. */
  readonly keepsOut: boolean;
  /** The fact the last question was about: its answer stays as it was read. */
  readonly asked: string | null;
};

/**
 * Facts read by phrases, weighed by what statements taught: what no part of the text looks like stating falls, what is surely
 * stated in words no phrase foresaw is added, and a sentence as a whole goes before a phrase within it.
 */
export function weighed(weighing: Weighing): Record<string, FactRead> {
  const { facts, parts, text, words, keepsOut, asked } = weighing;
  const kept = Object.fromEntries(
    Object.entries(facts).filter(([fact, read]) => fact === asked || isLikely(fact, read, weighing)),
  );
  const knowsPeople = OF_PEOPLE.some((fact) => kept[fact] !== undefined);
  const added = new Map<string, FactRead>();
  for (const stated of parts.values) {
    const { fact, value } = stated;
    if (isUnsaid(stated, weighing)) continue;
    if (isOfPeople(fact) ? knowsPeople || !keepsOut : isSettled(kept[fact], stated, weighing)) continue;
    const whole = together(weighing.known.get(fact), added.get(fact)?.value, value);
    added.set(fact, readAt(whole, stated, words, text));
  }
  const all = { ...kept, ...Object.fromEntries(added) };
  return { ...all, ...profileOf(all, weighing) };
}

/** Whether the value is taken back right after, or named only to be denied: « aucun client lourd chez nous ». */
function isUnsaid({ fact, value, from, to }: StatedValue, { known, words, stated }: Weighing): boolean {
  const one = known.get(fact);
  return stated.takenBack(to) || (one !== undefined && isNameDenied(one, value, { from, to }, words, stated));
}

/** From this share on it is taken for stated who cannot get in, where it is sure how many cannot. */
const LIKELY = 0.7;

/** Who cannot get in, where it is known how many cannot. */
function profileOf(all: Readonly<Record<string, FactRead>>, weighing: Weighing): Record<string, FactRead> {
  const { scope, profile } = all;
  if (scope === undefined || profile !== undefined || scope.value === "everyone") return {};
  const other = weighing.parts.likeliest("profile");
  if (other === null || other.share < LIKELY || weighing.asked === "profile") return {};
  return { profile: readAt(other.value, other, weighing.words, weighing.text) };
}

/** Whether a phrase settles a fact already: one that the words from `from` to `to` do not hold, or that says it and more. */
function isSettled(
  read: FactRead | undefined,
  { fact, value, from, to }: StatedValue,
  { known, words: { words }, stated }: Weighing,
): boolean {
  if (read === undefined) return false;
  // « pas hébergés chez Index-Education »: phrases mind the denial, what is learnt of words hardly does.
  if (known.get(fact)?.opposite[value] === read.value && isDenied(read, words, stated)) return true;
  if (together(known.get(fact), read.value, value) === read.value) return true;
  return read.span[0] < (words[from]?.start ?? 0) || read.span[1] > (words[to - 1]?.end ?? 0);
}

/** Whether any word a value was read of is denied. */
function isDenied({ span: [from, to] }: FactRead, words: readonly Word[], { denied }: Stated): boolean {
  return words.some(({ start, end }, at) => start >= from && end <= to && denied(at));
}

/** Whether what a phrase read may stand, by what statements taught of the text's parts. */
function isLikely(fact: string, read: FactRead, weighing: Weighing): boolean {
  const { parts } = weighing;
  const share = parts.support(fact, read.value);
  // Of a fact that was not learnt, and of what stands further down than was looked, nothing is known.
  if (share === null || read.span[0] >= parts.end) return true;
  return share >= leastShare(fact, read, weighing) || isOppositeDenied(fact, read, weighing);
}

/** The share some part must give what was read of a fact. */
function leastShare(fact: string, { span }: FactRead, { keepsOut, facts, words }: Weighing): number {
  if (!isOfPeople(fact)) return fact === CODES ? UNLIKELY.codes : UNLIKELY.situation;
  // « personne n'a ses codes, ni profs ni élèves »: who is told of with the codes lacks codes.
  const codes = facts[CODES];
  const plain = keepsOut && (codes === undefined || !inOneSentence(words, codes.span[0], span[0]));
  return plain ? UNLIKELY.people : UNLIKELY.peopleUnsure;
}

/** Whether some part looks like stating the opposite of what was read, which it denies: « pas hébergés ». */
function isOppositeDenied(fact: string, read: FactRead, { parts, known, words, stated }: Weighing): boolean {
  const opposite = known.get(fact)?.opposite[read.value];
  if (opposite === undefined || (parts.support(fact, opposite) ?? 0) <= EVEN) return false;
  return isDenied(read, words.words, stated);
}

/** The last that is said holds, unless it makes another value with what was said before: web, and the client, are both. */
function together(fact: Fact | undefined, before: string | undefined, value: string): string {
  if (fact === undefined || before === undefined || before === value) return value;
  return madeOf(fact, new Set([before, value])) ?? value;
}

/** Whether the characters at both offsets stand in one sentence. */
function inOneSentence({ words }: Words, one: number, other: number): boolean {
  const [from, to] = [Math.min(one, other), Math.max(one, other)];
  return !words.some(({ start, after }) => after === 2 && start > from && start <= to);
}

/**
 * A situation is all that is known of an admin's case: an ordered list of marks, the last of a key winning.
 * There is no stored position: what comes next is derived (see `next.ts`), so a changed flow breaks no conversation.
 */

/** Where a fact came from. */
export type Provenance = "said" | "chosen" | "upload" | "probe" | "inferred" | "ticket";

/** What became of a step that is not a question. `shown` is for what needs no answer. */
export const OUTCOMES = [
  "done",
  "blocked",
  "not-found",
  "shown",
  "sent",
  "noted",
  "cancelled",
  "again",
] as const;

export type Outcome = (typeof OUTCOMES)[number];

const NAMES: ReadonlySet<string> = new Set(OUTCOMES);

export function isOutcome(name: string): name is Outcome {
  return NAMES.has(name);
}

/** Value of a fact the person says he does not know: settled, yet not known. */
export const UNKNOWN = "unknown";

export type Mark =
  | { readonly kind: "fact"; readonly key: string; readonly value: string; readonly from: Provenance }
  | { readonly kind: "outcome"; readonly key: string; readonly value: Outcome }
  | { readonly kind: "open"; readonly key: string }
  | { readonly kind: "finding"; readonly key: string };

/** One group a turn: what one input settled, and what was shown in answer. */
export type Situation = readonly (readonly Mark[])[];

export type Known = { readonly value: string; readonly from: Provenance };

/** Adds the marks of one input as a new group. */
export function settle(situation: Situation, marks: readonly Mark[]): Situation {
  return [...situation, marks];
}

/** Adds marks to the last group: what was shown belongs to the input that led to it. */
export function extend(situation: Situation, marks: readonly Mark[]): Situation {
  if (marks.length === 0) return situation;
  const last = situation.at(-1);
  return last === undefined ? [marks] : [...situation.slice(0, -1), [...last, ...marks]];
}

/** Takes back the last input with all it led to; an empty situation stays as it is. */
export function retract(situation: Situation): Situation {
  return situation.slice(0, -1);
}

/** The facts as they stand, unknown ones among them; a value taken back (empty) is no fact. */
export function factsOf(situation: Situation): ReadonlyMap<string, Known> {
  const facts = new Map<string, Known>();
  for (const mark of situation.flat()) {
    if (mark.kind !== "fact") continue;
    if (mark.value === "") facts.delete(mark.key);
    else facts.set(mark.key, { value: mark.value, from: mark.from });
  }
  return facts;
}

/** Bare values of what is known: what a channel or a ticket is given. */
export function bareFacts(situation: Situation): Record<string, string> {
  const bare: Record<string, string> = {};
  for (const [key, known] of factsOf(situation)) if (known.value !== UNKNOWN) bare[key] = known.value;
  return bare;
}

/** Codes of what was found in the files of this conversation, in order, each once. */
export function findingsOf(situation: Situation): readonly string[] {
  return [
    ...new Set(
      situation
        .flat()
        .filter((mark) => mark.kind === "finding")
        .map((mark) => mark.key),
    ),
  ];
}

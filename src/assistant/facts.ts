import type { Mark, Provenance } from "../dialogue/situation.ts";
import { factsOf, UNKNOWN } from "../dialogue/situation.ts";
import { infer } from "./infer.ts";
import { factName, factTold } from "./render.ts";
import type { Conflict } from "./state.ts";
import type { Talk } from "./talk.ts";
import { addMarks } from "./talk.ts";

/** Facts of the moment: a new value is news, not a contradiction. */
const PASSING: ReadonlySet<string> = new Set(["message", "cas_code", "scope", "profile", "identifiers_file"]);

/** `conflicts`: those still to be confirmed, the ones that were put before included. */
export type Sorted = { readonly marks: readonly Mark[]; readonly conflicts: readonly Conflict[] };

/**
 * Sorts facts taken from a text or a file into what can be settled and what contradicts an answer given before. A
 * value only inferred, or not known so far, gives way; one that is told again while it waits to be confirmed is.
 */
export function sortFacts(talk: Talk, found: ReadonlyMap<string, string>, from: Provenance): Sorted {
  const known = factsOf(talk.state.situation);
  const marks: Mark[] = [];
  const conflicts: Conflict[] = talk.state.conflicts.filter((one) => !found.has(one.fact));
  for (const [fact, value] of found) {
    const old = known.get(fact);
    const again = talk.state.conflicts.some((one) => one.fact === fact && one.value === value);
    const gives = old === undefined || old.value === UNKNOWN || old.from === "inferred" || PASSING.has(fact);
    if (gives || again || old.value === value) marks.push({ kind: "fact", key: fact, value, from });
    else conflicts.push({ fact, old: old.value, value, from });
  }
  return { marks, conflicts };
}

/** Adds what the facts now imply. */
export function addInferred(talk: Talk): void {
  addMarks(talk, infer(talk.world, talk.state.situation));
}

/** « hébergement : chez Index-Education, UAI : 0440001M »: how taken facts are played back. */
export function factsInWords(talk: Talk, marks: readonly Mark[], except: string | null): string {
  const { world, state } = talk;
  const colon = state.language === "fr" ? "\u00A0: " : ": ";
  return marks
    .filter((mark) => mark.kind === "fact" && mark.key !== except)
    .map((mark) =>
      mark.kind === "fact"
        ? `${factName(world, state.language, mark.key)}${colon}${factTold(world, state.language, mark.key, mark.value)}`
        : "",
    )
    .join(", ");
}

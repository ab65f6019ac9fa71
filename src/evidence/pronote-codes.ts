import type { Knowledge } from "./knowledge.ts";

/** PRONOTE's own names of its failures (`TypeErreurCAS`, PRONOTE 2025). */
const NAME = /\be(?:CAS|EduConnect)_\w+|\bPersonnelVSEtDirection\b/i;

const byName = new WeakMap<Knowledge, ReadonlyMap<string, string>>();

function namesOf(knowledge: Knowledge): ReadonlyMap<string, string> {
  const known = byName.get(knowledge);
  if (known !== undefined) return known;
  const made = new Map(Object.entries(knowledge.codes).map(([code, { name }]) => [name.toLowerCase(), code]));
  byName.set(knowledge, made);
  return made;
}

/** The number of the code a text names, or null. */
export function codeNamed(text: string, knowledge: Knowledge): string | null {
  const name = NAME.exec(text)?.[0];
  return name === undefined ? null : (namesOf(knowledge).get(name.toLowerCase()) ?? null);
}

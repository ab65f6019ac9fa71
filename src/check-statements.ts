import type { Fault } from "./dialogue/check/fault.ts";
import { fault } from "./dialogue/check/fault.ts";
import type { FactDomain, Place } from "./dialogue/check/model.ts";
import { statedBy } from "./training/read-statements.ts";

/** A file of statements as it stands, with the line of everything in it. */
export type StatementsSource = {
  readonly file: string;
  readonly data: { readonly facts: readonly string[]; readonly lines: Readonly<Record<string, string>> };
  line(path: readonly (string | number)[]): number;
};

/** Faults of a file of `flows/statements/`: a fact there is none of, and a value it does not have. */
export function statementFaults(
  source: StatementsSource,
  facts: ReadonlyMap<string, FactDomain>,
): readonly Fault[] {
  const place = (path: readonly string[]): Place => ({ file: source.file, line: source.line(path) });
  const unknown = source.data.facts
    .filter((fact) => !facts.has(fact))
    .map((fact) => fault("unknown-fact", place(["facts"]), { path: source.file, fact }));
  const keys = Object.keys(source.data.lines).flatMap((key) =>
    statedBy(key).flatMap(([fact, value]) => {
      const at = { path: key, fact };
      if (!source.data.facts.includes(fact)) return [fault("unknown-fact", place(["lines", key]), at)];
      const known = facts.get(fact)?.values.includes(value) ?? true;
      return known ? [] : [fault("unknown-value", place(["lines", key]), { ...at, value })];
    }),
  );
  return [...unknown, ...keys];
}

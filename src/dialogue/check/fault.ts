import type { Place } from "./model.ts";

/**
 * What can be wrong with a flow. The names start from what visual flow builders refuse (Ping DaVinci's validation rules,
 * Amazon Bedrock's flow validation kinds), and add what only a checker that walks every path can tell.
 */
export const RULES = [
  "unusable-data",
  "duplicate-id",
  "several-openers",
  "unknown-intent",
  "unknown-case",
  "few-examples",
  "unused-flow",
  "dangling-target",
  "circular-call",
  "unknown-fact",
  "unknown-value",
  "unknown-predicate",
  "unreachable-step",
  "endless-path",
  "path-without-end",
  "fact-before-known",
  "fact-asked-twice",
  "branch-not-covered",
  "nothing-said",
  "source-missing",
  "unknown-section",
  "section-not-covered",
  "text-missing",
  "text-unreadable",
  "text-placeholders-differ",
  "unknown-placeholder",
  "placeholder-unguarded",
  "text-too-long",
  "too-many-choices",
  "text-not-shown",
  "unused-text",
] as const;

export type Rule = (typeof RULES)[number];

/** One step of a path, and what settled it: `restart/hosting`, `hosting = hosted`. */
export type PathStep = { readonly step: string; readonly settled: string };

/** One fault: the rule broken, where, what it is about, and the path that breaks it, step by step from the opening. */
export type Fault = {
  readonly rule: Rule;
  readonly place: Place;
  readonly values: Readonly<Record<string, string | number>>;
  readonly path: readonly PathStep[];
};

export function fault(
  rule: Rule,
  place: Place,
  values: Fault["values"],
  path: readonly PathStep[] = [],
): Fault {
  return { rule, place, values, path };
}

/** Faults as one reads them: file after file, line after line. */
export function inOrder(faults: readonly Fault[]): readonly Fault[] {
  return faults.toSorted((a, b) => a.place.file.localeCompare(b.place.file) || a.place.line - b.place.line);
}

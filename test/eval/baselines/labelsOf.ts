import type { Example } from "./baseline.ts";

/** The labels of examples with how many examples each has, the most frequent first. */
export function labelsOf(examples: readonly Example[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { label } of examples) counts.set(label, (counts.get(label) ?? 0) + 1);
  return new Map([...counts].sort(([, a], [, b]) => b - a));
}

import { ownCopy } from "./own-copy.ts";

/** How often each of a few things was seen; past `most` of them no other is taken up. */
export type Counted = { note(one: string): void; list(): readonly string[] };

/** Counts strings in memory of their own, the most frequent listed first. */
export function newCounted(most: number): Counted {
  const counts = new Map<string, number>();
  return {
    note(one) {
      const count = counts.get(one);
      if (count !== undefined) counts.set(one, count + 1);
      else if (counts.size < most) counts.set(ownCopy(one), 1);
    },
    list: () => [...counts].sort(([, a], [, b]) => b - a).map(([one]) => one),
  };
}

import type { Features } from "./features.ts";
import { groupOf } from "./features.ts";

/** Every feature of some groups that was seen, each with its number: learners that go by the same groups share one. */
export type Vocabulary = ReadonlyMap<string, number>;

/** Sightings a feature must have: what was met once proves nothing, and most features are met once. */
const LEAST = 2;

/** The features of `groups` (a letter each) that were met twice or more, in the order they are first met. */
export function vocabularyOf(seen: readonly { readonly features: Features }[], groups: string): Vocabulary {
  const sightings = new Map<string, number>();
  for (const { features } of seen) {
    for (const feature of features.keys()) {
      if (groups.includes(groupOf(feature))) sightings.set(feature, (sightings.get(feature) ?? 0) + 1);
    }
  }
  const kept = [...sightings].filter(([, times]) => times >= LEAST);
  return new Map(kept.map(([feature], row) => [feature, row]));
}

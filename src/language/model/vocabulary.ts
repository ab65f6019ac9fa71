import type { Features } from "./features.ts";
import { groupOf } from "./features.ts";

/** Every feature of some groups that was seen, each with its number: learners that go by the same groups share one. */
export type Vocabulary = ReadonlyMap<string, number>;

/** The features of `groups` (a letter each) in the order they are first met. */
export function vocabularyOf(seen: readonly { readonly features: Features }[], groups: string): Vocabulary {
  const vocabulary = new Map<string, number>();
  for (const { features } of seen) {
    for (const feature of features.keys()) {
      if (groups.includes(groupOf(feature)) && !vocabulary.has(feature))
        vocabulary.set(feature, vocabulary.size);
    }
  }
  return vocabulary;
}

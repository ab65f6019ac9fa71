import type { Lexicon } from "./catalogue.ts";
import { find } from "./phrase.ts";
import type { Words } from "./words.ts";

/** What a person may want, with how many words of the text speak for it. */
export type Wanted = { readonly intent: string; readonly score: number };

/**
 * The intents a text speaks for, the likeliest first. A phrase counts its words, a longer one that holds it hides it
 * within the same intent; ties keep the order of the catalogue.
 */
export function wanted(words: Words, lexicon: Lexicon): readonly Wanted[] {
  const spoken = new Map<string, Set<number>>();
  for (const { value, phrase } of lexicon.intents) {
    const said = spoken.get(value) ?? new Set<number>();
    spoken.set(value, said);
    for (const { from, to } of find(phrase, words)) for (let at = from; at < to; at++) said.add(at);
  }
  return [...spoken]
    .map(([intent, said]) => ({ intent, score: said.size }))
    .filter((one) => one.score > 0)
    .sort((a, b) => b.score - a.score);
}

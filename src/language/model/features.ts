import type { Lexicon } from "../catalogue.ts";
import { says } from "../phrase.ts";
import { readMessage } from "../screen.ts";
import type { Terms } from "../terms.ts";
import { conceptsIn } from "../terms.ts";
import type { Word, Words } from "../words.ts";

/** What a text is judged by: feature → how often. The first letter of a feature is its group (see `featuresOf`). */
export type Features = ReadonlyMap<string, number>;

/** What texts are turned into features by. */
export type FeatureReader = Pick<Lexicon, "intents" | "messages"> & { readonly terms: Terms };

/** A word's beginning is a feature of its own where the ending is grammar. */
const STEM = 5;

/** Letters of a piece of text: enough to tell words apart, few enough to survive a typing mistake. */
const PIECE = 4;

/**
 * What the words of a text are by themselves, by group: `w` words, `s` their beginnings, `b` neighbours, `x` pieces of four
 * letters. `from` and `to` cut out a part of it.
 */
export function wordFeatures({ words }: Words, from = 0, to = words.length): Map<string, number> {
  const features = new Map<string, number>();
  const add = (feature: string): void => {
    features.set(feature, (features.get(feature) ?? 0) + 1);
  };
  let before = "^";
  let line = " ";
  for (let index = from; index < to; index++) {
    const { word } = words[index] as Word;
    add(`w ${word}`);
    add(`s ${word.length > STEM + 1 ? word.slice(0, Math.max(STEM, word.length - 2)) : word}`);
    add(`b ${before} ${word}`);
    before = word;
    line += `${word} `;
  }
  for (let at = 0; at + PIECE <= line.length; at++) add(`x ${line.slice(at, at + PIECE)}`);
  return features;
}

/**
 * The features of a text, by group: those of its words, `t` concepts, `p` pairs of concepts, `m` the on-screen message it
 * quotes, `i` intents whose phrases it holds.
 */
export function featuresOf(text: string, words: Words, reader: FeatureReader): Features {
  const features = wordFeatures(words);
  const add = (feature: string): void => {
    features.set(feature, (features.get(feature) ?? 0) + 1);
  };
  const concepts = conceptsIn(words, reader.terms);
  for (const [index, one] of concepts.entries()) {
    add(`t ${one}`);
    for (const other of concepts.slice(index + 1)) add(`p ${one} ${other}`);
  }
  const message = readMessage(text, reader);
  if (message !== null) add(`m ${message.value}`);
  const spoken = new Set<string>();
  for (const { value, phrase } of reader.intents) {
    if (!spoken.has(value) && says([phrase], words)) spoken.add(value);
  }
  for (const intent of spoken) add(`i ${intent}`);
  return features;
}

/** The group of a feature. */
export function groupOf(feature: string): string {
  return feature.charAt(0);
}

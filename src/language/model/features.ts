import type { Lexicon } from "../catalogue.ts";
import { says } from "../phrase.ts";
import { readMessage } from "../screen.ts";
import type { Terms } from "../terms.ts";
import { conceptsIn } from "../terms.ts";
import type { Word, Words } from "../words.ts";
import type { Feature } from "./feature.ts";
import { featureOf, featureWithin } from "./feature.ts";

/** What a text is judged by: group, a letter (see `featuresOf`) → feature → how often. */
export type Features = ReadonlyMap<string, ReadonlyMap<Feature, number>>;

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
export function wordFeatures({ words }: Words, from = 0, to = words.length): Features {
  const [alone, stems, pairs, pieces] = [counted(), counted(), counted(), counted()];
  let before = "^";
  let line = " ";
  for (let index = from; index < to; index++) {
    const { word } = words[index] as Word;
    count(alone, featureOf("w", word));
    const stem = word.length > STEM + 1 ? Math.max(STEM, word.length - 2) : word.length;
    count(stems, featureWithin("s", word, 0, stem));
    count(pairs, featureOf("b", before, word));
    before = word;
    line += `${word} `;
  }
  for (let at = 0; at + PIECE <= line.length; at++) count(pieces, featureWithin("x", line, at, at + PIECE));
  return new Map([
    ["w", alone],
    ["s", stems],
    ["b", pairs],
    ["x", pieces],
  ]);
}

type Counts = Map<Feature, number>;

function counted(): Counts {
  return new Map();
}

function count(counts: Counts, feature: Feature): void {
  counts.set(feature, (counts.get(feature) ?? 0) + 1);
}

/**
 * The features of a text, by group: those of its words, `t` concepts, `p` pairs of concepts, `m` the on-screen message it
 * quotes, `i` intents whose phrases it holds.
 */
export function featuresOf(text: string, words: Words, reader: FeatureReader): Features {
  const [concept, together, quoted, asked] = [counted(), counted(), counted(), counted()];
  const concepts = conceptsIn(words, reader.terms);
  for (const [index, one] of concepts.entries()) {
    count(concept, featureOf("t", one));
    for (const other of concepts.slice(index + 1)) count(together, featureOf("p", one, other));
  }
  const message = readMessage(text, words, reader);
  if (message !== null) count(quoted, featureOf("m", message.value));
  const spoken = new Set<string>();
  for (const { value, phrase } of reader.intents) {
    if (!spoken.has(value) && says([phrase], words)) spoken.add(value);
  }
  for (const intent of spoken) count(asked, featureOf("i", intent));
  return new Map([...wordFeatures(words), ["t", concept], ["p", together], ["m", quoted], ["i", asked]]);
}

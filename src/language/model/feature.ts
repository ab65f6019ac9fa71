/**
 * A feature: what is seen in a text, as one number of 32 bits (FNV-1a, Fowler, Noll and Vo, of its group and its words).
 * Two of them fall together once in billions; as texts they would take most of the time of a reading.
 */
export type Feature = number;

const OFFSET = 0x811c9dc5 | 0;
const PRIME = 0x01000193;
const SPACE = 32;

/** The feature of a group (a letter) that is one or several words in a row. */
export function featureOf(group: string, ...words: readonly string[]): Feature {
  let feature = withWord(OFFSET, group);
  for (const word of words) feature = withWord(withCode(feature, SPACE), word);
  return feature;
}

/** The feature of a group that is the characters of a text from `from` up to `to`. */
export function featureWithin(group: string, text: string, from: number, to: number): Feature {
  let feature = withCode(withWord(OFFSET, group), SPACE);
  for (let at = from; at < to; at++) feature = withCode(feature, text.charCodeAt(at));
  return feature;
}

function withWord(feature: Feature, word: string): Feature {
  let longer = feature;
  for (let at = 0; at < word.length; at++) longer = withCode(longer, word.charCodeAt(at));
  return longer;
}

function withCode(feature: Feature, code: number): Feature {
  return Math.imul(feature ^ code, PRIME);
}

import type { Feature } from "./feature.ts";
import type { Features } from "./features.ts";

/** Sightings a feature must have: what was met once proves nothing, and most features are met once. */
const LEAST = 2;

/** Room for each feature in the table it is found by: half of it stays empty, so it is found at the first look. */
const ROOM = 2;

/** Knuth's multiplicative hash, of which the high bits are the mixed ones (The Art of Computer Programming, 6.4). */
const GOLDEN = 0x9e3779b1;

/** Every feature of some groups that was seen, each with its row: learners that go by the same groups share one. */
export class Vocabulary {
  /** By row. */
  readonly features: Int32Array;
  /** Each feature and its row plus one, side by side; zero where there is none. */
  readonly #table: Int32Array;
  readonly #shift: number;

  constructor(features: Int32Array) {
    this.features = features;
    const bits = Math.max(1, Math.ceil(Math.log2(features.length * ROOM)));
    this.#shift = 32 - bits;
    this.#table = new Int32Array(2 * 2 ** bits);
    features.forEach((feature, row) => {
      const place = this.#placeOf(feature);
      this.#table[place] = feature;
      this.#table[place + 1] = row + 1;
    });
  }

  get size(): number {
    return this.features.length;
  }

  /** The row of a feature; -1 of one that was not seen. */
  rowOf(feature: Feature): number {
    return (this.#table[this.#placeOf(feature) + 1] as number) - 1;
  }

  /** Where a feature stands in the table, or would stand. */
  #placeOf(feature: Feature): number {
    const table = this.#table;
    let place = 2 * (Math.imul(feature, GOLDEN) >>> this.#shift);
    while (table[place + 1] !== 0 && table[place] !== feature) place = (place + 2) % table.length;
    return place;
  }
}

/** The features of `groups` (a letter each) that were met twice or more, in the order they are first met. */
export function vocabularyOf(seen: readonly { readonly features: Features }[], groups: string): Vocabulary {
  const sightings = new Map<Feature, number>();
  for (const { features } of seen) {
    for (const group of groups) {
      for (const feature of features.get(group)?.keys() ?? [])
        sightings.set(feature, (sightings.get(feature) ?? 0) + 1);
    }
  }
  const kept = [...sightings].filter(([, times]) => times >= LEAST);
  return new Vocabulary(Int32Array.from(kept, ([feature]) => feature));
}

/** Those features of a text that a vocabulary knows: their rows, how often each was seen, and the place of its group. */
export type Seen = {
  readonly rows: Int32Array;
  readonly counts: Uint16Array;
  readonly groups: Uint8Array;
};

/** Looks the features of `groups` (a letter each) up, once for every learner that goes by this vocabulary. */
export function seenIn(vocabulary: Vocabulary, features: Features, groups: string): Seen {
  const own = Array.from(groups, (group) => features.get(group) ?? NONE);
  const most = own.reduce((sum, { size }) => sum + size, 0);
  const rows = new Int32Array(most);
  const counts = new Uint16Array(most);
  const places = new Uint8Array(most);
  let size = 0;
  for (const [place, group] of own.entries()) {
    for (const [feature, count] of group) {
      const row = vocabulary.rowOf(feature);
      if (row < 0) continue;
      rows[size] = row;
      counts[size] = count;
      places[size] = place;
      size += 1;
    }
  }
  return { rows: rows.subarray(0, size), counts: counts.subarray(0, size), groups: places.subarray(0, size) };
}

const NONE: ReadonlyMap<Feature, number> = new Map();

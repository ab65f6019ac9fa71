import type { Feature } from "./feature.ts";
import type { Sample } from "./linear.ts";
import type { Seen, Vocabulary } from "./vocabulary.ts";

/** A naive Bayes classifier over the presence of features; of a feature only the labels it was seen with are kept. */
export type Bayes = {
  /** Feature → its row: the labels and gains from `starts[row]` up to `starts[row + 1]`. */
  readonly vocabulary: Vocabulary;
  readonly starts: Uint32Array;
  readonly labels: Uint8Array;
  /** How much a label gains by the feature over one it was never seen with. */
  readonly gains: Float32Array;
  /** What a feature never seen with a label says of it, one place a label. */
  readonly unseen: Float32Array;
};

export type BayesOptions = {
  /** Sightings every feature is given with every label beforehand. */
  readonly smoothing: number;
};

/** In sightings, as `exp(gain) - 1` counts them: about two of the smoothing the program learns with. */
const FEW = 60;

/** Words repeat each other: the vocabulary counts for this share of its size. */
const VOCABULARY_SHARE = 0.1;

/** Learns by counting. At most 256 labels. */
export function fitBayes(
  samples: readonly Sample[],
  labels: number,
  vocabulary: Vocabulary,
  { smoothing }: BayesOptions,
): Bayes {
  const counts = Array.from({ length: vocabulary.size }, () => new Map<number, number>());
  const totals = new Float64Array(labels);
  for (const { seen, right } of samples) {
    for (const row of seen.rows) {
      const count = counts[row] as Map<number, number>;
      for (const label of right) {
        count.set(label, (count.get(label) ?? 0) + 1);
        totals[label] = (totals[label] as number) + 1;
      }
    }
  }
  const share = smoothing * vocabulary.size * VOCABULARY_SHARE;
  const sightings = counts.flatMap((count) => [...count].sort(([a], [b]) => a - b));
  let end = 0;
  return {
    vocabulary,
    starts: Uint32Array.from([0, ...counts.map((count) => (end += count.size))]),
    labels: Uint8Array.from(sightings, ([label]) => label),
    gains: Float32Array.from(sightings, ([, times]) => Math.log((times + smoothing) / smoothing)),
    unseen: Float32Array.from(totals, (total) => Math.log(smoothing / (total + share))),
  };
}

/** The share, 0 to 1, of a feature's sightings that were with this label; nothing where there was none. */
export function shareOf(bayes: Bayes, feature: Feature, label: number): number {
  const row = bayes.vocabulary.rowOf(feature);
  if (row < 0) return 0;
  let all = 0;
  let own = 0;
  for (let at = bayes.starts[row] as number; at < (bayes.starts[row + 1] as number); at++) {
    const sightings = Math.exp(bayes.gains[at] as number) - 1;
    all += sightings;
    if (bayes.labels[at] === label) own = sightings;
  }
  // What was seen a few times only proves little.
  return own / (all + FEW);
}

/** Adds to `into`, one place a label, what the features seen say of each, times `weight`; many speak no louder than few. */
export function addBayes(bayes: Bayes, { rows }: Seen, weight: number, into: Float32Array): void {
  const sums = new Float32Array(into.length);
  const known = rows.length;
  for (const row of rows) {
    for (let at = bayes.starts[row] as number; at < (bayes.starts[row + 1] as number); at++) {
      const label = bayes.labels[at] as number;
      sums[label] = (sums[label] as number) + (bayes.gains[at] as number);
    }
  }
  if (known === 0) return;
  const scale = weight / Math.sqrt(known);
  for (let label = 0; label < into.length; label++) {
    into[label] =
      (into[label] as number) + scale * ((sums[label] as number) + known * (bayes.unseen[label] as number));
  }
}

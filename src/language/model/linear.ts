import type { Seen, Vocabulary } from "./vocabulary.ts";

/** One labelled text, as what is known of it; `right`: the places of its labels, one for each question it answers. */
export type Sample = { readonly seen: Seen; readonly right: readonly number[] };

/** One question texts are asked: its labels stand from place `from` up to `to`, and one of them is right. */
export type Head = { readonly from: number; readonly to: number };

/** How much each group of features says together, whatever their number. */
export type GroupWeights = Readonly<Record<string, number>>;

/** A multinomial logistic regression over weighted features, for any number of questions at once. */
export type Linear = {
  readonly groups: GroupWeights;
  /** Feature → its row. */
  readonly vocabulary: Vocabulary;
  /** What each feature's count is multiplied by: the rarer, the more it tells. */
  readonly rarity: Float32Array;
  /** One row a feature, one column a label, in units of the row's `scale`. */
  readonly rows: Int8Array;
  readonly scale: Float32Array;
  readonly bias: Float32Array;
};

export type LinearOptions = {
  readonly groups: GroupWeights;
  readonly epochs: number;
  readonly rate: number;
};

type Vector = { readonly rows: Int32Array; readonly values: Float32Array };

/** How much slower each epoch learns than the one before. */
const DECAY = 0.3;

/** The bias learns slower than what is seen. */
const BIAS_RATE = 0.1;

const MOST = 127;

function vectorOf({ rows, counts, groups }: Seen, weights: GroupWeights, rarity: Float32Array): Vector {
  const values = new Float32Array(rows.length);
  const weightOf = Object.values(weights);
  const squares = new Float64Array(weightOf.length);
  for (let at = 0; at < rows.length; at++) {
    const count = counts[at] as number;
    const group = groups[at] as number;
    const value = (count === 1 ? 1 : 1 + Math.log(count)) * (rarity[rows[at] as number] as number);
    values[at] = value;
    squares[group] = (squares[group] as number) + value * value;
  }
  const scales = squares.map((sum, group) => (sum === 0 ? 0 : (weightOf[group] as number) / Math.sqrt(sum)));
  for (let at = 0; at < rows.length; at++)
    values[at] = (values[at] as number) * (scales[groups[at] as number] as number);
  return { rows, values };
}

/** Adds what a vector says of each label to `into`. */
function addScores(
  rows: ArrayLike<number>,
  scale: ArrayLike<number> | null,
  vector: Vector,
  weight: number,
  into: Float32Array,
): void {
  const size = into.length;
  for (let index = 0; index < vector.rows.length; index++) {
    const row = vector.rows[index] as number;
    const value = (vector.values[index] as number) * weight * (scale === null ? 1 : (scale[row] as number));
    const from = row * size;
    for (let label = 0; label < size; label++)
      into[label] = (into[label] as number) + value * (rows[from + label] as number);
  }
}

/** The scores of one question as shares of one, in place. */
export function softmax(scores: Float32Array, { from, to }: Head): void {
  let most = Number.NEGATIVE_INFINITY;
  for (let index = from; index < to; index++) most = Math.max(most, scores[index] as number);
  let sum = 0;
  for (let index = from; index < to; index++) {
    scores[index] = Math.exp((scores[index] as number) - most);
    sum += scores[index] as number;
  }
  for (let index = from; index < to; index++) scores[index] = (scores[index] as number) / sum;
}

/** The same numbers at every training: a linear congruential generator (Knuth, Numerical Recipes' constants). */
function sameChance(): () => number {
  let state = 1;
  return () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32;
}

function shuffle(order: number[], chance: () => number): void {
  for (let last = order.length - 1; last > 0; last--) {
    const other = Math.floor(chance() * (last + 1));
    [order[last], order[other]] = [order[other] as number, order[last] as number];
  }
}

/** How rare each feature is among the samples. */
function rarityOf(samples: readonly Sample[], { size }: Vocabulary): Float32Array {
  const sightings = new Float32Array(size);
  for (const { seen } of samples) {
    for (const row of seen.rows) sightings[row] = (sightings[row] as number) + 1;
  }
  return sightings.map((count) => Math.log(1 + samples.length / count));
}

/** Learns by stochastic gradient descent; the same samples in the same order give the same weights. */
export function fitLinear(
  samples: readonly Sample[],
  heads: readonly Head[],
  vocabulary: Vocabulary,
  { groups, epochs, rate }: LinearOptions,
): Linear {
  const labels = heads.at(-1)?.to ?? 0;
  const rarity = rarityOf(samples, vocabulary);
  const vectors = samples.map(({ seen }) => vectorOf(seen, groups, rarity));
  const rows = new Float32Array(vocabulary.size * labels);
  const bias = new Float32Array(labels);
  const chance = sameChance();
  const order = samples.map((_, index) => index);
  const errors = new Float32Array(labels);
  for (let epoch = 0; epoch < epochs; epoch++) {
    shuffle(order, chance);
    const step = rate / (1 + DECAY * epoch);
    for (const index of order) {
      const vector = vectors[index] as Vector;
      errors.set(bias);
      addScores(rows, null, vector, 1, errors);
      const { right } = samples[index] as Sample;
      for (const head of heads) {
        const wanted = right.find((place) => place >= head.from && place < head.to);
        if (wanted === undefined) errors.fill(0, head.from, head.to);
        else {
          softmax(errors, head);
          errors[wanted] = (errors[wanted] as number) - 1;
        }
      }
      for (let at = 0; at < vector.rows.length; at++) {
        const from = (vector.rows[at] as number) * labels;
        const value = (vector.values[at] as number) * step;
        for (let label = 0; label < labels; label++)
          rows[from + label] = (rows[from + label] as number) - value * (errors[label] as number);
      }
      for (let label = 0; label < labels; label++)
        bias[label] = (bias[label] as number) - BIAS_RATE * step * (errors[label] as number);
    }
  }
  return { groups, vocabulary, rarity, bias, ...inBytes(rows, labels) };
}

/** A quarter of the memory, and nothing lost that tells two labels apart. */
function inBytes(rows: Float32Array, labels: number): Pick<Linear, "rows" | "scale"> {
  const scale = new Float32Array(rows.length / labels);
  const bytes = new Int8Array(rows.length);
  for (let row = 0; row < scale.length; row++) {
    const from = row * labels;
    let most = 0;
    for (let label = 0; label < labels; label++)
      most = Math.max(most, Math.abs(rows[from + label] as number));
    scale[row] = most / MOST;
    if (most === 0) continue;
    for (let label = 0; label < labels; label++)
      bytes[from + label] = Math.round(((rows[from + label] as number) * MOST) / most);
  }
  return { rows: bytes, scale };
}

/** The letters of the groups, as one text. */
export function lettersOf(groups: GroupWeights): string {
  return Object.keys(groups).join("");
}

/** Adds to `into`, one place a label, what the features seen say of each, times `weight`. */
export function addLinear(linear: Linear, seen: Seen, weight: number, into: Float32Array): void {
  for (let label = 0; label < into.length; label++)
    into[label] = (into[label] as number) + weight * (linear.bias[label] as number);
  addScores(linear.rows, linear.scale, vectorOf(seen, linear.groups, linear.rarity), weight, into);
}

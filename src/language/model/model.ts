import type { Bayes } from "./bayes.ts";
import { addBayes, fitBayes } from "./bayes.ts";
import type { Features } from "./features.ts";
import type { Linear } from "./linear.ts";
import { addLinear, fitLinear, softmax } from "./linear.ts";
import { vocabularyOf } from "./vocabulary.ts";

/** One text with what it is about; `dressed`: the same with other things said around it, learnt from as well. */
export type Example = {
  readonly features: Features;
  readonly label: string;
  readonly dressed?: Features | undefined;
};

/** Four learners that err differently, and speak together. */
export type Model = {
  /** What a text may be about, in the order of every score below. */
  readonly labels: readonly string[];
  readonly linear: readonly Linear[];
  readonly bayes: readonly Bayes[];
};

const OUT_OF_SCOPE = "out-of-scope";

/** Everything else is seen in few examples of each kind: counting alone would never find it. */
const OUT_OF_SCOPE_GAIN = 1;

const WORDS = { groups: { w: 1, s: 1, b: 0.6, t: 0.8, p: 0.4, m: 1, i: 0.6 }, epochs: 8, rate: 3 };
const PIECES = { groups: { x: 1 }, epochs: 8, rate: 5 };
const SMOOTHING = { smoothing: 0.03 };

const LINEAR_WEIGHT = 0.35;
const BAYES_WEIGHT = 0.2;

/** Learns from examples; the same ones in the same order give the same model. */
export function fit(examples: readonly Example[]): Model {
  const labels = [...new Set(examples.map((one) => one.label))].sort();
  const places = new Map(labels.map((label, place) => [label, place]));
  const samples = examples.flatMap(({ features, label, dressed }) => {
    const sample = { features, label: places.get(label) ?? 0 };
    return dressed === undefined ? [sample] : [sample, { ...sample, features: dressed }];
  });
  const learnt = [WORDS, PIECES].map((options) => {
    const vocabulary = vocabularyOf(samples, Object.keys(options.groups).join(""));
    return {
      linear: fitLinear(samples, labels.length, vocabulary, options),
      bayes: fitBayes(samples, labels.length, vocabulary, SMOOTHING),
    };
  });
  return {
    labels,
    linear: learnt.map((one) => one.linear),
    bayes: learnt.map((one) => one.bayes),
  };
}

/** How likely each label is, one place a label, together one. */
export function sharesOf(model: Model, features: Features): Float32Array {
  const scores = new Float32Array(model.labels.length);
  for (const linear of model.linear) addLinear(linear, features, LINEAR_WEIGHT, scores);
  for (const bayes of model.bayes) addBayes(bayes, features, BAYES_WEIGHT, scores);
  const outside = model.labels.indexOf(OUT_OF_SCOPE);
  if (outside >= 0) scores[outside] = (scores[outside] as number) + OUT_OF_SCOPE_GAIN;
  softmax(scores);
  return scores;
}

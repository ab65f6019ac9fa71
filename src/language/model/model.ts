import type { Bayes } from "./bayes.ts";
import { addBayes, fitBayes } from "./bayes.ts";
import type { Features } from "./features.ts";
import type { Head, Linear } from "./linear.ts";
import { addLinear, fitLinear, lettersOf, softmax } from "./linear.ts";
import type { Seen } from "./vocabulary.ts";
import { seenIn, vocabularyOf } from "./vocabulary.ts";

/**
 * One text with its labels, one for each question it answers (`a matter`, `hosting hosted`). `dressed`: the same with other
 * things said around it, learnt from as well.
 */
export type Example = {
  readonly features: Features;
  readonly labels: readonly string[];
  readonly dressed?: Features | undefined;
};

/** Four learners that err differently, and speak together. */
export type Model = {
  /** What a text may be labelled, in the order of every score below. */
  readonly labels: readonly string[];
  /** The questions asked, each with a stretch of the labels. */
  readonly heads: readonly Head[];
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

/**
 * Learns from examples; the same ones in the same order give the same model. `question`: which question a label answers;
 * without it there is one for all.
 */
export function fit(examples: readonly Example[], question: (label: string) => string = () => ""): Model {
  const labels = [...new Set(examples.flatMap((one) => one.labels))].sort();
  const places = new Map(labels.map((label, place) => [label, place]));
  const heads = headsOf(labels.map(question));
  const texts = examples.flatMap(({ features, labels: own, dressed }) => {
    const text = { features, right: own.map((label) => places.get(label) ?? 0) };
    return dressed === undefined ? [text] : [text, { ...text, features: dressed }];
  });
  const learnt = [WORDS, PIECES].map((options) => {
    const letters = lettersOf(options.groups);
    const vocabulary = vocabularyOf(texts, letters);
    const samples = texts.map(({ features, right }) => ({
      seen: seenIn(vocabulary, features, letters),
      right,
    }));
    return {
      linear: fitLinear(samples, heads, vocabulary, options),
      bayes: fitBayes(samples, labels.length, vocabulary, SMOOTHING),
    };
  });
  return {
    labels,
    heads,
    linear: learnt.map((one) => one.linear),
    bayes: learnt.map((one) => one.bayes),
  };
}

/** Stretches of equal neighbours. */
function headsOf(questions: readonly string[]): readonly Head[] {
  const starts = questions.flatMap((one, place) =>
    place === 0 || one !== questions[place - 1] ? [place] : [],
  );
  return starts.map((from, index) => ({ from, to: starts[index + 1] ?? questions.length }));
}

/** How likely each label is, one place a label; those of one question are one together. */
export function sharesOf(model: Model, features: Features): Float32Array {
  const scores = new Float32Array(model.labels.length);
  const seen = model.linear.map(({ vocabulary, groups }) => seenIn(vocabulary, features, lettersOf(groups)));
  model.linear.forEach((linear, place) => addLinear(linear, seen[place] as Seen, LINEAR_WEIGHT, scores));
  model.bayes.forEach((bayes, place) => addBayes(bayes, seen[place] as Seen, BAYES_WEIGHT, scores));
  const outside = model.labels.indexOf(OUT_OF_SCOPE);
  if (outside >= 0) scores[outside] = (scores[outside] as number) + OUT_OF_SCOPE_GAIN;
  for (const head of model.heads) softmax(scores, head);
  return scores;
}

import type { Baseline, Example } from "./baseline.ts";
import { labelsOf } from "./labelsOf.ts";
import { plain } from "./plain.ts";
import { ranked } from "./ranked.ts";

const SHORTEST = 2;
const LONGEST = 5;

/** What is added to every count; one whole, with so many n-grams, would drown the labels with few examples. */
const ADDED = 0.1;

/** The character n-grams of a text, with the space at each end of its words. */
function grams(text: string): readonly string[] {
  const letters = ` ${plain(text)} `;
  const found: string[] = [];
  for (let length = SHORTEST; length <= LONGEST; length++) {
    for (let at = 0; at + length <= letters.length; at++) found.push(letters.slice(at, at + length));
  }
  return found;
}

/** Examples → for each label how often it holds each n-gram, and how many n-grams it holds in all. */
function count(examples: readonly Example[]) {
  const counts = new Map<string, Map<string, number>>();
  const totals = new Map<string, number>();
  for (const { text, label } of examples) {
    for (const gram of grams(text)) {
      const byLabel = counts.get(gram) ?? new Map<string, number>();
      counts.set(gram, byLabel.set(label, (byLabel.get(label) ?? 0) + 1));
      totals.set(label, (totals.get(label) ?? 0) + 1);
    }
  }
  return { counts, totals };
}

/** Multinomial naive Bayes over character n-grams, Laplace-smoothed; n-grams never seen say nothing. */
export const ngramBayes: Baseline = {
  name: "n-gram naive Bayes",
  unavailable: () => null,
  async train(examples) {
    const labels = labelsOf(examples);
    const { counts, totals } = count(examples);
    return {
      async rank(text) {
        const known = grams(text).flatMap((gram) => counts.get(gram) ?? []);
        const scores = new Map<string, number>();
        for (const [label, size] of labels) {
          const total = (totals.get(label) ?? 0) + ADDED * counts.size;
          let score = Math.log(size / examples.length);
          for (const byLabel of known) score += Math.log(((byLabel.get(label) ?? 0) + ADDED) / total);
          scores.set(label, score);
        }
        return ranked(labels.keys(), scores);
      },
    };
  },
};

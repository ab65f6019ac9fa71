import MiniSearch from "minisearch";
import { fold } from "../../../src/language/words.ts";
import type { Baseline } from "./baseline.ts";
import { labelsOf } from "./labelsOf.ts";
import { ranked } from "./ranked.ts";

/** How many sentences of a label are counted, its nearest ones. */
const NEAREST = 5;

/** Words of this length and more also find the words they begin. */
const BEGINNING = 4;

/** BM25: every example is a document, and a label scores what its nearest sentences score together. */
export const minisearch: Baseline = {
  name: "BM25 (minisearch)",
  unavailable: () => null,
  async train(examples) {
    const labels = labelsOf(examples);
    const index = new MiniSearch({
      fields: ["text"],
      processTerm: fold,
      searchOptions: { prefix: (term) => term.length >= BEGINNING },
    });
    index.addAll(examples.map(({ text }, id) => ({ id, text })));
    return {
      async rank(text) {
        const scores = new Map<string, number>();
        const counted = new Map<string, number>();
        for (const { id, score } of index.search(text)) {
          const label = examples[Number(id)]?.label ?? "";
          const before = counted.get(label) ?? 0;
          if (before === NEAREST) continue;
          counted.set(label, before + 1);
          scores.set(label, (scores.get(label) ?? 0) + score);
        }
        return ranked(labels.keys(), scores);
      },
    };
  },
};

import { LangFr } from "@nlpjs/lang-fr";
import { Nlp } from "@nlpjs/nlp";
import type { Baseline } from "./baseline.ts";
import { labelsOf } from "./labelsOf.ts";
import { ranked } from "./ranked.ts";

/** A sixtieth of what nlp.js takes by itself: it trains longer and guesses better. */
const LEARNING_RATE = 0.01;

/**
 * The neural classifier of nlp.js. French and English sentences share one French container: parted by the language it
 * guesses, it guesses labels less well.
 */
export const nlpJs: Baseline = {
  name: "nlp.js",
  unavailable: () => null,
  async train(examples) {
    const labels = labelsOf(examples);
    const nlp = new Nlp({
      languages: ["fr"],
      autoSave: false,
      autoLoad: false,
      nlu: { fr: { "*": { className: "NeuralNlu", log: false, learningRate: LEARNING_RATE } } },
    });
    nlp.use(LangFr);
    for (const { text, label } of examples) nlp.addDocument("fr", text, label);
    await nlp.train();
    return {
      async rank(text) {
        const { classifications } = await nlp.classify("fr", text);
        return ranked(labels.keys(), new Map(classifications.map(({ intent, score }) => [intent, score])));
      },
    };
  },
};

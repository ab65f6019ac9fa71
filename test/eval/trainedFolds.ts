import { performance } from "node:perf_hooks";
import type { Lexicon } from "../../src/language/catalogue.ts";
import type { MatterModel } from "../../src/language/model/judge.ts";
import { ROOT } from "../../src/root.ts";
import { readAsides, readExamples } from "../../src/training/read-examples.ts";
import { samplesOf, trainModel } from "../../src/training/train-model.ts";
import type { Fold } from "./folds.ts";
import { folds } from "./folds.ts";

/** A fold with what was learnt, and calibrated, from the rest of it alone. */
export type TrainedFold = Fold & {
  readonly trained: MatterModel;
  readonly seconds: number;
};

/** The examples in folds, each learnt without the sentences it holds back. */
export function trainedFolds(lexicon: Lexicon, count: number): readonly TrainedFold[] {
  const asides = readAsides(ROOT);
  return folds(readExamples(ROOT), count).map((fold) => {
    const from = performance.now();
    const trained = trainModel(samplesOf(fold.rest, lexicon, asides));
    return { ...fold, trained, seconds: (performance.now() - from) / 1000 };
  });
}

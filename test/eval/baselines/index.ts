import type { Baseline } from "./baseline.ts";
import { fastText } from "./fastText.ts";
import { minisearch } from "./minisearch.ts";
import { ngramBayes } from "./ngramBayes.ts";
import { nlpJs } from "./nlpJs.ts";

/** What an understanding is compared against. */
export const baselines: readonly Baseline[] = [ngramBayes, nlpJs, fastText, minisearch];

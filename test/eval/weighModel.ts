import { performance } from "node:perf_hooks";
import { loadCatalogue } from "../../src/catalogue.ts";
import { ROOT } from "../../src/root.ts";
import { loadModel } from "../../src/training/load-model.ts";

/** Heap and what is held outside it, after all that can go has gone. Needs `node --expose-gc`. */
function held(): number {
  for (let round = 0; round < 3; round++) globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

const { lexicon } = loadCatalogue(ROOT);
const before = held();
const from = performance.now();
const trained = loadModel(ROOT, lexicon);
const milliseconds = performance.now() - from;
const bytes = held() - before;
// Used after weighing, so that it was there when weighed.
console.log(JSON.stringify({ bytes, milliseconds, matters: trained.model.labels.length }));

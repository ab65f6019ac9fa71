import type { Lexicon } from "../../src/language/catalogue.ts";
import type { Trained } from "../../src/language/model/judge.ts";
import { loadCatalogue } from "../../src/catalogue.ts";
import { once } from "../../src/once.ts";
import { ROOT } from "../../src/root.ts";
import { loadModel } from "../../src/training/load-model.ts";

/** What texts are read by, and what the examples taught, as built. */
export const understanding: () => { readonly lexicon: Lexicon; readonly trained: Trained } = once(() => {
  const { lexicon } = loadCatalogue(ROOT);
  const trained = loadModel(ROOT, lexicon, () => {
    console.error("learning: the examples or the code have changed since the build");
  });
  return { lexicon: { ...lexicon, trained }, trained };
});

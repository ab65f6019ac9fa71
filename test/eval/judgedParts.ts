import { confusions } from "./confusions.ts";
import type { Judged } from "./judged.ts";
import { perIntent } from "./perIntent.ts";
import type { Section } from "./section.ts";
import { worst } from "./worst.ts";

/** Where messages were misunderstood. */
export function judgedParts(all: readonly Judged[]): Section["parts"] {
  return [
    { title: "intents", text: perIntent(all) },
    { title: "most frequent confusions", text: confusions(all) },
    { title: "worst sentences, surest first: confidence decision: wanted → got", text: worst(all) },
  ];
}

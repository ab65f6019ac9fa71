import type { Words } from "../words.ts";
import { because } from "./because.ts";
import type { Calibration } from "./calibration.ts";
import { chanceOf } from "./calibration.ts";
import type { Feature } from "./feature.ts";
import type { FeatureReader } from "./features.ts";
import { featuresOf } from "./features.ts";
import type { Model } from "./model.ts";
import { sharesOf } from "./model.ts";

/** What examples taught of matters, and how sure its shares are. */
export type MatterModel = { readonly model: Model; readonly calibration: Calibration };

/** All that was learnt: of matters, and what statements taught of facts. */
export type Trained = MatterModel & { readonly statements: Model };

/** One thing a text may be about; `score` is its share, 0 to 1. */
export type Option = { readonly intent: string; readonly case: string | null; readonly score: number };

/** What a text is about: sure enough to act upon, one of a few to offer, or none of ours. */
export type Judgement = {
  readonly decision: "act" | "offer" | "out-of-scope";
  /** The likeliest, whatever the decision. */
  readonly intent: string;
  readonly case: string | null;
  /** Chance that this is right, 0 to 1, calibrated on texts the model had not seen. */
  readonly confidence: number;
  /** The three likeliest. */
  readonly options: readonly Option[];
  /** Words of the text that speak for the likeliest, as they stand there. */
  readonly because: readonly string[];
};

export const OUT_OF_SCOPE = "out-of-scope";

/** A label is an intent, or an intent and its case: `login-failure/redirect-loop`. */
export function labelOf(intent: string, name: string | null): string {
  return name === null ? intent : `${intent}/${name}`;
}

function optionOf(label: string, score: number): Option {
  const [intent = "", name] = label.split("/");
  return { intent, case: name ?? null, score };
}

const OFFERED = 3;

/** Judges a text of which words were read. */
export function judge(
  text: string,
  words: Words,
  reader: FeatureReader,
  { model, calibration }: MatterModel,
): Judgement {
  const features = featuresOf(text, words, reader);
  const shares = sharesOf(model, features);
  const options = model.labels
    .map((label, place) => optionOf(label, shares[place] ?? 0))
    .sort((a, b) => b.score - a.score)
    .slice(0, OFFERED);
  const [first = optionOf(OUT_OF_SCOPE, 0)] = options;
  const confidence = chanceOf(calibration, first.score);
  const outside = first.intent === OUT_OF_SCOPE;
  // Where no word was ever seen in an example, there is nothing to be sure of.
  const familiar = [...(features.get("w")?.keys() ?? [])].some((one) => isSeen(model, one));
  const sure = familiar && confidence >= (outside ? calibration.refuse : calibration.act);
  return {
    decision: sure ? (outside ? "out-of-scope" : "act") : "offer",
    intent: first.intent,
    case: first.case,
    confidence: familiar ? confidence : 0,
    options,
    get because() {
      const [counted] = model.bayes;
      const label = model.labels.indexOf(labelOf(first.intent, first.case));
      return counted === undefined ? [] : because(text, words, counted, label);
    },
  };
}

function isSeen({ bayes }: Model, feature: Feature): boolean {
  return bayes.some((one) => one.vocabulary.rowOf(feature) >= 0);
}

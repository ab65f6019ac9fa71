import type { Lexicon } from "../language/catalogue.ts";
import { compileAll } from "../language/catalogue.ts";
import type { Trial } from "../language/model/calibration.ts";
import { calibrate } from "../language/model/calibration.ts";
import type { Features } from "../language/model/features.ts";
import { featuresOf } from "../language/model/features.ts";
import type { MatterModel } from "../language/model/judge.ts";
import { labelOf, OUT_OF_SCOPE } from "../language/model/judge.ts";
import type { Example, Model } from "../language/model/model.ts";
import { fit, sharesOf } from "../language/model/model.ts";
import { wordsIn } from "../language/read.ts";
import type { Asides } from "./dress.ts";
import { dressed } from "./dress.ts";
import type { ExampleSentence } from "./read-examples.ts";

/** One example in so many is held back from a first training, to see how sure its judgements may be. */
const HELD_BACK = 4;

/**
 * How often what is acted upon, and what is refused, must have been right on the examples held back. Those resemble the
 * ones learnt from more than what people will write does: so more is asked of them than is promised.
 */
export const GOAL = { act: 0.978, refuse: 0.78 };

/** The examples as the model sees them. */
export function samplesOf(
  sentences: readonly ExampleSentence[],
  lexicon: Lexicon,
  asides: Asides = {},
): readonly Example[] {
  compileAll(lexicon);
  const seen = (text: string): Features => featuresOf(text, wordsIn(text, lexicon), lexicon);
  return sentences.map((one, index) => {
    const around = dressed(one, index, asides);
    return {
      features: seen(one.text),
      labels: [labelOf(one.intent, one.case)],
      dressed: around === null ? undefined : seen(around),
    };
  });
}

/** What a model says of examples it has not seen. */
export function trialsOf(model: Model, examples: readonly Example[]): readonly Trial[] {
  return examples.map(({ features, labels }) => {
    const shares = sharesOf(model, features);
    const first = shares.indexOf(Math.max(...shares));
    return {
      share: shares[first] ?? 0,
      right: labels.includes(model.labels[first] ?? ""),
      outside: model.labels[first] === OUT_OF_SCOPE,
    };
  });
}

/** Trains on part of the examples to see how sure it may be, then on all. Pure: the same examples give the same model. */
export function trainModel(examples: readonly Example[]): MatterModel {
  const held = examples.filter((_, index) => index % HELD_BACK === 0);
  const rest = examples.filter((_, index) => index % HELD_BACK !== 0);
  return { calibration: calibrate(trialsOf(fit(rest), held), GOAL), model: fit(examples) };
}

import type { Lexicon } from "../language/catalogue.ts";
import { wordFeatures } from "../language/model/features.ts";
import type { Example, Model } from "../language/model/model.ts";
import { fit } from "../language/model/model.ts";
import { factOf, statementLabel } from "../language/model/statements.ts";
import { wordsOf } from "../language/words.ts";
import type { ExampleSentence } from "./read-examples.ts";
import type { StatementData } from "./read-statements.ts";

/** One example in so many is learnt from as a line that states nothing. */
const ONE_IN = 3;

/**
 * Learns what statements teach. Most of what people write states nothing: part of the examples of matters are learnt from as
 * such lines. Pure: the same lines give the same model.
 */
export function trainStatements(
  { lines, unlisted }: StatementData,
  examples: readonly ExampleSentence[],
  lexicon: Lexicon,
): Model {
  const features = (text: string): Example["features"] => wordFeatures(wordsOf(text, lexicon.spell));
  const listed = new Set(lines.map((one) => one.text));
  const silent = unlisted.map((fact) => statementLabel(fact, null));
  const all: readonly Example[] = [
    ...lines.map(({ text, facts }) => ({
      features: features(text),
      labels: Object.entries(facts).map(([fact, value]) => statementLabel(fact, value)),
    })),
    ...examples
      .filter(({ text }, index) => index % ONE_IN === 0 && !listed.has(text))
      .map(({ text }) => ({ features: features(text), labels: silent })),
  ];
  return fit(all, factOf);
}

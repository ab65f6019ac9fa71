import type { Lexicon } from "../../src/language/catalogue.ts";
import { featuresOf } from "../../src/language/model/features.ts";
import type { MatterModel } from "../../src/language/model/judge.ts";
import { sharesOf } from "../../src/language/model/model.ts";
import { wordsIn } from "../../src/language/read.ts";
import { ranked } from "./baselines/ranked.ts";

/** What a matter is counted as: itself, or its intent. */
export type LabelOf = (intent: string, name: string | null) => string;

/** What was learnt, ranking labels as the baselines do; a label's share is that of all its matters together. */
export function ours(
  { model }: Pick<MatterModel, "model">,
  lexicon: Lexicon,
  labelOf: LabelOf,
): (text: string) => readonly string[] {
  const labels = model.labels.map((matter) => {
    const [intent = "", name = null] = matter.split("/");
    return labelOf(intent, name);
  });
  return (text) => {
    const shares = sharesOf(model, featuresOf(text, wordsIn(text, lexicon), lexicon));
    const sums = new Map<string, number>();
    for (const [place, label] of labels.entries()) {
      sums.set(label, (sums.get(label) ?? 0) + (shares[place] ?? 0));
    }
    return ranked(sums.keys(), sums);
  };
}

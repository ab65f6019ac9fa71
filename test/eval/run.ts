import { once } from "../../src/once.ts";
import type { Figure } from "./figure.ts";
import { figureTable } from "./figure.ts";
import { measureBaselines } from "./measureBaselines.ts";
import { measureFolds } from "./measureFolds.ts";
import { measureQuestions } from "./measureQuestions.ts";
import { measureSpeed } from "./measureSpeed.ts";
import type { Options, SectionName } from "./options.ts";
import { options } from "./options.ts";
import type { Section } from "./section.ts";
import { trainedFolds } from "./trainedFolds.ts";
import { understanding } from "./understanding.ts";

function asked(): Options {
  try {
    return options(process.argv.slice(2));
  } catch (error) {
    console.error(`eval: ${error instanceof Error ? error.message : String(error)}`);
    process.exit(2);
  }
}

const { sections, folds } = asked();
const { lexicon, trained } = understanding();
/** The same folds, trained once, for all that is measured on them. */
const inFolds = once(() => trainedFolds(lexicon, folds));

const MEASURES: Readonly<Record<SectionName, () => Section | Promise<Section>>> = {
  questions: measureQuestions,
  folds: () => measureFolds(inFolds(), lexicon),
  baselines: () => measureBaselines(inFolds(), lexicon),
  speed: measureSpeed,
};

const { act, refuse } = trained.calibration;
console.log(
  `${trained.model.labels.length} matters; acts from ${act.toFixed(3)}, refuses from ${refuse.toFixed(3)}`,
);
const figures: Figure[] = [];
for (const name of sections) {
  console.log(`\n${name.toUpperCase()}`);
  const section = await MEASURES[name]();
  if (section.figures.length > 0) console.log(figureTable(section.figures));
  for (const { title, text } of section.parts) console.log(`\n  ${title}\n${text}`);
  figures.push(...section.figures);
}
const missed = figures.filter((one) => one.met === false).length;
console.log(`\n${figures.filter((one) => one.met === true).length} goals met, ${missed} missed`);
if (missed > 0) process.exitCode = 1;

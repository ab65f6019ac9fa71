import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Lexicon } from "../../src/language/catalogue.ts";
import { judge } from "../../src/language/model/judge.ts";
import { wordsIn } from "../../src/language/read.ts";
import { ROOT } from "../../src/root.ts";
import { calibrationChart } from "./calibrationChart.ts";
import { calibrationCurve, curveTable, expectedError } from "./calibrationCurve.ts";
import { figure } from "./figure.ts";
import type { Judged } from "./judged.ts";
import { judgedParts } from "./judgedParts.ts";
import { metrics } from "./metrics.ts";
import { percent } from "./rate.ts";
import type { Section } from "./section.ts";
import type { TrainedFold } from "./trainedFolds.ts";

const CHART = "docs/understanding/calibration.svg";

/** The examples, each judged by what was learnt without it. */
export function measureFolds(all: readonly TrainedFold[], lexicon: Lexicon): Section {
  const judged: Judged[] = all.flatMap(({ held, trained }) =>
    held.map((one) => ({
      ...one,
      judgement: judge(one.text, wordsIn(one.text, lexicon), lexicon, trained),
    })),
  );
  const bins = calibrationCurve(judged);
  const file = join(ROOT, CHART);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${calibrationChart(bins, all.length)}\n`);
  return {
    figures: [...metrics(judged), figure("expected calibration error", expectedError(bins), percent)],
    parts: [{ title: `calibration, drawn in ${CHART}`, text: curveTable(bins) }, ...judgedParts(judged)],
  };
}

import { performance } from "node:perf_hooks";
import type { Lexicon } from "../../src/language/catalogue.ts";
import { labelOf } from "../../src/language/model/judge.ts";
import type { ExampleSentence } from "../../src/training/read-examples.ts";
import type { Baseline, Example } from "./baselines/baseline.ts";
import { baselines } from "./baselines/index.ts";
import type { LabelOf } from "./ours.ts";
import { ours } from "./ours.ts";
import { percent } from "./rate.ts";
import type { Section } from "./section.ts";
import { table } from "./table.ts";
import type { TrainedFold } from "./trainedFolds.ts";

const KINDS: readonly { readonly name: string; readonly labelOf: LabelOf }[] = [
  { name: "intents", labelOf: (intent) => intent },
  { name: "matters", labelOf },
];

/** What is slower than this over all folds runs on the first of them only. */
const MOST_SECONDS = 240;

type Ranker = (text: string) => readonly string[] | Promise<readonly string[]>;

/** What one fold gave, or several together. */
type Run = {
  readonly folds: number;
  readonly messages: number;
  readonly top1: number;
  readonly top3: number;
  readonly training: number;
  readonly ranking: number;
};

const NONE: Run = { folds: 0, messages: 0, top1: 0, top3: 0, training: 0, ranking: 0 };

function together(a: Run, b: Run): Run {
  return {
    folds: a.folds + b.folds,
    messages: a.messages + b.messages,
    top1: a.top1 + b.top1,
    top3: a.top3 + b.top3,
    training: a.training + b.training,
    ranking: a.ranking + b.ranking,
  };
}

function examplesOf(sentences: readonly ExampleSentence[], of: LabelOf): readonly Example[] {
  return sentences.map((one) => ({ text: one.text, label: of(one.intent, one.case) }));
}

async function runFold(rank: Ranker, held: readonly Example[], training: number): Promise<Run> {
  let top1 = 0;
  let top3 = 0;
  const from = performance.now();
  for (const { text, label } of held) {
    const place = (await rank(text)).indexOf(label);
    if (place === 0) top1 += 1;
    if (place >= 0 && place < 3) top3 += 1;
  }
  const ranking = (performance.now() - from) / 1000;
  return { folds: 1, messages: held.length, top1, top3, training, ranking };
}

async function runOurs(all: readonly TrainedFold[], lexicon: Lexicon, of: LabelOf): Promise<readonly Run[]> {
  const runs: Run[] = [];
  for (const { trained, held, seconds } of all) {
    runs.push(await runFold(ours(trained, lexicon, of), examplesOf(held, of), seconds));
  }
  return runs;
}

async function runBaseline(
  baseline: Baseline,
  all: readonly TrainedFold[],
  of: LabelOf,
): Promise<readonly Run[]> {
  const runs: Run[] = [];
  for (const { rest, held } of all) {
    const from = performance.now();
    const trained = await baseline.train(examplesOf(rest, of));
    const training = (performance.now() - from) / 1000;
    runs.push(await runFold((text) => trained.rank(text), examplesOf(held, of), training));
    await trained.close?.();
    if (runs.length === 1 && ((performance.now() - from) / 1000) * all.length > MOST_SECONDS) break;
  }
  return runs;
}

function row(name: string, runs: readonly Run[], note = ""): readonly string[] {
  const sum = runs.reduce(together, NONE);
  return [
    name,
    percent(sum.top1 / sum.messages),
    percent(sum.top3 / sum.messages),
    (sum.training / sum.folds).toFixed(1),
    ((sum.ranking * 1e6) / sum.messages).toFixed(0),
    note,
  ];
}

/** What was learnt against other ways of learning, on the same folds. */
export async function measureBaselines(all: readonly TrainedFold[], lexicon: Lexicon): Promise<Section> {
  const parts: { title: string; text: string }[] = [];
  for (const { name, labelOf: of } of KINDS) {
    const mine = await runOurs(all, lexicon, of);
    const rows = [["", "top-1", "top-3", "training s", "µs a message", ""], row("passerelle", mine)];
    for (const baseline of baselines) {
      const why = baseline.unavailable();
      if (why !== null) {
        rows.push([baseline.name, "–", "–", "–", "–", why]);
        continue;
      }
      const runs = await runBaseline(baseline, all, of);
      const [first = NONE] = mine;
      const note =
        runs.length === all.length
          ? ""
          : `first fold only, where passerelle has ${percent(first.top1 / first.messages)} and ${percent(first.top3 / first.messages)}`;
      rows.push(row(baseline.name, runs, note));
    }
    const labels = new Set(all.flatMap(({ held }) => examplesOf(held, of).map((one) => one.label)));
    parts.push({ title: `${labels.size} ${name}, ${all.length} folds`, text: table("lrrrrl", rows) });
  }
  return { figures: [], parts };
}

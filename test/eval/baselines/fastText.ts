import { execFile, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { promisify } from "node:util";
import type { Baseline, Trained } from "./baseline.ts";
import { labelsOf } from "./labelsOf.ts";
import { plain } from "./plain.ts";
import { ranked } from "./ranked.ts";

/** Softmax, its default; one thread gives the same model every time; few buckets of n-grams, for few examples. */
const SETTINGS = "-wordNgrams 2 -minn 4 -maxn 6 -dim 50 -epoch 100 -lr 0.5 -bucket 100000 -thread 1";

/** A fastText that has a model open and answers one line for each line it is given. */
async function open(model: string, labels: readonly string[]): Promise<Trained> {
  const child = spawn("fasttext", ["predict-prob", model, "-", String(labels.length)], {
    stdio: ["pipe", "pipe", "ignore"],
  });
  await once(child, "spawn");
  const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    async rank(text) {
      child.stdin.write(`${plain(text)}\n`);
      const answer = await answers.next();
      if (answer.done === true) throw new Error("fasttext ended before it answered");
      const scores = new Map<string, number>();
      for (const [, index, score] of answer.value.matchAll(/__label__(\d+) (\S+)/g)) {
        scores.set(labels[Number(index)] ?? "", Number(score));
      }
      return ranked(labels, scores);
    },
    async close() {
      child.stdin.end();
      if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
    },
  };
}

/** The classifier of fastText, by its program; its files are gone once the model is open. */
export const fastText: Baseline = {
  name: "fastText",
  unavailable: () =>
    spawnSync("fasttext").error === undefined ? null : "fasttext not installed (Debian package fasttext)",
  async train(examples) {
    const labels = [...labelsOf(examples).keys()];
    const directory = await mkdtemp(join(tmpdir(), "fasttext-"));
    try {
      const input = join(directory, "examples.txt");
      const model = join(directory, "model");
      const lines = examples.map(({ text, label }) => `__label__${labels.indexOf(label)} ${plain(text)}\n`);
      await writeFile(input, lines.join(""));
      const settings = ["-input", input, "-output", model, ...SETTINGS.split(" ")];
      await promisify(execFile)("fasttext", ["supervised", ...settings]);
      const trained = await open(`${model}.bin`, labels);
      // An answer means that the model has been read.
      await trained.rank("");
      return trained;
    } finally {
      await rm(directory, { recursive: true });
    }
  },
};

import { statSync } from "node:fs";
import { loadCatalogue } from "../catalogue.ts";
import { keepParsed } from "../parsed.ts";
import { learn, loadModel, modelFile } from "../training/load-model.ts";
import type { Command } from "./command.ts";
import { parseOptions } from "./parse-options.ts";

const OPTIONS = { missing: { type: "boolean" } } as const;

/** `passerelle train [--missing]`: learns from `flows/examples/`; with `--missing` only where they have changed since. */
export const train: Command = async (args, context) => {
  const { values } = parseOptions("train", args, OPTIONS);
  keepParsed();
  const { lexicon } = loadCatalogue(context.root);
  let learnt = true;
  if (values.missing === true) {
    learnt = false;
    loadModel(context.root, lexicon, () => {
      learnt = true;
    });
  } else learn(context.root, lexicon);
  const size = Math.round(statSync(modelFile(context.root)).size / 1024);
  if (learnt) context.stdout.write(`${modelFile(context.root)}: ${size} KiB\n`);
  return 0;
};

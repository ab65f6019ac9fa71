import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { deserialize, serialize } from "node:v8";
import type { Lexicon } from "../language/catalogue.ts";
import type { Trained } from "../language/model/judge.ts";
import { exampleFiles, readExamples } from "./read-examples.ts";
import { samplesOf, trainModel } from "./train-model.ts";

/** What learning goes by; a change of any of them makes what was learnt stale. */
const SOURCES = ["facts.yaml", "intents.yaml", "messages.yaml", "terms.yaml", "ents.yaml"];

/** Changes with how texts are learnt from, so that nothing learnt another way is taken up. */
const VERSION = 1;

/** Where what was learnt is kept: made by the build, and anew where the examples have changed since. */
export function modelFile(root: string): string {
  return join(root, "dist", "understanding.bin");
}

type Stored = Trained & { readonly version: number; readonly madeFrom: string };

function fingerprint(root: string): string {
  const sum = createHash("sha256");
  for (const file of [...SOURCES.map((name) => join(root, "flows", name)), ...exampleFiles(root)]) {
    sum.update(readFileSync(file)).update("\0");
  }
  return sum.digest("hex");
}

/** Reads what was learnt; undefined where there is nothing, or it was made from other examples. */
function readKept(root: string, madeFrom: string): Trained | undefined {
  try {
    const stored = deserialize(readFileSync(modelFile(root))) as Stored;
    return stored.version === VERSION && stored.madeFrom === madeFrom ? stored : undefined;
  } catch {
    // None yet, or one cut short or of another kind: it is made anew.
    return undefined;
  }
}

/** Learns from the examples below `root` and keeps what was learnt, if the folder can be written to. */
export function learn(root: string, lexicon: Lexicon): Trained {
  const trained = trainModel(samplesOf(readExamples(root), lexicon));
  const stored: Stored = { ...trained, version: VERSION, madeFrom: fingerprint(root) };
  const file = modelFile(root);
  try {
    mkdirSync(dirname(file), { recursive: true });
    // Another process may be reading: it gets the old one or the new one, whole.
    writeFileSync(`${file}.${process.pid}`, serialize(stored));
    renameSync(`${file}.${process.pid}`, file);
  } catch {
    // It serves this process all the same.
  }
  return trained;
}

/** What the examples below `root` teach: as kept, or learnt now (seconds) where they have changed. `learning` is told. */
export function loadModel(root: string, lexicon: Lexicon, learning: () => void = () => undefined): Trained {
  const kept = readKept(root, fingerprint(root));
  if (kept !== undefined) return kept;
  learning();
  return learn(root, lexicon);
}

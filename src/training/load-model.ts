import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Lexicon } from "../language/catalogue.ts";
import type { Trained } from "../language/model/judge.ts";
import { ROOT } from "../root.ts";
import { decodeModel, encodeModel } from "./model-bytes.ts";
import { dataFiles } from "./read-data.ts";
import { readAsides, readExamples } from "./read-examples.ts";
import { readStatements } from "./read-statements.ts";
import { samplesOf, trainModel } from "./train-model.ts";
import { trainStatements } from "./train-statements.ts";

/** What learning goes by; a change of any of them makes what was learnt stale. */
const SOURCES = ["facts.yaml", "intents.yaml", "messages.yaml", "terms.yaml", "ents.yaml", "asides.yaml"];

/** The code that reads and learns: what another version of it made is not taken up. */
const CODE = ["src/language", "src/training"];

/** Where what was learnt is kept: made by the build, and anew where the examples have changed since. */
export function modelFile(root: string): string {
  return join(root, "dist", "understanding.bin");
}

/** Tells what was learnt from these sentences by this code from anything else. */
function fingerprint(root: string): string {
  const sum = createHash("sha256");
  const data = [
    ...SOURCES.map((name) => join(root, "flows", name)),
    ...dataFiles(root, "examples"),
    ...dataFiles(root, "statements"),
  ];
  for (const file of [...data, ...codeFiles()]) sum.update(readFileSync(file)).update("\0");
  return sum.digest("hex");
}

/** The code's own files; none where only what it was compiled to was installed. */
function codeFiles(): readonly string[] {
  return CODE.map((folder) => join(ROOT, folder))
    .filter((folder) => existsSync(folder))
    .flatMap((folder) => readdirSync(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile() && entry.name.endsWith(".ts"))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

/** Learns from the examples below `root` and keeps what was learnt, if the folder can be written to. */
export function learn(root: string, lexicon: Lexicon): Trained {
  const examples = readExamples(root);
  const trained = {
    ...trainModel(samplesOf(examples, lexicon, readAsides(root))),
    statements: trainStatements(readStatements(root), examples, lexicon),
  };
  const bytes = encodeModel(trained, fingerprint(root));
  const file = modelFile(root);
  try {
    mkdirSync(dirname(file), { recursive: true });
    // Another process may be reading: it gets the old one or the new one, whole.
    writeFileSync(`${file}.${process.pid}`, bytes);
    renameSync(`${file}.${process.pid}`, file);
  } catch {
    // It serves this process all the same.
  }
  return trained;
}

/** What the examples below `root` teach: as kept, or learnt now (seconds) where they have changed. `learning` is told. */
export function loadModel(root: string, lexicon: Lexicon, learning: () => void = () => undefined): Trained {
  const file = modelFile(root);
  const kept = existsSync(file) ? decodeModel(readFileSync(file), fingerprint(root)) : undefined;
  if (kept !== undefined) return kept;
  learning();
  return learn(root, lexicon);
}

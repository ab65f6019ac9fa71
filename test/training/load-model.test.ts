import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { deserialize } from "node:v8";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { loadCatalogue } from "../../src/catalogue.ts";
import { ROOT } from "../../src/root.ts";
import { learn, loadModel, modelFile } from "../../src/training/load-model.ts";
import { readExamples } from "../../src/training/read-examples.ts";

const root = mkdtempSync(join(tmpdir(), "passerelle-learn-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const FILES = ["asides", "facts", "intents", "messages", "terms", "ents", "cases"];
const examples = join(root, "flows", "examples");

/** A small project: the shipped phrases, and a few sentences to learn from. */
beforeAll(() => {
  for (const name of FILES) cpSync(join(ROOT, "flows", `${name}.yaml`), join(root, "flows", `${name}.yaml`));
  write(
    "restart",
    "any:\n  fr: |\n    remettre en route\n    relancer le lien\n    redémarrer\n    reprise annuelle\n",
  );
  write("out-of-scope", "any:\n  en: |\n    a joke\n    the weather\n    lunch menu\n    football\n");
});

function write(intent: string, content: string): void {
  cpSync(join(ROOT, "flows", "examples", "greeting.yaml"), join(examples, "greeting.yaml"));
  writeFileSync(join(examples, `${intent}.yaml`), content);
}

type Kept = {
  readonly madeFrom: string;
  readonly calibration: unknown;
  readonly model: { readonly labels: readonly string[] };
};

const { lexicon } = loadCatalogue(ROOT);

/** Whether loading had to learn. */
function learns(): boolean {
  let learnt = false;
  loadModel(root, lexicon, () => {
    learnt = true;
  });
  return learnt;
}

describe("what is learnt", () => {
  it("is kept, and learnt anew only where the sentences have changed", () => {
    expect(learns()).toBe(true);
    expect(learns()).toBe(false);
    write(
      "restart",
      "any:\n  fr: |\n    remettre en route\n    relancer le lien\n    redémarrer\n    on rebranche tout\n",
    );
    expect(learns()).toBe(true);
    expect(learns()).toBe(false);
  });

  it("is learnt anew where the file was cut short or is of another kind", () => {
    for (const content of ["", "not a model", readFileSync(modelFile(root)).subarray(0, 900)]) {
      writeFileSync(modelFile(root), content);
      expect(learns()).toBe(true);
      expect(learns()).toBe(false);
    }
  });

  it("is the same to the byte each time", () => {
    learn(root, lexicon);
    const first = readFileSync(modelFile(root));
    learn(root, lexicon);
    expect(readFileSync(modelFile(root)).equals(first)).toBe(true);
  });

  it("is what the build made of the sentences served", { timeout: 240_000 }, () => {
    const built = deserialize(readFileSync(modelFile(ROOT))) as Kept;
    const again = join(root, "again");
    cpSync(join(ROOT, "flows"), join(again, "flows"), { recursive: true });
    learn(again, lexicon);
    const anew = deserialize(readFileSync(modelFile(again))) as Kept;
    expect(anew.madeFrom).toBe(built.madeFrom);
    expect(anew.calibration).toEqual(built.calibration);
    expect(anew.model.labels).toEqual(built.model.labels);
  });
});

describe("a file of sentences", () => {
  it("gives each line as one sentence, with its own breaks", () => {
    write(
      "restart",
      "any:\n  fr: |\n    bonjour\\nje relance\n\n    deuxième\n  en: |\n    third\ncases:\n  old-base-published:\n    fr: |\n      vieille base\n",
    );
    const told = readExamples(root).filter((one) => one.intent === "restart");
    expect(told).toEqual([
      { text: "bonjour\nje relance", language: "fr", intent: "restart", case: null },
      { text: "deuxième", language: "fr", intent: "restart", case: null },
      { text: "third", language: "en", intent: "restart", case: null },
      { text: "vieille base", language: "fr", intent: "restart", case: "old-base-published" },
    ]);
  });

  it("that cannot be used is named with the place", () => {
    write("restart", "any:\n  de: |\n    hallo\n");
    expect(() => readExamples(root)).toThrow(/flows\/examples\/restart\.yaml: any/);
    write("restart", "any: [oops\n");
    expect(() => readExamples(root)).toThrow(/flows\/examples\/restart\.yaml/);
  });
});

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { lexiconOf } from "../../src/language/catalogue.ts";

const FLOWS = join(import.meta.dirname, "..", "..", "flows");

function file(name: string): unknown {
  return parse(readFileSync(join(FLOWS, `${name}.yaml`), "utf8"));
}

/** The lexicon of the files that are shipped, without what the examples teach. */
export const lexicon = lexiconOf({
  facts: file("facts"),
  intents: file("intents"),
  messages: file("messages"),
  ents: file("ents"),
  terms: file("terms"),
  cases: file("cases"),
  people: file("people"),
});

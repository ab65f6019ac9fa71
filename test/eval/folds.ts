import { createHash } from "node:crypto";
import { labelOf } from "../../src/language/model/judge.ts";
import type { ExampleSentence } from "../../src/training/read-examples.ts";
import { plain } from "./baselines/plain.ts";

/** Sentences to learn from, and sentences held back to judge by. */
export type Fold = { readonly rest: readonly ExampleSentence[]; readonly held: readonly ExampleSentence[] };

function hash(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

/**
 * Parts sentences into folds, each matter evenly; which fold is decided by a hash of the text. Sentences of the same
 * words are held back together, whatever they are about.
 */
export function folds(sentences: readonly ExampleSentence[], count: number): readonly Fold[] {
  const texts = new Map<string, Set<string>>();
  const seen = new Set<string>();
  for (const one of sentences) {
    const text = plain(one.text);
    if (seen.has(text)) continue;
    seen.add(text);
    const label = labelOf(one.intent, one.case);
    texts.set(label, (texts.get(label) ?? new Set()).add(hash(text)));
  }
  // Dealt on from one matter to the next, so that folds are of a size.
  const dealt = [...texts].sort(([a], [b]) => (a < b ? -1 : 1)).flatMap(([, hashes]) => [...hashes].sort());
  const foldOf = new Map(dealt.map((one, index) => [one, index % count]));
  const places = sentences.map((one) => foldOf.get(hash(plain(one.text))));
  return Array.from({ length: count }, (_, fold) => ({
    rest: sentences.filter((_one, index) => places[index] !== fold),
    held: sentences.filter((_one, index) => places[index] === fold),
  }));
}

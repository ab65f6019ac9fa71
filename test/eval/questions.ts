import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../../src/root.ts";

/** A message written apart from what is learnt from, with the facts a person reads in it. */
export type Told = {
  readonly id: string;
  readonly text: string;
  readonly facts: Readonly<Record<string, string>>;
};

/** The same, with what it is about. */
export type Question = Told & { readonly intent: string; readonly case: string | null };

function lines<T>(name: string): readonly T[] {
  return readFileSync(join(ROOT, "test", "eval", name), "utf8")
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) => JSON.parse(line) as T);
}

/** The messages that nothing was ever trained on. */
export function questions(): readonly Question[] {
  return lines("questions.jsonl");
}

/** Messages that tell their facts in a roundabout way, on purpose. */
export function indirect(): readonly Told[] {
  return lines("indirect.jsonl");
}

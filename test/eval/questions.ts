import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../../src/root.ts";

/** A message written apart from the examples, with what a person reads in it. */
export type Question = {
  readonly id: string;
  readonly text: string;
  readonly intent: string;
  readonly case: string | null;
  readonly facts: Readonly<Record<string, string>>;
};

/** The messages that nothing was ever trained on. */
export function questions(): readonly Question[] {
  return readFileSync(join(ROOT, "test", "eval", "questions.jsonl"), "utf8")
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) => JSON.parse(line) as Question);
}

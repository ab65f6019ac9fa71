import { basename } from "node:path";
import { z } from "zod";
import { dataFiles, readData } from "./read-data.ts";
import { sentences } from "./sentences.ts";

/** A line people write, with what it states of every fact it was labelled for; null where it states nothing of it. */
export type Statement = { readonly text: string; readonly facts: Readonly<Record<string, string | null>> };

/** Key of the lines that look alike and state none of the facts. */
const NOTHING = "nothing";

/** One file: the facts its lines were labelled for, and the lines, by all they state: `hosting hosted, setup first`. */
export const statementsSchema = z.strictObject({
  facts: z.array(z.string()).min(1),
  /** Examples of matters that are not among the lines state none of these facts. */
  unlisted: z.literal("nothing").optional(),
  lines: z.record(z.string(), z.string()),
});

/** What is learnt of facts: labelled lines, and the facts that no other example states. */
export type StatementData = { readonly lines: readonly Statement[]; readonly unlisted: readonly string[] };

/** Every line of `flows/statements/` below `root`, file by file; throws a `CatalogueError`. */
export function readStatements(root: string): StatementData {
  const files = dataFiles(root, "statements").map((file) =>
    readData(file, `flows/statements/${basename(file)}`, statementsSchema),
  );
  return {
    lines: files.flatMap(({ facts, lines }) =>
      Object.entries(lines).flatMap(([key, block]) => of(facts, key, block)),
    ),
    unlisted: [...new Set(files.flatMap(({ facts, unlisted }) => (unlisted === undefined ? [] : facts)))],
  };
}

/** What the lines below a key state: each fact with its value. */
export function statedBy(key: string): readonly (readonly [fact: string, value: string])[] {
  if (key === NOTHING) return [];
  return key.split(", ").map((one) => {
    const [fact = "", value = ""] = one.split(" ");
    return [fact, value];
  });
}

function of(facts: readonly string[], key: string, block: string): Statement[] {
  const none = facts.map((fact): [string, null] => [fact, null]);
  const said = Object.fromEntries([...none, ...statedBy(key)]);
  return sentences(block).map((text) => ({ text, facts: said }));
}

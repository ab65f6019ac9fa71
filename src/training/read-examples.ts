import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { parse } from "yaml";
import { z } from "zod";

/** A sentence people write, with what it is about. */
export type ExampleSentence = {
  readonly text: string;
  readonly language: string;
  readonly intent: string;
  readonly case: string | null;
};

/** A file of examples that cannot be used: one line that names it and the place. */
export class ExamplesError extends Error {
  override readonly name = "CatalogueError";
}

const spoken = z.partialRecord(z.enum(["fr", "en"]), z.string());

/** One file an intent: sentences of no particular case, and those of each case; one sentence a line. */
export const examplesSchema = z.strictObject({
  any: spoken.optional(),
  cases: z.record(z.string(), spoken).optional(),
});

export type Spoken = z.infer<typeof spoken>;

/** The sentences of a block; within a line of the file, `\n` breaks the sentence's own lines. */
export function sentences(block: string): string[] {
  return block
    .split("\n")
    .map((line) => line.trim().replaceAll("\\n", "\n"))
    .filter((line) => line !== "");
}

function of(intent: string, name: string | null, said: Spoken): ExampleSentence[] {
  return Object.entries(said).flatMap(([language, block]) =>
    sentences(block).map((text) => ({ text, language, intent, case: name })),
  );
}

/** Names of the files of examples below `root`, in order. */
export function exampleFiles(root: string): readonly string[] {
  const folder = join(root, "flows", "examples");
  return readdirSync(folder)
    .filter((name) => name.endsWith(".yaml"))
    .sort()
    .map((name) => join(folder, name));
}

/** Every example of `flows/examples/` below `root`, file by file; throws an `ExamplesError`. */
export function readExamples(root: string): readonly ExampleSentence[] {
  return exampleFiles(root).flatMap((file) => {
    const intent = basename(file, ".yaml");
    const result = examplesSchema.safeParse(parse(readFileSync(file, "utf8")));
    if (!result.success) {
      const issue = result.error.issues[0];
      throw new ExamplesError(
        `flows/examples/${intent}.yaml: ${issue?.path.join(".") ?? "top"}: ${issue?.message ?? "unusable"}`,
      );
    }
    const { any = {}, cases = {} } = result.data;
    return [
      of(intent, null, any),
      ...Object.entries(cases).map(([name, said]) => of(intent, name, said)),
    ].flat();
  });
}

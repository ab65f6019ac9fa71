import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import type { Asides } from "./dress.ts";

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

/** What people say beside the matter: `flows/asides.yaml` below `root`; throws an `ExamplesError`. */
export function readAsides(root: string): Asides {
  const said = readFile(join(root, "flows", "asides.yaml"), "flows/asides.yaml", spoken);
  return Object.fromEntries(Object.entries(said).map(([language, block]) => [language, sentences(block)]));
}

function readFile<T>(file: string, name: string, schema: z.ZodType<T>): T {
  let content: unknown;
  try {
    content = parse(readFileSync(file, "utf8"));
  } catch (error) {
    throw new ExamplesError(
      `${name}: ${error instanceof Error ? error.message.split("\n")[0] : String(error)}`,
    );
  }
  const result = schema.safeParse(content);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  throw new ExamplesError(`${name}: ${issue?.path.join(".") ?? "top"}: ${issue?.message ?? "unusable"}`);
}

/** Every example of `flows/examples/` below `root`, file by file; throws an `ExamplesError`. */
export function readExamples(root: string): readonly ExampleSentence[] {
  return exampleFiles(root).flatMap((file) => {
    const intent = basename(file, ".yaml");
    const { any = {}, cases = {} } = readFile(file, `flows/examples/${intent}.yaml`, examplesSchema);
    return [
      of(intent, null, any),
      ...Object.entries(cases).map(([name, said]) => of(intent, name, said)),
    ].flat();
  });
}

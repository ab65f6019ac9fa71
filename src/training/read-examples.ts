import { basename, join } from "node:path";
import { z } from "zod";
import type { Asides } from "./dress.ts";
import { dataFiles, readData } from "./read-data.ts";
import { sentences } from "./sentences.ts";

/** A sentence people write, with what it is about. */
export type ExampleSentence = {
  readonly text: string;
  readonly language: string;
  readonly intent: string;
  readonly case: string | null;
};

const spoken = z.partialRecord(z.enum(["fr", "en"]), z.string());

/** One file an intent: sentences of no particular case, and those of each case; one sentence a line. */
export const examplesSchema = z.strictObject({
  any: spoken.optional(),
  cases: z.record(z.string(), spoken).optional(),
});

export type Spoken = z.infer<typeof spoken>;

function of(intent: string, name: string | null, said: Spoken): ExampleSentence[] {
  return Object.entries(said).flatMap(([language, block]) =>
    sentences(block).map((text) => ({ text, language, intent, case: name })),
  );
}

/** What people say beside the matter: `flows/asides.yaml` below `root`; throws a `CatalogueError`. */
export function readAsides(root: string): Asides {
  const said = readData(join(root, "flows", "asides.yaml"), "flows/asides.yaml", spoken);
  return Object.fromEntries(Object.entries(said).map(([language, block]) => [language, sentences(block)]));
}

/** Every example of `flows/examples/` below `root`, file by file; throws a `CatalogueError`. */
export function readExamples(root: string): readonly ExampleSentence[] {
  return dataFiles(root, "examples").flatMap((file) => {
    const intent = basename(file, ".yaml");
    const { any = {}, cases = {} } = readData(file, `flows/examples/${intent}.yaml`, examplesSchema);
    return [
      of(intent, null, any),
      ...Object.entries(cases).map(([name, said]) => of(intent, name, said)),
    ].flat();
  });
}

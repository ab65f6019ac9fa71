import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import type { z } from "zod";

/** A file of what is learnt from that cannot be used: one line that names it and the place. */
export class LearningDataError extends Error {
  override readonly name = "CatalogueError";
}

/** Paths of the YAML files of `flows/<folder>/` below `root`, in order; none where there is no such folder. */
export function dataFiles(root: string, folder: string): readonly string[] {
  const path = join(root, "flows", folder);
  if (!existsSync(path)) return [];
  return readdirSync(path)
    .filter((name) => name.endsWith(".yaml"))
    .sort()
    .map((name) => join(path, name));
}

/** The checked content of a YAML file, which is called `name` where it is told of; throws a `CatalogueError`. */
export function readData<T>(file: string, name: string, schema: z.ZodType<T>): T {
  let content: unknown;
  try {
    content = parse(readFileSync(file, "utf8"));
  } catch (error) {
    throw new LearningDataError(
      `${name}: ${error instanceof Error ? error.message.split("\n")[0] : String(error)}`,
    );
  }
  const result = schema.safeParse(content);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  throw new LearningDataError(`${name}: ${issue?.path.join(".") ?? "top"}: ${issue?.message ?? "unusable"}`);
}

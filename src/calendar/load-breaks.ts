import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseYaml } from "../parsed.ts";
import type { SchoolBreaks } from "./school-breaks.ts";
import { breaksSchema } from "./school-breaks.ts";

/** Reads `flows/school-breaks.yaml` below `root`; one that cannot be used throws an error that names it and the place. */
export function loadBreaks(root: string): SchoolBreaks {
  const result = breaksSchema.safeParse(
    parseYaml(readFileSync(join(root, "flows", "school-breaks.yaml"), "utf8")),
  );
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  throw new Error(
    `flows/school-breaks.yaml: ${issue?.path.join(".") ?? ""}: ${issue?.message ?? "unusable"}`,
  );
}

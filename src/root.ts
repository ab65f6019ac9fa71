import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

function findRoot(from: string): string {
  if (existsSync(join(from, "flows", "restart.yaml"))) return from;
  const parent = dirname(from);
  if (parent === from) throw new Error("flows/restart.yaml not found above the program");
  return findRoot(parent);
}

/** The project's folder, the one that holds `flows/` and `locales/`, whether run from source or as compiled. */
export const ROOT: string = findRoot(dirname(fileURLToPath(import.meta.url)));

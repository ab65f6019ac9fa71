import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";

/** Files of a folder taken at most; a whole disk is nobody's evidence. */
const FILES_LIMIT = 1_000;

export type Listed =
  | { readonly kind: "file"; readonly path: string; readonly size: number }
  | {
      readonly kind: "unusable";
      readonly path: string;
      readonly why: "no-such-file" | "not-a-file" | "empty-folder";
    };

/** A path as the files it stands for: itself, or those of the folder and its folders, in order, hidden ones left out. */
export async function filesOf(path: string): Promise<readonly Listed[]> {
  const found = await stat(path).catch(() => null);
  if (found === null) return [{ kind: "unusable", path, why: "no-such-file" }];
  if (found.isFile()) return [{ kind: "file", path, size: found.size }];
  if (!found.isDirectory()) return [{ kind: "unusable", path, why: "not-a-file" }];
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter(
      (one) =>
        !one
          .slice(path.length)
          .split(/[\\/]/)
          .some((part) => part.startsWith(".")),
    )
    .sort()
    .slice(0, FILES_LIMIT);
  if (paths.length === 0) return [{ kind: "unusable", path, why: "empty-folder" }];
  return Promise.all(
    paths.map(async (one) => ({ kind: "file" as const, path: one, size: (await stat(one)).size })),
  );
}

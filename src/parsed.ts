import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { once } from "./once.ts";
import { ROOT } from "./root.ts";

/** Texts of YAML by their hash, parsed: what the build found. A text that is not among them is parsed as ever. */
const KEPT = join(ROOT, "dist", "parsed.json");

/** Folders whose files every start reads. */
const READ_AT_START = ["flows", "locales/fr", "locales/en"];

const kept = once((): Readonly<Record<string, unknown>> => {
  if (!existsSync(KEPT)) return {};
  try {
    return JSON.parse(readFileSync(KEPT, "utf8")) as Record<string, unknown>;
  } catch {
    // Cut short: as good as none.
    return {};
  }
});

function hash(text: string): string {
  return createHash("sha256").update(text).digest("base64url");
}

/** The content of a YAML text, as `yaml` parses it; a start reads many, and most were parsed by the build. Throws as `yaml` does. */
export function parseYaml(text: string): unknown {
  const key = hash(text);
  return Object.hasOwn(kept(), key) ? kept()[key] : parse(text);
}

/** Parses what every start reads and keeps it, if the folder can be written to. */
export function keepParsed(): void {
  const files = READ_AT_START.flatMap((folder) =>
    readdirSync(join(ROOT, folder))
      .filter((name) => name.endsWith(".yaml"))
      .map((name) => readFileSync(join(ROOT, folder, name), "utf8")),
  );
  const found = Object.fromEntries(files.map((text) => [hash(text), parse(text) as unknown]));
  mkdirSync(join(ROOT, "dist"), { recursive: true });
  writeFileSync(`${KEPT}.${process.pid}`, JSON.stringify(found));
  renameSync(`${KEPT}.${process.pid}`, KEPT);
}

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { examine } from "../../src/evidence/examine.ts";
import type { Ask, Examined } from "../../src/evidence/examine.ts";
import { toolsOf } from "../../src/examiner/tools.ts";
import type { DescribedFile } from "../../src/findings.ts";
import { describe, findingsSchema } from "../../src/findings.ts";
import { ROOT } from "../../src/root.ts";
import { loadTexts } from "../../src/texts.ts";

const catalogue = findingsSchema.parse(parse(readFileSync(join(ROOT, "flows", "findings.yaml"), "utf8")));
const texts = loadTexts(ROOT);

export const TODAY = "2026-09-15";

export type Judged = DescribedFile & {
  readonly codes: readonly string[];
  readonly severities: Readonly<Record<string, string>>;
  readonly examined: Examined;
  /** All that is said of the file, in both languages. */
  readonly said: string;
};

/** A content in pieces of a size; whole where none is given. */
export async function* inPieces(content: string | Uint8Array, size?: number): AsyncIterable<Uint8Array> {
  const bytes = Buffer.from(content);
  if (size === undefined) yield bytes;
  else for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

/** The whole judgement on a content: examined, then put into words with the real catalogue and texts. */
export async function judge(content: string | Uint8Array, more: Partial<Ask> = {}): Promise<Judged> {
  const examined = await examine(inPieces(content), { today: TODAY, seen: new Set(), ...toolsOf(), ...more });
  const french = describe(examined, catalogue, texts, "fr");
  return {
    ...french,
    examined,
    codes: french.findings.map((one) => one.code).sort(),
    severities: Object.fromEntries(french.findings.map((one) => [one.code, one.severity])),
    said: JSON.stringify([french, describe(examined, catalogue, texts, "en")]),
  };
}

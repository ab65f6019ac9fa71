import type { Line } from "../lines.ts";
import { plainLine } from "./plain-line.ts";

const BEGINS =
  /^(?:.{0,80}, )?(?:je vous prie|nous vous prions|veuillez|recevez|agreez|je vous adresse|nous vous adressons)\b/;
const WHOLE =
  /\b(?:agreer|agreez|recevoir|recevez|croire|accepter|adresse|adressons)\b.{0,200}\b(?:salutations?|sentiments?|consideration|respects?|devouement)\b/;

/** Where the formula of a letter that begins at line `at` ends, over up to three lines; `at` where none does. */
export function letterFormulaEnd(lines: readonly Line[], at: number): number {
  let joined = plainLine(lines[at]?.text ?? "");
  if (!BEGINS.test(joined)) return at;
  for (let end = at + 1; end <= at + 3; end++) {
    if (joined.length > 300) return at;
    if (WHOLE.test(joined)) return end;
    const next = plainLine(lines[end]?.text ?? "");
    if (next === "") return at;
    joined += ` ${next}`;
  }
  return at;
}

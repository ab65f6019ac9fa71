import { fold } from "../words.ts";

/** What is looked at of a line: no header, formula or notice is longer, and no pattern is asked about more. */
const LONGEST = 300;

/** A line as it is compared: lower case, no accents, plain apostrophes, single spaces, no marks of emphasis around. */
export function plainLine(text: string): string {
  return fold(text.slice(0, LONGEST))
    .replace(/[’‘`]/g, "'")
    .replace(/\s+/g, " ")
    .replace(/^[\s*_]+/, "")
    .replace(/[\s*_]+$/, "");
}

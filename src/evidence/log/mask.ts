import { ownCopy } from "./own-copy.ts";

/** What stands in a pattern for whatever changes from line to line. */
export const ANY = "*";

const DIGIT = /\d/;
/** Words with a figure in them, addresses and mail addresses are what changes; `#60` of an error's number is not. */
const VARIABLE = /https?:\/\/[^\s"'<>\])]+|[\w.+-]+@[\w.-]+|(?<![#\w])[\w./:+%~@-]*\d[\w./:+%~@-]*/g;

/** Words seen, so that each is looked at once; a log has few. */
const CACHE_LIMIT = 10_000;

/** Puts `*` in place of what changes in a line: one general set of masks for every log. */
export function newMask(): (line: string) => string[] {
  const cache = new Map<string, string>();
  return (line) => {
    const words = line.split(" ");
    let kept = 0;
    for (const word of words) {
      if (word === "") continue;
      let masked = cache.get(word);
      if (masked === undefined) {
        const variable = DIGIT.test(word) || word.includes("@") || word.includes("://");
        masked = variable ? word.replace(VARIABLE, ANY) : word;
        if (!variable && cache.size < CACHE_LIMIT) {
          masked = ownCopy(word);
          cache.set(masked, masked);
        }
      }
      words[kept] = masked;
      kept += 1;
    }
    words.length = kept;
    return words;
  };
}

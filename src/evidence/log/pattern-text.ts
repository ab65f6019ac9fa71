import { ANY } from "./mask.ts";

/** Names of programs' own parts: packages of Java, classes, exceptions. */
const PART =
  /^(?:(?:org|java|javax|sun|net\.sf|com\.sun)\.[\w.$]+|[A-Z]\w*(?:Exception|Error)|[A-Z]{2,12}(?:_[A-Z]{2,14})+)$/;

/**
 * A pattern as it may be shown: only words of computing and names of programs' parts; every other word may be
 * somebody's name and is put as `*`. Several in a row are one.
 */
export function patternText(words: readonly string[], known: ReadonlySet<string>): string {
  return words
    .map((word) =>
      word.replace(/[\p{L}\p{N}_$.]+(?:[-'’][\p{L}]+)*/gu, (part) => {
        const bare = part.replace(/^\.+|\.+$/g, "");
        return known.has(bare.toLowerCase()) || PART.test(bare) ? part : ANY;
      }),
    )
    .map((word) =>
      word.replace(/[^\p{L}\p{N}\s*_.:;,!?()[\]<>="'/\\|#&%+$-]/gu, "").replace(/\*+(?:[./:@-]*\*)+/g, ANY),
    )
    .join(" ")
    .replace(/\*(?: \*)+/g, ANY)
    .slice(0, 240);
}

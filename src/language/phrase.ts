import type { Words } from "./words.ts";
import { fold } from "./words.ts";

/**
 * A phrase as the data files write it, matched on whole words whatever the case, accents, apostrophes and hyphens:
 * `mot*` any ending · `mot?` may be missing · `(a|b c)` one of · `(a|b)?` · `..` up to four words of the same sentence ·
 * `^` and `$` the edges of a clause · `<name>` a group of words defined beside.
 */
export type Phrase = {
  readonly source: string;
  readonly regex: RegExp;
  /** Words it spells out: what typing mistakes are corrected towards. A stem ends in `*`. */
  readonly vocabulary: readonly string[];
};

/** First and last word (excluded) of a match. */
export type Match = { readonly from: number; readonly to: number };

export type Groups = Readonly<Record<string, string>>;

const ITEM = /\.\.|[()|^$]|[^\s()|^$]+/g;

/** A phrase that cannot be read: what is wrong with it, and which one. */
export class PhraseError extends Error {
  override readonly name = "PhraseError";
}

function expand(source: string, groups: Groups): string {
  return source.replace(/<([a-z_]+)>/g, (_, name: string) => {
    const group = groups[name];
    if (group === undefined) throw new PhraseError(`no group <${name}>: ${source}`);
    return `(${expand(group, groups)})`;
  });
}

/** Compiles a phrase; every quantifier is bounded or ends at a space, so matching stays linear in the text. */
export function phrase(source: string, groups: Groups = {}): Phrase {
  const plain = fold(expand(source, groups))
    .replace(/pronote\.net/g, "pronote\u0001net")
    .replace(/(?<=[a-z0-9])\.(?=[a-z0-9])/g, " ")
    .replace(/['’-]/g, " ")
    .replaceAll("\u0001", ".");
  const vocabulary: string[] = [];
  let regex = "";
  let depth = 0;
  for (const [item] of plain.matchAll(ITEM)) {
    if (item === "..") regex += "(?: [^ .]+){0,4}?";
    else if (item === "(") {
      regex += "(?:";
      depth += 1;
    } else if (item === ")") {
      regex += ")";
      depth -= 1;
    } else if (item === "|") regex += "|";
    else if (item === "^") regex += "(?<=^|[.,])";
    else if (item === "$") regex += "(?= [.,]| ?$)";
    else if (item === "?" && regex.endsWith(")")) regex += "?";
    else regex += word(item, source, vocabulary);
  }
  if (depth !== 0 || regex === "")
    throw new PhraseError(`brackets do not match, or nothing in it: ${source}`);
  return { source, regex: new RegExp(`${regex}(?= )`, "g"), vocabulary };
}

function word(item: string, source: string, vocabulary: string[]): string {
  const read = /^([a-z0-9_.]+)(\*?)(\??)$/.exec(item);
  if (read === null) throw new PhraseError(`« ${item} » is no word: ${source}`);
  const [, letters = "", star = "", optional = ""] = read;
  vocabulary.push(letters + star);
  const escaped = ` ${letters.replaceAll(".", "\\.")}${star === "" ? "(?= )" : "[^ ]*"}`;
  return optional === "" ? escaped : `(?:${escaped})?`;
}

/** Every match of a phrase, left to right. */
export function find({ regex }: Phrase, words: Words): Match[] {
  const found: Match[] = [];
  for (const match of words.canon.matchAll(regex)) {
    const from = words.at(match.index);
    const to = words.at(match.index + match[0].length);
    if (to > from) found.push({ from, to });
  }
  return found;
}

/** Whether any of the phrases matches. */
export function says(phrases: readonly Phrase[], words: Words): boolean {
  return phrases.some((one) => find(one, words).length > 0);
}

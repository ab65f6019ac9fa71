import type { FactRead } from "./facts.ts";

/** The 23 control letters of a UAI, by remainder: I, O and Q are not used. */
const LETTERS = "ABCDEFGHJKLMNPRSTUVWXYZ";

/** Whether `text` is a UAI (RNE) in upper case: seven digits and the letter of their remainder by 23. */
export function isUai(text: string): boolean {
  return /^\d{7}[A-Z]$/.test(text) && LETTERS.charAt(Number(text.slice(0, 7)) % 23) === text.charAt(7);
}

/** Seven digits and a letter, typed together or with a space before a capital. */
const LIKE = /(?<![\p{L}\p{N}._/-])(\d{7})(?:[ -]?([A-Z])|([a-z]))(?![\p{L}\p{N}_]|\.[a-z])/gu;

/**
 * The UAI a text gives, in upper case. With a wrong control letter it is none and is reported as `invalid`, as it
 * stands in the text; two different ones give none.
 */
export function readUai(text: string): { readonly read: FactRead | null; readonly invalid: string | null } {
  const found = new Map<string, FactRead>();
  let invalid: string | null = null;
  for (const match of text.matchAll(LIKE)) {
    const value = `${match[1]}${match[2] ?? match[3] ?? ""}`.toUpperCase();
    if (isUai(value)) {
      found.set(value, { value, span: [match.index, match.index + match[0].length], text: match[0] });
    } else if (match[0].length === 8) invalid ??= match[0];
  }
  const [first] = found.values();
  return {
    read: found.size === 1 && first !== undefined ? first : null,
    invalid: found.size > 0 ? null : invalid,
  };
}

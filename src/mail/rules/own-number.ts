/** A case number as the program gives it: six of Crockford's characters. */
const NUMBER = /(?<![\p{L}\p{N}-])PSL-[0-9A-HJKMNP-TV-Z]{6}(?![\p{L}\p{N}-])/iu;

/** The program's own case number in a text, in upper case, or null. Anybody can write one: it proves nothing. */
export function ownNumber(text: string): string | null {
  return NUMBER.exec(text)?.[0].toUpperCase() ?? null;
}

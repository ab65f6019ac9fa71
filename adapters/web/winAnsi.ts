/** What the fonts every PDF reader has can show beside Latin-1: the upper half of Windows-1252 (ISO 32000-1, annex D.2). */
const BESIDE_LATIN = new Set("ƒ–—‘’‚“”„†‡•…€‰‹›ˆ™Œœ˜ŠšŸŽž");

/** What stands for a character they do not have. */
const INSTEAD: Readonly<Record<string, string>> = {
  "\u202F": "\u00A0",
  "\u2009": " ",
  "\u2011": "-",
  "\u2212": "-",
  "\t": "  ",
  "→": "->",
  "≤": "<=",
  "≥": ">=",
};

function shown(character: string): string {
  const instead = INSTEAD[character];
  if (instead !== undefined) return instead;
  if (character === "\n" || /[ -~\u00A0-\u00FF]/.test(character) || BESIDE_LATIN.has(character))
    return character;
  // Accents a letter does not have there, marks of direction, joiners and the like say nothing by themselves.
  return /[\p{M}\p{C}]/u.test(character) ? "" : "?";
}

/** A text in the characters of the standard fonts of PDF; what has no like among them is a question mark. */
export function winAnsi(text: string): string {
  return [...text.normalize("NFC")].map(shown).join("");
}

/** What Discord makes a link of by itself: marks in it stay as they are, or the link would break. */
const ADDRESS = /https?:\/\/[^\s<>]+/g;

/** Words as words: nothing in them becomes a mark, a mention or a link with a false label. */
export function escapeText(text: string): string {
  let shown = "";
  let from = 0;
  for (const match of text.matchAll(ADDRESS)) {
    shown += escaped(text.slice(from, match.index)) + match[0];
    from = match.index + match[0].length;
  }
  return shown + escaped(text.slice(from));
}

/** Marks that count only where a line begins: lists, headings, quotes, small print. */
export function escapeLineStart(text: string): string {
  return text.replace(/^([ \t]*)([>#+-]|\d+(?=[.)]))/gm, (_, blanks: string, mark: string) =>
    /\d/.test(mark) ? `${blanks}${mark}\\` : `${blanks}\\${mark}`,
  );
}

function escaped(text: string): string {
  return text.replace(/[\\*_~|`<[\]]/g, "\\$&");
}

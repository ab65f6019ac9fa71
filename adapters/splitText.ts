/** Where a text may be parted, the best first: between paragraphs, lines, sentences, words, anywhere. */
const SEAMS = [/\n{2,}/g, /\n/g, /(?<=[.!?…;:»])\s+/g, /\s+/g] as const;

/**
 * Parts a Markdown text so that each part is within a platform's limit: at the end of a paragraph where it can be, else of a
 * line, a sentence, a word. `measure`: how long a part is once it is rendered. Nothing but blanks at the seams is lost.
 */
export function splitText(
  text: string,
  limit: number,
  measure: (part: string) => number = (part) => part.length,
): readonly string[] {
  const parts: string[] = [];
  let rest = text.trim();
  while (measure(rest) > limit) {
    const cut = bestCut(rest, limit, measure);
    parts.push(rest.slice(0, cut).trimEnd());
    rest = rest.slice(cut).trimStart();
  }
  if (rest !== "" || parts.length === 0) parts.push(rest);
  return parts;
}

function bestCut(text: string, limit: number, measure: (part: string) => number): number {
  for (const seam of SEAMS) {
    let best = 0;
    for (const { index } of text.matchAll(seam)) {
      if (index === 0) continue;
      if (measure(text.slice(0, index)) > limit) break;
      best = index;
    }
    if (best > 0) return best;
  }
  return longestWithin(text, limit, measure);
}

/** A word longer than the limit: as many characters as go in, a pair of surrogates kept whole; at least one. */
function longestWithin(text: string, limit: number, measure: (part: string) => number): number {
  let low = 1;
  let high = text.length;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (measure(text.slice(0, middle)) <= limit) low = middle;
    else high = middle - 1;
  }
  const code = text.charCodeAt(low - 1);
  const splitsPair = code >= 0xd800 && code <= 0xdbff && low < text.length;
  return splitsPair ? Math.max(low - 1, 2) : low;
}

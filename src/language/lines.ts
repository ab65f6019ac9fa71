/** A stretch of a text: where it begins, and where what follows it begins. */
export type Span = readonly [start: number, end: number];

/** One line of a text without its break, and where it stands. */
export type Line = { readonly text: string; readonly start: number; readonly end: number };

/** The lines of a text, whatever breaks them: at least one, the last one empty where the text ends with a break. */
export function linesOf(text: string): readonly Line[] {
  const lines: Line[] = [];
  let start = 0;
  for (const { 0: sign, index } of text.matchAll(/\r\n|\n|\r/g)) {
    lines.push({ text: text.slice(start, index), start, end: index });
    start = index + sign.length;
  }
  lines.push({ text: text.slice(start), start, end: text.length });
  return lines;
}

/** Spaces for every character that breaks no line: what follows keeps its offset. */
function spaces(text: string): string {
  // Without the flag `s` a point is all but the four line breaks of JavaScript; without `u`, half a pair is one.
  return text.replace(/./g, " ");
}

/** The text with all but the spans blanked; they come in order and apart. */
export function kept(text: string, spans: readonly Span[]): string {
  let made = "";
  let at = 0;
  for (const [start, end] of spans) {
    made += spaces(text.slice(at, start)) + text.slice(start, end);
    at = end;
  }
  return made + spaces(text.slice(at));
}

/** The text with the spans blanked; they come in order and apart. */
export function blanked(text: string, spans: readonly Span[]): string {
  let made = "";
  let at = 0;
  for (const [start, end] of spans) {
    made += text.slice(at, start) + spaces(text.slice(start, end));
    at = end;
  }
  return made + text.slice(at);
}

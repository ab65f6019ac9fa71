import type { Span } from "../lines.ts";

/** A trace of a browser (HAR 1.2) and a CAS answer in JSON (CAS Protocol 3.0.3 §2.5.1). */
const START = /\{\s{0,40}"(?:log|serviceResponse)"\s{0,8}:\s{0,8}\{/g;

/** Where the object that begins at `start` ends; -1 where it was cut short. */
function objectEnd(text: string, start: number): number {
  let depth = 0;
  let quoted = false;
  for (let at = start; at < text.length; at++) {
    const sign = text.charAt(at);
    if (quoted) {
      if (sign === "\\") at += 1;
      else if (sign === '"') quoted = false;
    } else if (sign === '"') quoted = true;
    else if (sign === "{" || sign === "[") depth += 1;
    else if (sign === "}" || sign === "]") {
      depth -= 1;
      if (depth === 0) return at + 1;
    }
  }
  return -1;
}

/** Where the last line ends that reads as a part of an object. */
function lastLike(text: string, start: number): number {
  let end = text.length;
  while (end > start) {
    const from = Math.max(start, text.lastIndexOf("\n", end - 1) + 1);
    const line = text.slice(from, end).trimEnd();
    if (/[{}[\]",:]$|"\s{0,8}:/.test(line.slice(-2000))) return from + line.length;
    end = from - 1;
  }
  return start;
}

/** Where traces and CAS answers in JSON stand in a text, cut short or whole. In order and apart. */
export function jsonIn(text: string): readonly Span[] {
  const spans: Span[] = [];
  let least = 0;
  for (const { index } of text.matchAll(START)) {
    if (index < least) continue;
    const end = objectEnd(text, index);
    spans.push([index, end < 0 ? lastLike(text, index) : end]);
    if (end < 0) break;
    least = end;
  }
  return spans;
}

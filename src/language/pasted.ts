import type { Line, Span } from "./lines.ts";
import { blanked, linesOf } from "./lines.ts";
import { failureRowsIn } from "./paste/failure-rows.ts";
import { headStart, oldAnswersIn } from "./paste/http-answer.ts";
import { jsonIn } from "./paste/json-documents.ts";
import { logLinesIn } from "./paste/log-lines.ts";
import { markupIn } from "./paste/markup.ts";

/** A message parted into what was pasted and what was said. */
export type Pasted = {
  /** What is to be examined as a file: its blocks in their order, one below the other. */
  readonly evidence: string;
  /** The message as long as it was, the blocks put as spaces: what is read in it stands where it stood. */
  readonly rest: string;
};

/**
 * What of a message is a file's content rather than words: answers of CAS and SAML, pages and other XML, traces, lines
 * of logs, rows of failures. Null where it is words alone, though they quote a screen, an address, a code or a tag.
 * Pure, linear.
 */
export function pastedEvidence(text: string): Pasted | null {
  const lines = linesOf(text);
  const found = [
    ...markupIn(text),
    ...jsonIn(text),
    ...logLinesIn(lines),
    ...failureRowsIn(lines),
    ...oldAnswersIn(lines),
  ];
  if (found.length === 0) return null;
  const blocks = joined(
    text,
    found.map((one) => withHead(lines, one)),
  );
  return {
    evidence: blocks.map(([start, end]) => text.slice(start, end)).join("\n"),
    rest: blanked(
      text,
      joined(
        text,
        blocks.map((one) => withFence(lines, one)),
      ),
    ),
  };
}

/** Blocks in order; those that touch, or have nothing but a break between them, are one. */
function joined(text: string, spans: readonly Span[]): readonly Span[] {
  const blocks: Span[] = [];
  for (const [start, end] of [...spans].sort((a, b) => a[0] - b[0])) {
    const last = blocks.at(-1);
    if (last !== undefined && (start <= last[1] || text.slice(last[1], start).trim() === ""))
      blocks[blocks.length - 1] = [last[0], Math.max(last[1], end)];
    else blocks.push([start, end]);
  }
  return blocks;
}

/** The number of the line an offset is in. */
function lineAt(lines: readonly Line[], offset: number): number {
  let low = 0;
  let high = lines.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((lines[middle]?.start ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** A block with the head of the HTTP answer it is the body of. */
function withHead(lines: readonly Line[], [start, end]: Span): Span {
  const at = lineAt(lines, start);
  const head = headStart(lines, at);
  return [head < at ? (lines[head]?.start ?? start) : start, end];
}

/** A block with the fence of Markdown around it: it is neither said nor pasted. */
function withFence(lines: readonly Line[], [start, end]: Span): Span {
  const fence = /^\s{0,3}(?:`{3,}|~{3,})[\w-]{0,20}\s*$/;
  const above = lines[lineAt(lines, start) - 1];
  const below = lines[lineAt(lines, end) + 1];
  if (above === undefined || below === undefined || !fence.test(above.text) || !fence.test(below.text))
    return [start, end];
  return [above.start, below.end];
}

import type { Language } from "../../message.ts";
import type { Block, Document, Inline } from "./document.ts";

/** Between the French of a letter and its English. */
const RULE = /^-{5,}$/;
const BULLET = /^[-•] +/;
const NUMBER = /^(\d{1,3})[.)] +/;
const QUOTE = /^> ?/;
/** An address in running text; what ends a sentence is not part of it. */
const ADDRESS = /https?:\/\/[^\s<>"«»]*[^\s<>"«».,;:!?)\]}]/g;

/**
 * A letter, plain text as a person reads it over and may have changed it, as a document: a line that begins with « - » or a
 * number is of a list, one with « > » is quoted, dashes alone are a rule, empty lines part paragraphs, and every other line
 * ends where it was ended. Nothing else is a mark: what was typed is shown as it was.
 *
 * `languages`: of what stands before the first rule, and after it.
 */
export function documentOfLetter(text: string, languages: readonly Language[]): Document {
  const lines = text.replace(/\r\n?/g, "\n").split("\n");
  const [first = "fr", second] = languages;
  const at = second === undefined ? -1 : lines.findIndex((line) => RULE.test(line.trim()));
  if (second === undefined || at === -1) return [section(first, lines)];
  return [section(first, lines.slice(0, at)), { kind: "rule" }, section(second, lines.slice(at + 1))];
}

function section(language: Language, lines: readonly string[]): Block {
  return { kind: "section", language, blocks: blocksOf(lines) };
}

type LineKind = "empty" | "rule" | "quote" | "bullet" | "number" | "words";

function kindOf(line: string): LineKind {
  if (line.trim() === "") return "empty";
  if (RULE.test(line.trim())) return "rule";
  if (QUOTE.test(line)) return "quote";
  if (BULLET.test(line)) return "bullet";
  return NUMBER.test(line) ? "number" : "words";
}

function blocksOf(lines: readonly string[]): readonly Block[] {
  const blocks: Block[] = [];
  for (let from = 0; from < lines.length;) {
    const kind = kindOf(lines[from] ?? "");
    const to = endOf(kind, lines, from);
    const run = lines.slice(from, to);
    if (kind !== "empty") blocks.push(blockOf(kind, run));
    from = to;
  }
  return blocks;
}

/** Where the run of lines that begins at `from` ends; an indented line goes on with the item above it. */
function endOf(kind: LineKind, lines: readonly string[], from: number): number {
  const itemised = kind === "bullet" || kind === "number";
  let to = from + 1;
  if (kind === "rule") return to;
  for (; to < lines.length; to++) {
    const line = lines[to] ?? "";
    const goesOn = itemised && /^\s+\S/.test(line);
    if (kindOf(line) !== kind && !goesOn) break;
  }
  return to;
}

function blockOf(kind: Exclude<LineKind, "empty">, run: readonly string[]): Block {
  switch (kind) {
    case "rule":
      return { kind: "rule" };
    case "quote":
      return { kind: "quote", blocks: blocksOf(run.map((line) => line.replace(QUOTE, ""))) };
    case "words":
      return { kind: "paragraph", inside: sentences(run) };
    case "bullet":
    case "number": {
      const mark = kind === "bullet" ? BULLET : NUMBER;
      const start = kind === "bullet" ? null : Number(NUMBER.exec(run[0] ?? "")?.[1] ?? 1);
      return { kind: "list", start, items: itemsOf(run, mark) };
    }
  }
}

function itemsOf(run: readonly string[], mark: RegExp): readonly (readonly Block[])[] {
  const items: string[][] = [];
  for (const line of run) {
    if (mark.test(line)) items.push([line.replace(mark, "")]);
    else items.at(-1)?.push(line.trim());
  }
  return items.map((lines) => [{ kind: "paragraph", inside: sentences(lines) }]);
}

function sentences(lines: readonly string[]): readonly Inline[] {
  return lines.flatMap((line, at): readonly Inline[] =>
    at === 0 ? linked(line) : [{ kind: "break" }, ...linked(line)],
  );
}

/** A line whose addresses can be followed. */
function linked(line: string): readonly Inline[] {
  const inlines: Inline[] = [];
  let from = 0;
  for (const { 0: url, index } of line.matchAll(ADDRESS)) {
    if (index > from) inlines.push({ kind: "text", text: line.slice(from, index) });
    inlines.push({ kind: "link", url, inside: [{ kind: "text", text: url }] });
    from = index + url.length;
  }
  if (from < line.length) inlines.push({ kind: "text", text: line.slice(from) });
  return inlines;
}

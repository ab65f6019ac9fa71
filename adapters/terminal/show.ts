import type { Choice, Draft, Figure, FigureTable, Message, Output } from "../../src/message.ts";
import type { Style } from "./markdownText.ts";
import { markdownText } from "./markdownText.ts";

/** The adapter's own few words, in the person's language. */
export type Words = (key: string, values?: Readonly<Record<string, string | number>>) => string;

/** A figure in rows, in the person's language. */
export type Rows = (figure: Figure) => FigureTable;

/** One thing said, as lines: the text, and below it the choices with the number to type for each. */
export function show(
  output: Output,
  width: number,
  style: Style,
  words: Words,
  rows: Rows,
): readonly string[] {
  if (output.type === "ticket") return markdownText(output.text, width, style);
  const text =
    output.type === "draft" ? letter(output, width, style, words) : markdownText(output.text, width, style);
  const figure =
    output.type === "message" && output.figure !== undefined ? tableLines(rows(output.figure), width) : [];
  return [...text, ...figure, ...choiceLines(output, width, style)];
}

/** A figure's rows as aligned columns; what is too wide for the terminal is cut. */
function tableLines({ heading, rows }: FigureTable, width: number): readonly string[] {
  const widths = heading.map((_, at) =>
    Math.min(44, Math.max(...[heading, ...rows].map((row) => (row[at] ?? "").length))),
  );
  return [heading, ...rows].map((row) =>
    row
      .map((cell, at) => (cell.length > 44 ? `${cell.slice(0, 43)}…` : cell).padEnd(widths[at] ?? 0))
      .join("  ")
      .trimEnd()
      .slice(0, width),
  );
}

function choiceLines(output: Message | Draft, width: number, style: Style): readonly string[] {
  if (output.choices.length === 0) return [];
  const digits = String(output.choices.length).length;
  const lines = output.choices.flatMap((choice: Choice, index) => {
    const mark = `  ${String(index + 1).padStart(digits)}  `;
    const label = markdownText(choice.label, width - mark.length, style);
    return label.map((line, row) => (row === 0 ? style.bold(mark) : " ".repeat(mark.length)) + line);
  });
  return ["", ...lines];
}

/** A draft as it would leave: whom it goes to, then its text behind a rule, then what was hidden in it. */
function letter(draft: Draft, width: number, style: Style, words: Words): readonly string[] {
  const heads = [
    draft.to === null ? null : words("terminal.to", { to: draft.to }),
    draft.phone === null ? null : words("terminal.phone", { phone: draft.phone }),
    draft.form === null ? null : words("terminal.form", { form: draft.form }),
    draft.subject === "" ? null : words("terminal.subject", { subject: draft.subject }),
  ].filter((line) => line !== null);
  const hidden = draft.hidden.reduce((sum, one) => sum + one.count, 0);
  const body = draft.body.split("\n").flatMap((line) => (line === "" ? [""] : plain(line, width - 2)));
  return [
    ...heads.flatMap((line) => markdownText(line, width, style)),
    "",
    ...body.map((line) => `${style.dim("│")} ${line}`),
    ...(hidden === 0 ? [] : ["", ...markdownText(words("terminal.hidden", { count: hidden }), width, style)]),
  ];
}

/** A line of a mail is not Markdown: only folded, never restyled. */
function plain(line: string, width: number): readonly string[] {
  const words = line.split(" ");
  const lines: string[] = [];
  let current = "";
  for (const word of words) {
    if (current !== "" && current.length + word.length + 1 > width) {
      lines.push(current);
      current = word;
    } else current = current === "" ? word : `${current} ${word}`;
  }
  return [...lines, current];
}

import type { FigureTable } from "../message.ts";

/**
 * A table as lines of text no wider than `width`, words only where a word is not: in columns; with its headings numbered and
 * told above them where those are what is too wide; else a row each with its headings. `wrap` folds a line.
 */
export function tableLines(
  table: FigureTable,
  width: number,
  wrap: (text: string, width: number) => readonly string[],
): readonly string[] {
  const whole = columns(table);
  if (fits(whole, width)) return whole;
  const [first = "", ...others] = table.heading;
  const numbered = columns({ ...table, heading: [first, ...others.map((_, at) => `[${at + 1}]`)] });
  if (fits(numbered, width)) {
    const legend = others.flatMap((words, at) => hanging(`[${at + 1}] `, wrap(words, width - 4)));
    return [...legend, "", ...numbered];
  }
  return table.rows.flatMap((row) => {
    const told = row.map((cell, at) => `${table.heading[at] ?? ""} ${cell}`.trim()).join(" · ");
    return hanging("- ", wrap(told, width - 2));
  });
}

/** Lines that begin under the mark of the first. */
export function hanging(mark: string, lines: readonly string[]): readonly string[] {
  const indent = " ".repeat(mark.length);
  return lines.map((line, at) => ((at === 0 ? mark : indent) + line).trimEnd());
}

function fits(lines: readonly string[], width: number): boolean {
  return lines.every((line) => line.length <= width);
}

function columns({ heading, rows }: FigureTable): readonly string[] {
  const all = [heading, ...rows];
  const widths = heading.map((_, at) => Math.max(...all.map((row) => row[at]?.length ?? 0)));
  return all.map((row) =>
    row
      .map((cell, at) => cell.padEnd(widths[at] ?? 0))
      .join("  ")
      .trimEnd(),
  );
}

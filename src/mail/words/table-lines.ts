import type { FigureTable } from "../../message.ts";

/** A table in columns for letters of one width. */
export function columnLines({ heading, rows }: FigureTable): readonly string[] {
  const all = [heading, ...rows];
  const widths = heading.map((_, at) => Math.max(...all.map((row) => row[at]?.length ?? 0)));
  return all.map((row) =>
    row
      .map((cell, at) => cell.padEnd(widths[at] ?? 0))
      .join("  ")
      .trimEnd(),
  );
}

/** A table as lines of text: in columns where those are no wider than `width`, else a row each, told with its headings. */
export function tableLines(
  table: FigureTable,
  width: number,
  wrap: (text: string, width: number) => readonly string[],
): readonly string[] {
  const lines = columnLines(table);
  if (lines.every((line) => line.length <= width)) return lines;
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

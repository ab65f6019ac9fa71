import type { FigureTable } from "../src/message.ts";

/**
 * A figure in rows where no table can be drawn. `columns`: lines for letters of one width, with the headings that took too
 * much room numbered in them and told in `legend`. `items`: a row each, where even so it is too wide.
 */
export type FigureLines =
  | { readonly kind: "columns"; readonly legend: readonly string[]; readonly lines: string }
  | { readonly kind: "items"; readonly items: readonly string[] };

/** `widest`: characters of a line that do not fold on a telephone. Nothing of the table is lost. */
export function figureLines(table: FigureTable, widest: number): FigureLines {
  const [first = "", ...others] = table.heading;
  const whole = columns(table);
  if (within(whole, widest)) return { kind: "columns", legend: [], lines: whole.join("\n") };
  const numbered = columns({ ...table, heading: [first, ...others.map((_, at) => String(at + 1))] });
  if (within(numbered, widest)) return { kind: "columns", legend: others, lines: numbered.join("\n") };
  const items = table.rows.map((row) =>
    row.map((cell, at) => `${table.heading[at] ?? ""} ${cell}`.trim()).join(" · "),
  );
  return { kind: "items", items };
}

function within(lines: readonly string[], widest: number): boolean {
  return lines.every((line) => line.length <= widest);
}

function columns({ heading, rows }: FigureTable): readonly string[] {
  const lines = [heading, ...rows].map((row) => row.map((cell) => cell.replace(/\s+/g, " ")));
  const widths = heading.map((_, at) => Math.max(...lines.map((line) => line[at]?.length ?? 0)));
  return lines.map((line) =>
    line
      .map((cell, at) => cell.padEnd(widths[at] ?? 0))
      .join("  ")
      .trimEnd(),
  );
}

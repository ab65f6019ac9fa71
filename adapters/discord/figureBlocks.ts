import type { FigureTable } from "../../src/message.ts";
import type { Block } from "./discordText.ts";
import { escapeText } from "./escapeText.ts";

/** Columns wider than this fold on a telephone: each row is then a line of a list. */
const WIDEST = 60;

/** A figure in rows: Discord shows no SVG, so what a picture would tell is told in columns. */
export function figureBlocks(title: string, { heading, rows }: FigureTable): readonly Block[] {
  const head: Block = { kind: "text", text: `**${escapeText(title)}**` };
  if (rows.length === 0) return [head];
  const widths = heading.map((_, at) => Math.max(...[heading, ...rows].map((row) => (row[at] ?? "").length)));
  const width = widths.reduce((sum, one) => sum + one + 2, 0);
  if (width > WIDEST) {
    const lines = rows.map((row) => {
      const cells = row.map((cell, at) => `${escapeText(heading[at] ?? "")} ${escapeText(cell)}`);
      return `- ${cells.join(" · ")}`;
    });
    return [head, { kind: "text", text: lines.join("\n") }];
  }
  const lines = [heading, ...rows].map((row) =>
    row
      .map((cell, at) => cell.padEnd(widths[at] ?? 0))
      .join("  ")
      .trimEnd(),
  );
  return [head, { kind: "code", text: lines.join("\n") }];
}

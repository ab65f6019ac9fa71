import type { FigureTable } from "../../src/message.ts";
import { figureLines } from "../figureLines.ts";
import type { Block } from "./discordText.ts";
import { escapeText } from "./escapeText.ts";

/** Columns wider than this fold on a telephone. */
const WIDEST = 60;

/**
 * A figure in rows: Discord shows no SVG, so what a picture would tell is told in columns, or row by row where they are wide.
 * Its title stands above them, unless `text`, what is said before it, is that title.
 */
export function figureBlocks(title: string, table: FigureTable, text: string): readonly Block[] {
  const head: readonly Block[] = text.includes(title)
    ? []
    : [{ kind: "text", text: `**${escapeText(title)}**` }];
  if (table.rows.length === 0) return head;
  const told = figureLines(table, WIDEST);
  if (told.kind === "items") {
    return [...head, { kind: "text", text: told.items.map((item) => `- ${escapeText(item)}`).join("\n") }];
  }
  const legend = told.legend.map((heading, at) => `${at + 1}. ${escapeText(heading)}`).join("\n");
  return [
    ...head,
    ...(legend === "" ? [] : [{ kind: "text", text: legend } as const]),
    { kind: "code", text: told.lines },
  ];
}

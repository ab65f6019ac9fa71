import type { Figure, FigureTable } from "../../src/message.ts";
import { figureLines } from "../figureLines.ts";
import { asWritten } from "./asWritten.ts";
import { codeParts } from "./markdownSections.ts";
import type { Piece } from "./piece.ts";
import { markdownPieces, sectionPiece } from "./piece.ts";

/** Characters of one width in a line of Slack's column on a telephone held upright, and some: it can be scrolled. */
const WIDEST = 60;

/**
 * Slack shows no SVG: a figure is its rows, in columns, in letters of one width; in a list where they are too wide. Its title
 * stands above them, unless `text`, what is said before it, is that title.
 */
export function figurePieces(figure: Figure, table: FigureTable, text: string): readonly Piece[] {
  const told = figureLines(table, WIDEST);
  const title = text.includes(figure.title) ? [] : markdownPieces(`**${asWritten(figure.title)}**`);
  if (told.kind === "items") {
    return [...title, ...markdownPieces(told.items.map((item) => `- ${asWritten(item)}`).join("\n"))];
  }
  const legend = told.legend.map((heading, at) => `${at + 1}. ${asWritten(heading)}`);
  return [...title, ...markdownPieces(legend.join("\n")), ...codeParts(told.lines).map(sectionPiece)];
}

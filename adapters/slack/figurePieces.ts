import type { Figure, FigureTable } from "../../src/message.ts";
import { asWritten } from "./asWritten.ts";
import { cutText } from "./escapeText.ts";
import { codeParts } from "./markdownSections.ts";
import type { Piece } from "./piece.ts";
import { markdownPieces, sectionPiece } from "./piece.ts";

const WIDEST_CELL = 40;

/** Slack shows no SVG: a figure is its rows, in columns, in letters of one width. */
export function figurePieces(figure: Figure, table: FigureTable): readonly Piece[] {
  return [
    ...markdownPieces(`**${asWritten(figure.title)}**`),
    ...codeParts(columns(table)).map(sectionPiece),
  ];
}

function columns({ heading, rows }: FigureTable): string {
  const lines = [heading, ...rows].map((row) =>
    row.map((cell) => cutText(cell.replace(/\s+/g, " "), WIDEST_CELL)),
  );
  const widths = heading.map((_, at) => Math.max(...lines.map((line) => line[at]?.length ?? 0)));
  return lines
    .map((line) =>
      line
        .map((cell, at) => cell.padEnd(widths[at] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

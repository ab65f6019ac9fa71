import type { Figure, FigureTable } from "../../src/message.ts";
import type { CardElement, TableRow } from "./cards.ts";
import { bytesOf } from "./cards.ts";
import { escaped } from "./cardText.ts";
import { LIMITS } from "./limits.ts";
import { cut } from "./renderChoices.ts";

/** A figure as a table, or as several where it is long: Teams draws no SVG picture, and a table is read aloud. */
export function renderFigure(figure: Figure, { heading, rows }: FigureTable): readonly CardElement[] {
  const head = rowOf(heading);
  const tables: TableRow[][] = [[head]];
  let size = bytesOf(head);
  for (const row of rows.map((cells) => rowOf(heading.map((_, at) => cells[at] ?? "")))) {
    const more = bytesOf(row);
    if (size + more > LIMITS.table) {
      tables.push([head]);
      size = bytesOf(head);
    }
    tables.at(-1)?.push(row);
    size += more;
  }
  return [
    { type: "TextBlock", text: escaped(figure.title), wrap: true, weight: "Bolder" },
    ...tables.map((lines): CardElement => ({
      type: "Table",
      firstRowAsHeaders: true,
      columns: heading.map(() => ({ width: 1 })),
      rows: lines,
    })),
  ];
}

function rowOf(cells: readonly string[]): TableRow {
  return {
    type: "TableRow",
    cells: cells.map((text) => ({
      type: "TableCell",
      items: [{ type: "TextBlock", text: escaped(cut(text, LIMITS.cell)), wrap: true }],
    })),
  };
}

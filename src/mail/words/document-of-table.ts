import type { FigureTable } from "../../message.ts";
import type { Block, Document } from "./document.ts";
import { paragraph } from "./document.ts";

/** Letters of all headings together that stand side by side on a telephone. */
const NARROW = 40;

/** A table; headings that are sentences are told in a list before it, and their numbers stand over the columns. */
export function documentOfTable(title: string | null, table: FigureTable): Document {
  const [first = "", ...others] = table.heading;
  if (table.heading.join("").length <= NARROW) return [{ kind: "table", title, table }];
  const numbers = others.map((_, at) => String(at + 1));
  const legend: Block = { kind: "list", start: 1, items: others.map((words) => [paragraph(words)]) };
  const named: Document =
    title === null
      ? []
      : [{ kind: "paragraph", inside: [{ kind: "strong", inside: [{ kind: "text", text: title }] }] }];
  return [
    ...named,
    legend,
    { kind: "table", title: null, table: { heading: [first, ...numbers], rows: table.rows } },
  ];
}

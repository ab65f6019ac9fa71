import { Readable } from "node:stream";
import { parse } from "csv-parse";
import type { Artefact, Head } from "./artefact.ts";
import { columnsOf } from "./columns.ts";
import { failureHeading, newFailureTally, pastedCertainty } from "./failure-tally.ts";
import { examined, found } from "./finding.ts";
import { eachLine } from "./log/lines.ts";

const NAMED = /\be(?:CAS|EduConnect)_\w+|\bPersonnelVSEtDirection\b/i;

/** Longest list read, in characters. */
const LIST_LIMIT = 64 * 2 ** 20;

/** A table whose heading names a code, and whose rows hold codes there. */
function isTable(head: Head): boolean {
  const columns = columnsOf(head.text, head.whole);
  const heading = columns === null ? null : failureHeading(columns.rows[0] ?? []);
  if (columns === null || heading === null) return false;
  const cells = columns.rows.slice(1).map((row) => (row[heading.code] ?? "").trim());
  const codes = cells.filter((cell) => /^"?\d{1,2}"?$/.test(cell) && Number(cell.replaceAll('"', "")) <= 37);
  return codes.length * 2 > cells.length;
}

/** PRONOTE's list of failed sign-ons: CSV, or rows pasted, with its codes 0–37 or their names. */
export const failuresList: Artefact = {
  recognise(head) {
    if (head.byBytes !== null) return 0;
    if (NAMED.test(head.text)) return 0.85;
    return isTable(head) ? 0.75 : pastedCertainty(head.text);
  },
  async examine(source, { knowledge }) {
    const tally = newFailureTally(knowledge);
    const sign = columnsOf(source.head.text, source.head.whole)?.sign;
    let characters = 0;
    async function* capped(): AsyncIterable<string> {
      for await (const piece of source.text()) {
        characters += piece.length;
        if (characters > LIST_LIMIT) return;
        yield piece;
      }
    }
    if (sign === undefined) await eachLine(capped(), tally.line);
    else {
      const rows = Readable.from(capped()).pipe(
        parse({
          delimiter: sign,
          bom: true,
          relax_quotes: true,
          relax_column_count: true,
          skip_empty_lines: true,
          skip_records_with_error: true,
          max_record_size: 65_536,
        }),
      );
      for await (const cells of rows as AsyncIterable<string[]>) tally.row(cells);
    }
    const result = tally.end("failures-list");
    if (characters <= LIST_LIMIT) return result;
    const late = found("limits-exceeded", { values: { what: "size", line: 1, column: 1 } });
    return examined("failures-list", [late, ...result.found], { summary: result.summary });
  },
};

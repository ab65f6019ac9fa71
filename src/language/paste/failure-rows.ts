import type { Line, Span } from "../lines.ts";
import { fold } from "../words.ts";

/** What parts columns copied from PRONOTE or a spreadsheet; with a space before it, a semicolon parts sentences. */
const SIGNS = ["\t", ";"] as const;
const SENTENCES = /\s;/;

/** Headings of the list: what the failure is called there, and how often it was. */
const HEADING =
  /^(?:n° ?)?(?:code|erreur|echec|motif|raison|error|failure|type)(?:[ ](?:d')?(?:erreur|echec|cas|sso))*$/;

/** PRONOTE's names of failures, and its codes: 0 to 37. */
const NAMED = /\be(?:CAS|EduConnect)_\w/;
const CODE = /^"?(?:[0-9]|[12][0-9]|3[0-7])"?$/;

const LONGEST = 2_000;

function cellsOf({ text }: Line): { readonly sign: string; readonly cells: readonly string[] } | null {
  if (text.length > LONGEST || SENTENCES.test(text.replaceAll("\t", ""))) return null;
  const sign = SIGNS.find((one) => text.trim().includes(one));
  if (sign === undefined) return null;
  return { sign, cells: text.split(sign).map((cell) => cell.trim()) };
}

/** Whether rows are of failures: a heading says so, a row names one, or each has a code in the same column. */
function areFailures(rows: readonly (readonly string[])[]): boolean {
  const [first = [], ...others] = rows;
  const heading = first.findIndex((cell) => HEADING.test(fold(cell.replaceAll('"', ""))));
  const held = (row: readonly string[], column: number): boolean => CODE.test(row[column] ?? "");
  if (rows.some((row) => row.some((cell) => NAMED.test(cell)))) return true;
  if (heading >= 0) return others.some((row) => held(row, heading));
  return first.some((_, column) => rows.every((row) => held(row, column)));
}

/** Where rows of PRONOTE's list of failed sign-ons stand in a text: two or more, parted by tabs or semicolons. */
export function failureRowsIn(lines: readonly Line[]): readonly Span[] {
  const spans: Span[] = [];
  let rows: { readonly line: Line; readonly sign: string; readonly cells: readonly string[] }[] = [];
  const close = (): void => {
    const [first] = rows;
    const last = rows.at(-1);
    if (first !== undefined && last !== undefined && rows.length >= 2) {
      if (areFailures(rows.map(({ cells }) => cells))) spans.push([first.line.start, last.line.end]);
    }
    rows = [];
  };
  for (const line of lines) {
    const read = cellsOf(line);
    const before = rows.at(-1);
    const same =
      read !== null &&
      before !== undefined &&
      before.sign === read.sign &&
      before.cells.length === read.cells.length;
    if (!same) close();
    if (read !== null) rows.push({ line, ...read });
  }
  close();
  return spans;
}

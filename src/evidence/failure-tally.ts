import type { Examined, Kind } from "./finding.ts";
import { plainHeading } from "./columns.ts";
import { examined, found, only } from "./finding.ts";
import type { Knowledge } from "./knowledge.ts";
import { codeNamed } from "./pronote-codes.ts";

const CODE_HEADING =
  /^(?:code|code (?:d.?)?(?:erreur|echec|cas|sso)|code erreur cas|n° ?(?:d.?)?erreur|erreur|echec|type (?:d.?)?(?:erreur|echec)|motif|motif de l.echec|raison|error|error code|failure|reason)$/;
const COUNT_HEADING =
  /^(?:nombre|nb|nbre|total|effectif|compte|occurrences?|quantite|count|number|n)(?: .*)?$/;

/** « code 14 : 120 », « 14 × 3 », « erreur n° 14 ». */
const PASTED =
  /^\s*(?:[-•*]\s*)?(?:(?:code|erreur|error|échec)\s*(?:cas|sso|pronote)?\s*(?:n°|no|:)?\s*)?(\d{1,2})(?:\s*(?:[:;,\t|=×x-]|->|→|\s)\s*(\d{1,6})(?:\s.*)?)?\s*$/i;
const CODE_WORD = /\b(?:code|erreur|error|échec)\b/i;

/** Whether a heading row is that of a list of failures, and where its code and its count stand. */
export function failureHeading(
  cells: readonly string[],
): { readonly code: number; readonly count: number | null } | null {
  const plain = cells.map(plainHeading);
  const code = plain.findIndex((one) => CODE_HEADING.test(one));
  if (code < 0) return null;
  const count = plain.findIndex((one) => COUNT_HEADING.test(one));
  return { code, count: count < 0 ? null : count };
}

/** A code of PRONOTE in a cell: its number or its name. */
function codeIn(cell: string, knowledge: Knowledge): string | null {
  const named = codeNamed(cell, knowledge);
  if (named !== null) return named;
  const number = /^\s*"?(\d{1,2})"?\s*$/.exec(cell)?.[1];
  return number !== undefined && Object.hasOwn(knowledge.codes, String(Number(number)))
    ? String(Number(number))
    : null;
}

function countIn(cell: string | undefined): number | null {
  const number = /^\s*"?(\d{1,6})"?\s*$/.exec(cell ?? "")?.[1];
  return number === undefined ? null : Number(number);
}

/** Counts failures by code, row by row; what else a row holds is not even looked at. */
export function newFailureTally(knowledge: Knowledge): {
  row(cells: readonly string[]): void;
  /** A line pasted as it is read, without columns. */
  line(text: string): void;
  /** How many rows held a code. */
  rows(): number;
  end(kind: Kind): Examined;
} {
  const counts = new Map<string, number>();
  let heading: { readonly code: number; readonly count: number | null } | null = null;
  let begun = false;
  let rows = 0;
  let passed = 0;

  function add(code: string, count: number): void {
    rows += 1;
    counts.set(code, (counts.get(code) ?? 0) + count);
  }

  /** Without a heading a count is the one whole number beside the code, in a row too short to be a person's. */
  function bare(cells: readonly string[]): void {
    const named = cells.findIndex((cell) => codeNamed(cell, knowledge) !== null);
    const at = named >= 0 ? named : cells.findIndex((cell) => codeIn(cell, knowledge) !== null);
    const code = at < 0 ? null : codeIn(cells[at] ?? "", knowledge);
    if (code === null) {
      passed += 1;
      return;
    }
    const others = cells.filter(
      (cell, index) => index !== at && countIn(cell) !== null && cell.trim() !== code,
    );
    add(code, cells.length <= 3 && others.length === 1 ? (countIn(others[0]) ?? 1) : 1);
  }

  return {
    row(cells) {
      if (!begun) {
        begun = true;
        heading = failureHeading(cells);
        if (heading !== null) return;
      }
      if (heading === null) {
        bare(cells);
        return;
      }
      const named = cells.map((cell) => codeNamed(cell, knowledge)).find((one) => one !== null);
      const code = named ?? codeIn(cells[heading.code] ?? "", knowledge);
      if (code === null) passed += 1;
      else add(code, heading.count === null ? 1 : (countIn(cells[heading.count]) ?? 1));
    },
    line(text) {
      if (text.trim() === "") return;
      const named = codeNamed(text, knowledge);
      if (named !== null) {
        const after = /(?:^|[^\w])(\d{1,6})(?:\s*(?:fois|élèves?|personnes?|times))?\s*\)?\s*$/i.exec(
          text.replace(/\be\w+_\w+/, ""),
        )?.[1];
        add(named, after === undefined || after === named ? 1 : Number(after));
        return;
      }
      const match = PASTED.exec(text);
      const code = match === null ? null : codeIn(match[1] ?? "", knowledge);
      if (code === null) passed += 1;
      else add(code, match?.[2] === undefined ? 1 : Number(match[2]));
    },
    rows: () => rows,
    end(kind) {
      if (counts.size === 0) return only(kind, "nothing-recognised");
      const sorted = [...counts].sort(([a, x], [b, y]) => y - x || Number(a) - Number(b));
      const total = sorted.reduce((sum, [, count]) => sum + count, 0);
      const means = new Map<string, number>();
      const findings = sorted.map(([code, count]) => {
        const meant = knowledge.codes[code]?.means;
        if (meant !== undefined) means.set(meant, (means.get(meant) ?? 0) + count);
        const share = Math.round((100 * count) / Math.max(1, total));
        return found(`pronote-cas-${code}`, { count, values: { share } });
      });
      const meanings = [...means].map(([code, count]) => found(code, { count, values: UNTIMED }));
      const [code, most] = sorted[0] ?? ["", 0];
      return examined(kind, [...findings, ...meanings], {
        summary: { total, rows, passed, codes: Object.fromEntries(sorted) },
        facts: most * 2 > total ? { cas_code: code } : {},
        drawing: {
          kind: "bars",
          bars: sorted.map(([one, count]) => ({ code: `pronote-cas-${one}`, count })),
        },
      });
    },
  };
}

/** What a finding's text may name of a log, where there is none. */
const UNTIMED = { first: "none", last: "none", services: "none", pair: "none", difference: "none" };

/** How sure it is that lines without columns are codes, each with its count. */
export function pastedCertainty(text: string): number {
  const lines = text
    .split(/\r?\n/)
    .filter((line) => line.trim() !== "")
    .slice(0, 60);
  if (lines.length === 0) return 0;
  const fitting = lines.filter((line) => {
    const code = PASTED.exec(line);
    return code !== null && Number(code[1]) <= 37 && (code[2] !== undefined || CODE_WORD.test(line));
  });
  // Numbers alone are codes only where there are several of them and nothing else.
  if (lines.length >= 3 && lines.every((line) => /^\s*\d{1,2}\s*$/.test(line) && Number(line) <= 37))
    return 0.45;
  const worded = fitting.some((line) => CODE_WORD.test(line));
  if (fitting.length === lines.length && (worded || lines.length >= 2)) return worded ? 0.7 : 0.55;
  return worded && fitting.length * 2 >= lines.length ? 0.6 : 0;
}

import type { Line, Span } from "../lines.ts";

const STATUS = /^HTTP\/\d(?:\.\d)? \d{3}\b/;
const HEADER = /^[A-Za-z][A-Za-z0-9-]{0,60}: /;

/** Most headers above an answer. */
const MOST_HEADERS = 60;

/** The answer CAS 1.0 gives (CAS Protocol 3.0.3 §2.4.2): `yes` and the user below, or `no`. */
const YES_NO = /^(?:yes|no)\s*$/;

/** What a person calls it where he pastes it without its head. */
const NAMED = /(?:validate|cas ?1|r[ée]ponse|r[ée]pond|answers?|response)[^\n]{0,80}:\s*$/i;

/** Where an answer of CAS 1.0 stands: below the head of its HTTP answer, or below a line that calls it one. */
export function oldAnswersIn(lines: readonly Line[]): readonly Span[] {
  const spans: Span[] = [];
  for (const [at, line] of lines.entries()) {
    if (!YES_NO.test(line.text)) continue;
    const head = headStart(lines, at);
    const above = lines[at - 1]?.text.trim() === "" ? lines[at - 2] : lines[at - 1];
    if (head === at && !NAMED.test(above?.text.slice(-200) ?? "")) continue;
    const user = lines[at + 1];
    const named = line.text.startsWith("yes") && user !== undefined && /^\S+\s*$/.test(user.text);
    spans.push([line.start, (named ? user : line).end]);
  }
  return spans;
}

/** The line the head of the HTTP answer begins at whose body begins at line `at`, as `curl -i` gives it; else `at`. */
export function headStart(lines: readonly Line[], at: number): number {
  let index = at - 1;
  if (lines[index]?.text.trim() !== "") return at;
  index -= 1;
  const least = Math.max(0, index - MOST_HEADERS);
  while (index >= least && HEADER.test(lines[index]?.text ?? "")) index -= 1;
  return index >= 0 && STATUS.test(lines[index]?.text ?? "") ? index : at;
}

import type { Line, Span } from "../lines.ts";
import { logLook } from "./log-line.ts";

/** Least width mail programs break lines at, and the most. */
const BROKEN = [60, 80] as const;

/** Words a person goes on with: a line of a log broken in two begins with none of them, or seldom. */
const PERSON =
  /^(?:je|j['’]|nous|vous|on|ils?|elles?|ce|c['’]|ça|et|mais|donc|puis|ensuite|alors|le|la|les|un|une|des|i|we|it|and|but|then|the|this|can|could|pouvez|merci|thanks?|que|qu['’]|quand|pourquoi|comment|est|why|what|how|is|do|does|voilà|voici|voila|cordialement)(?![\p{L}])/iu;

/** Whether a line is the rest of the one above, broken by a mail program. */
function isBroken(above: Line | undefined, line: Line): boolean {
  const width = above?.text.length ?? 0;
  if (width < BROKEN[0] || width > BROKEN[1]) return false;
  return /^[\p{Ll}\d("'/<[]/u.test(line.text) && !PERSON.test(line.text);
}

/** Empty lines one event of a log may have within it. */
const MOST_EMPTY = 2;

/** How Log4j ends a record of Apereo's audit, below an empty line. */
const RECORD_END = /^>\s*$/;

/** Where lines of logs stand in a text: blocks of them, with what goes on from them. In order and apart. */
export function logLinesIn(lines: readonly Line[]): readonly Span[] {
  const spans: Span[] = [];
  let start = -1;
  let end = -1;
  let sure = false;
  let likely = 0;
  let empty = 0;
  const close = (): void => {
    if (start >= 0 && (sure || likely >= 2)) spans.push([start, end]);
    start = -1;
    sure = false;
    likely = 0;
    empty = 0;
  };
  let above: Line | undefined;
  for (const line of lines) {
    const look = logLook(line.text);
    if (look === "sure" || look === "likely") {
      if (start < 0) start = line.start;
      end = line.end;
      empty = 0;
      if (look === "sure") sure = true;
      else likely += 1;
    } else if (start >= 0) {
      if (line.text.trim() === "") {
        empty += 1;
        if (empty > MOST_EMPTY) close();
      } else if (empty === 1 && RECORD_END.test(line.text)) {
        end = line.end;
        empty = 0;
      } else if (empty === 0 && (look === "goes-on" || isBroken(above, line))) end = line.end;
      else close();
    }
    above = line;
  }
  close();
  return spans;
}

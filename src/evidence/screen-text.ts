import type { Artefact } from "./artefact.ts";
import type { ExamineOptions, Found } from "./finding.ts";
import { examined, found, only } from "./finding.ts";
import { wholeText } from "./head.ts";
import { signaturesOf } from "./log/signatures.ts";

/** Longest text looked at for on-screen messages, in characters. */
const TEXT_LIMIT = 1_000_000;

const LINES_LIMIT = 2_000;
const LINE_LIMIT = 4_000;

export type Seen = { readonly found: readonly Found[]; readonly facts: Readonly<Record<string, string>> };

/** The on-screen messages a text quotes, as findings, and the message as a fact. */
export function screenFindings(text: string, options: ExamineOptions): Seen {
  const message = options.readScreen?.(text) ?? null;
  const code = message === null ? undefined : options.knowledge.screens[message];
  if (message === null || code === undefined) return { found: [], facts: {} };
  return { found: [found(code)], facts: { message } };
}

/** Lines of a program pasted alone, by the signatures of logs. */
function lineFindings(text: string, options: ExamineOptions): readonly Found[] {
  const sign = signaturesOf(options.knowledge);
  const counts = new Map<string, number>();
  for (const line of text.split("\n").slice(0, LINES_LIMIT)) {
    const seen = line.length > LINE_LIMIT ? null : sign(line);
    if (seen !== null && seen.finding !== "link-works")
      counts.set(seen.finding, (counts.get(seen.finding) ?? 0) + 1);
  }
  return [...counts].map(([code, count]) => found(code, { count }));
}

/** Text pasted or typed: an on-screen message, a line of a program, or nothing this assistant knows. */
export const screenText: Artefact = {
  recognise: (head) => (head.byBytes === null ? 0.1 : 0),
  async examine(source, options) {
    const text = await wholeText(source, TEXT_LIMIT);
    if (text === null) return only("text", "nothing-recognised");
    const seen = screenFindings(text, options);
    const findings = seen.found.length > 0 ? seen.found : lineFindings(text, options);
    if (findings.length === 0) return only("text", "nothing-recognised");
    return examined("text", findings, { facts: seen.facts });
  },
};

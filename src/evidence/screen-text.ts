import type { Artefact } from "./artefact.ts";
import type { ExamineOptions, Found } from "./finding.ts";
import { examined, found, only } from "./finding.ts";
import { wholeText } from "./head.ts";

/** Longest text looked at for on-screen messages, in characters. */
const TEXT_LIMIT = 1_000_000;

export type Seen = { readonly found: readonly Found[]; readonly facts: Readonly<Record<string, string>> };

/** The on-screen messages a text quotes, as findings, and the message as a fact. */
export function screenFindings(text: string, options: ExamineOptions): Seen {
  const message = options.readScreen?.(text) ?? null;
  const code = message === null ? undefined : options.knowledge.screens[message];
  if (message === null || code === undefined) return { found: [], facts: {} };
  return { found: [found(code)], facts: { message } };
}

/** Text pasted or typed: an on-screen message, failure codes in words, or nothing this assistant knows. */
export const screenText: Artefact = {
  recognise: (head) => (head.byBytes === null ? 0.1 : 0),
  async examine(source, options) {
    const text = await wholeText(source, TEXT_LIMIT);
    const seen = text === null ? { found: [], facts: {} } : screenFindings(text, options);
    if (seen.found.length === 0) return only("text", "nothing-recognised");
    return examined("text", seen.found, { facts: seen.facts });
  },
};

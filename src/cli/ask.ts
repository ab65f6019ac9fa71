import { readFileSync } from "node:fs";
import { read } from "../language/read.ts";
import type { Reading } from "../language/read.ts";
import type { Language } from "../message.ts";
import type { Command, Context } from "./command.ts";
import { UsageError } from "./command.ts";
import { parseOptions } from "./parse-options.ts";

const OPTIONS = {
  json: { type: "boolean" },
  batch: { type: "string" },
  lang: { type: "string" },
} as const;

/** `passerelle ask TEXT`: how a message is understood; `--batch FILE.jsonl`: one `{"id","text"}` a line. */
export const ask: Command = async (args, context) => {
  const { values, positionals } = parseOptions("ask", args, OPTIONS);
  const { lexicon } = await context.catalogue();
  const language = context.language(values.lang);
  if (values.batch !== undefined) {
    for (const { id, text } of messagesOf(values.batch)) {
      context.stdout.write(`${JSON.stringify({ id, ...understood(read(text, lexicon), language) })}\n`);
    }
    return 0;
  }
  const text = positionals.join(" ").trim();
  if (text === "")
    throw new UsageError('ask: which message? for example passerelle ask "plus personne ne se connecte"');
  context.stdout.write(`${JSON.stringify(understood(read(text, lexicon), language))}\n`);
  return 0;
};

type Message = { readonly id: unknown; readonly text: string };

function messagesOf(file: string): readonly Message[] {
  const lines = readFileSync(file, "utf8").split("\n");
  return lines.flatMap((line, index) => {
    if (line.trim() === "") return [];
    const message = JSON.parse(line) as Message;
    if (typeof message.text !== "string") throw new UsageError(`ask: ${file} line ${index + 1}: no "text"`);
    return [message];
  });
}

function understood(reading: Reading, language: Language): object {
  const { judged } = reading;
  if (judged === null) return {};
  const { decision, intent, case: name, confidence, options } = judged;
  return {
    language: reading.language ?? language,
    intent,
    case: name,
    confidence: round(confidence),
    decision,
    options: options.map((one) => ({ ...one, score: round(one.score) })),
    ...(reading.second === null
      ? {}
      : { then: { intent: reading.second.intent, case: reading.second.case } }),
    facts: Object.fromEntries(Object.entries(reading.facts).map(([fact, one]) => [fact, one.value])),
  };
}

function round(share: number): number {
  return Math.round(share * 1000) / 1000;
}

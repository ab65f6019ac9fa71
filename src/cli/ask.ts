import { existsSync, readFileSync } from "node:fs";
import pc from "picocolors";
import { z } from "zod";
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

const messageSchema = z.looseObject({
  id: z.union([z.string(), z.number()]).optional(),
  text: z.string(),
});

/** `passerelle ask TEXT`: how a message is understood, and by which of its words; `--batch FILE.jsonl`: one a line. */
export const ask: Command = async (args, context) => {
  const { values, positionals } = parseOptions("ask", args, OPTIONS);
  const language = context.language(values.lang);
  const text = positionals.join(" ").trim();
  if (text === "" && values.batch === undefined) {
    throw new UsageError('ask: which message? for example passerelle ask "plus personne ne se connecte"');
  }
  const messages = values.batch === undefined ? [{ text }] : messagesOf(values.batch);
  const { lexicon } = await context.catalogue();
  for (const message of messages) {
    const understood = answerOf(read(message.text, lexicon), language);
    if (values.batch !== undefined) write(context, { ...message.id, ...understood });
    else if (values.json === true) write(context, understood);
    else show(understood, context, language);
  }
  return 0;
};

type Asked = { readonly id?: { readonly id: string | number }; readonly text: string };

function messagesOf(file: string): readonly Asked[] {
  if (file !== "-" && !existsSync(file)) throw new UsageError(`ask: no file ${file}`);
  const lines = readFileSync(file === "-" ? 0 : file, "utf8").split("\n");
  return lines.flatMap((line, index): Asked[] => {
    if (line.trim() === "") return [];
    const { id, text } = messageOf(line, `ask: ${file} line ${index + 1}`);
    return [{ ...(id === undefined ? {} : { id: { id } }), text }];
  });
}

function messageOf(line: string, place: string): z.infer<typeof messageSchema> {
  let parsed: unknown;
  try {
    parsed = JSON.parse(line);
  } catch {
    throw new UsageError(`${place} is not JSON; for example {"id":"1","text":"bonjour"}`);
  }
  const message = messageSchema.safeParse(parsed);
  if (!message.success)
    throw new UsageError(`${place} has no "text"; for example {"id":"1","text":"bonjour"}`);
  return message.data;
}

/** How a message is understood, as contract and tests have it. */
type Answer = {
  readonly language: Language;
  readonly intent: string | null;
  readonly case: string | null;
  readonly confidence: number;
  readonly decision: string;
  readonly options: readonly {
    readonly intent: string;
    readonly case: string | null;
    readonly score: number;
  }[];
  readonly facts: Readonly<Record<string, string>>;
  /** Where each fact stands in the text: offsets, the end excluded. */
  readonly spans: Readonly<Record<string, readonly [number, number]>>;
  /** Words that speak for the likeliest reading. */
  readonly because: readonly string[];
  /** A second matter of the same message. */
  readonly then?: { readonly intent: string; readonly case: string | null };
};

function answerOf(reading: Reading, language: Language): Answer {
  const { judged, second } = reading;
  const facts = Object.entries(reading.facts);
  return {
    language: reading.language ?? language,
    intent: judged?.intent ?? null,
    case: judged?.case ?? null,
    confidence: rounded(judged?.confidence ?? 0),
    decision: judged?.decision ?? "offer",
    options: (judged?.options ?? []).map((one) => ({ ...one, score: rounded(one.score) })),
    facts: Object.fromEntries(facts.map(([fact, one]) => [fact, one.value])),
    spans: Object.fromEntries(facts.map(([fact, one]) => [fact, one.span])),
    because: judged?.because ?? [],
    ...(second === null ? {} : { then: { intent: second.intent, case: second.case } }),
  };
}

function rounded(share: number): number {
  return Math.round(share * 1000) / 1000;
}

function write(context: Context, answer: object): void {
  context.stdout.write(`${JSON.stringify(answer)}\n`);
}

function show(answer: Answer, { texts, stdout }: Context, language: Language): void {
  const say = (key: string, values = {}): string => texts().say(language, `cli.ask.${key}`, values);
  const name = (one: { readonly intent: string; readonly case: string | null }): string =>
    one.case === null ? one.intent : `${one.intent} / ${one.case}`;
  const percent = (share: number): string => `${Math.round(share * 100)} %`;
  const { intent, case: known, decision, confidence } = answer;
  const terminal = "isTTY" in stdout && stdout.isTTY === true && pc.isColorSupported;
  const { bold } = pc.createColors(terminal);
  const lines = [
    `${bold(name({ intent: intent ?? "", case: known }))}  ${say(decision)} (${percent(confidence)})`,
    ...(answer.then === undefined ? [] : [`${say("then")} ${bold(name(answer.then))}`]),
    ...(answer.because.length === 0 ? [] : [`${say("because")} ${answer.because.join(" · ")}`]),
    ...(decision === "offer"
      ? answer.options.map((one) => `  ${percent(one.score).padStart(5)}  ${name(one)}`)
      : []),
    ...Object.entries(answer.facts).map(([fact, value]) => `  ${fact} = ${value}`),
  ];
  stdout.write(`${lines.join("\n")}\n`);
}

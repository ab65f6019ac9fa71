import { createReadStream, existsSync, statSync } from "node:fs";
import { basename } from "node:path";
import { randomUUID } from "node:crypto";
import { createInterface } from "node:readline";
import { z } from "zod";
import type { Input, Refusal, StoredTurn } from "../../adapters/adapter.ts";
import type { Language, Output, Turn } from "../message.ts";
import type { Running } from "../run.ts";
import type { Context, ExitStatus } from "./command.ts";
import { UsageError } from "./command.ts";

export type ScriptOptions = {
  /** A file of JSON lines, or `-` for standard input. */
  readonly script: string;
  readonly json: boolean;
  readonly language: Language | undefined;
  readonly resume: boolean;
};

const lineSchema = z.union([
  z.strictObject({ say: z.string() }),
  z.strictObject({ choose: z.string() }),
  z.strictObject({ upload: z.string() }),
  z.strictObject({ back: z.literal(true) }),
  z.strictObject({ restart: z.literal(true) }),
]);

type Line = z.infer<typeof lineSchema>;

/** The channel name scripts are stored under; `--resume` goes on with the one heard last. */
const CHANNEL = "terminal";

/** Drives one conversation by JSON lines; each is answered before the next is read. */
export async function chatScript(
  options: ScriptOptions,
  { assistant }: Running,
  context: Context,
): Promise<ExitStatus> {
  if (options.script !== "-" && !existsSync(options.script)) {
    throw new UsageError(`chat: no script ${options.script}`);
  }
  const write = options.json ? jsonWriter(context) : textWriter(context);
  const known = options.resume ? await assistant.latest(CHANNEL) : null;
  let conversation: string;
  let last: StoredTurn;
  if (known === null) {
    const opened = await assistant.open({ channel: CHANNEL, language: options.language });
    conversation = opened.id;
    last = opened.greeting;
  } else {
    conversation = known;
    const resumed = await assistant.resume(known, randomUUID());
    if (resumed === null) throw new UsageError("chat: the conversation to resume is gone");
    last = resumed;
  }
  write(last.messages, last.turn);

  let number = 0;
  for await (const text of linesOf(options.script, context)) {
    number += 1;
    if (text.trim() === "") continue;
    const line = parseLine(text, number);
    const taken = await takeLine(line, conversation, assistant, context);
    if (taken.kind === "taken") {
      last = { ...last, messages: taken.messages, turn: taken.turn };
      write(taken.messages, taken.turn);
    } else write([...sentence(taken, last)], { ...last.turn, findings: [] });
  }
  return 0;
}

async function takeLine(
  line: Line,
  conversation: string,
  assistant: Running["assistant"],
  context: Context,
): ReturnType<Running["assistant"]["take"]> {
  const input = inputOf(line);
  if (input === null) {
    const path = "upload" in line ? line.upload : "";
    const language = (await assistant.read(conversation))?.language ?? context.language(undefined);
    const message = assistant.text(language, "cli.no-such-file", { file: basename(path) });
    return { kind: "refused", code: "unknown-choice", message };
  }
  return assistant.take({ conversation, eventId: randomUUID(), input });
}

function inputOf(line: Line): Input | null {
  if ("say" in line) return { kind: "say", text: line.say };
  if ("choose" in line) return { kind: "choose", id: line.choose };
  if ("back" in line) return { kind: "back" };
  if ("restart" in line) return { kind: "restart" };
  if (!existsSync(line.upload) || !statSync(line.upload).isFile()) return null;
  return { kind: "file", name: basename(line.upload), content: createReadStream(line.upload) };
}

/** A refusal as a message: the sentence, with the step and the choices that still hold. */
function sentence(refusal: Refusal, last: StoredTurn): readonly Output[] {
  const open = last.messages.findLast((one) => one.type !== "ticket" && one.choices.length > 0);
  return [
    {
      type: "message",
      id: `refused.${randomUUID()}`,
      text: refusal.message.trim(),
      step: last.turn.step,
      asks: open?.type === "message" ? open.asks : null,
      guide: open?.type === "message" ? open.guide : [],
      choices: open === undefined || open.type === "ticket" ? [] : open.choices,
    },
  ];
}

function parseLine(text: string, number: number): Line {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    throw new UsageError(
      `chat: line ${number} of the script is not JSON; one object a line, e.g. {"say":"bonjour"}`,
    );
  }
  const line = lineSchema.safeParse(data);
  if (!line.success) {
    throw new UsageError(
      `chat: line ${number} of the script is none of {"say"}, {"choose"}, {"upload"}, {"back":true}, {"restart":true}`,
    );
  }
  return line.data;
}

function linesOf(script: string, context: Context): AsyncIterable<string> {
  if (script === "-") return createInterface({ input: context.stdin, crlfDelay: Infinity });
  return createInterface({ input: createReadStream(script), crlfDelay: Infinity });
}

type Write = (messages: readonly Output[], turn: Turn) => void;

function jsonWriter(context: Context): Write {
  return (messages, turn) => {
    for (const one of [...messages, turn]) context.stdout.write(`${JSON.stringify(one)}\n`);
  };
}

function textWriter(context: Context): Write {
  return (messages) => {
    for (const one of messages) {
      const text = one.type === "draft" ? `${one.subject}\n\n${one.body}` : one.text;
      context.stdout.write(`${text.trim()}\n\n`);
      if (one.type === "ticket" || one.choices.length === 0) continue;
      one.choices.forEach((choice, index) => context.stdout.write(`  ${index + 1}. ${choice.label}\n`));
      context.stdout.write("\n");
    }
  };
}

import { randomUUID } from "node:crypto";
import { createReadStream, statSync } from "node:fs";
import { basename } from "node:path";
import type { Interface } from "node:readline";
import { createInterface } from "node:readline";
import pc from "picocolors";
import type { Choice, Language, Output } from "../../src/message.ts";
import type { Adapter, Assistant, Inbound, Input } from "../adapter.ts";
import type { Style } from "./markdownText.ts";
import { markdownText } from "./markdownText.ts";
import type { Rows, Words } from "./show.ts";
import { show } from "./show.ts";
import { typed } from "./typed.ts";

export type TerminalParts = {
  /** The language asked for; else that of the first message. */
  readonly language: Language | undefined;
  /** Goes on with the conversation heard last, if there is one. */
  readonly resume: boolean;
  readonly input: NodeJS.ReadableStream;
  readonly output: NodeJS.WritableStream;
};

/** The channel conversations of a terminal are kept under; there is one person at it. */
const CHANNEL = "terminal";
const WIDEST = 96;
/** Lines that arrive together were pasted together: they are one message. */
const PASTE_MS = 15;

/** A conversation in a terminal. `ended` resolves once the person leaves or the input is over. */
export function terminalAdapter(parts: TerminalParts): Adapter & { readonly ended: Promise<void> } {
  const { input, output } = parts;
  const onTerminal = "isTTY" in output && output.isTTY === true;
  const colours = pc.createColors(onTerminal && pc.isColorSupported);
  const style: Style = { bold: colours.bold, code: colours.cyan, dim: colours.dim };
  let end: () => void = () => undefined;
  const ended = new Promise<void>((resolve) => (end = resolve));
  let lines: Interface | undefined;
  const leaving = new AbortController();

  function width(): number {
    const columns = "columns" in output && typeof output.columns === "number" ? output.columns : 80;
    return Math.min(columns, WIDEST);
  }

  function write(texts: readonly string[]): void {
    output.write(`${texts.join("\n")}\n\n`);
  }

  return {
    name: CHANNEL,
    ended,
    async start(assistant) {
      const talk = await openTalk(assistant, parts);
      const words: Words = (key, values) => assistant.text(talk.language, key, values);
      const rows: Rows = (figure) => assistant.table(talk.language, figure);
      let choices: readonly Choice[] = [];
      const tell = (outputs: readonly Output[]): void => {
        for (const one of outputs) {
          write(show(one, width(), style, words, rows));
          if (one.type !== "ticket") choices = one.choices;
        }
      };
      const say = (key: string, values?: Readonly<Record<string, string>>): void =>
        write(markdownText(words(key, values), width(), { ...style, bold: colours.dim }).map(colours.dim));

      tell(talk.messages);
      say("terminal.hint");

      const reader = createInterface({ input, output, terminal: onTerminal, prompt: colours.bold("› ") });
      lines = reader;
      reader.prompt();

      const queue: string[] = [];
      let working = false;
      let over = false;
      /** Pasted lines wait for one another on a terminal; a pipe gives one message a line. */
      let paste: NodeJS.Timeout | undefined;

      const leave = (): void => {
        if (leaving.signal.aborted) return;
        leaving.abort();
        say("terminal.goodbye");
        reader.close();
        end();
      };

      async function take(line: string): Promise<void> {
        const what = typed(line, choices, isFile);
        if (what.kind === "quit") return leave();
        if (what.kind === "say" && what.text.trim() === "") return;
        if (what.kind === "path") say("terminal.reading", { file: basename(what.path) });
        const inbound: Inbound = { conversation: talk.id, eventId: randomUUID(), input: inputOf(what) };
        try {
          const taken = await assistant.take(inbound);
          output.write("\n");
          if (taken.kind === "taken") tell(taken.messages);
          else write(markdownText(taken.message, width(), style));
          talk.language = (await assistant.read(talk.id))?.language ?? talk.language;
        } catch {
          // The one thing left to say: nothing was taken, and the same line may be sent again.
          say("terminal.not-taken");
        }
      }

      async function work(): Promise<void> {
        if (working) return;
        working = true;
        for (let line = queue.shift(); line !== undefined && !leaving.signal.aborted; line = queue.shift()) {
          await take(line);
        }
        working = false;
        if (leaving.signal.aborted) return;
        if (over) leave();
        else reader.prompt();
      }

      let pasted: string[] = [];
      reader.on("line", (line) => {
        if (!onTerminal) {
          queue.push(line);
          void work();
          return;
        }
        pasted.push(line);
        clearTimeout(paste);
        paste = setTimeout(() => {
          queue.push(pasted.join("\n"));
          pasted = [];
          void work();
        }, PASTE_MS);
      });
      reader.on("SIGINT", leave);
      reader.on("close", () => {
        over = true;
        if (!working && queue.length === 0) leave();
      });

      void listen(assistant, talk, leaving.signal, (messages) => {
        output.write("\n");
        tell(messages);
        reader.prompt(true);
      });
    },
    async stop() {
      leaving.abort();
      lines?.close();
      end();
    },
  };
}

type Talk = {
  readonly id: string;
  language: Language;
  readonly messages: readonly Output[];
  readonly seq: number;
};

async function openTalk(assistant: Assistant, parts: TerminalParts): Promise<Talk> {
  const known = parts.resume ? await assistant.latest(CHANNEL) : null;
  const resumed = known === null ? null : await assistant.resume(known, randomUUID());
  if (known !== null && resumed !== null) {
    const read = await assistant.read(known);
    const language = parts.language ?? read?.language ?? "fr";
    return { id: known, language, messages: resumed.messages, seq: read?.seq ?? 0 };
  }
  const opened = await assistant.open({ channel: CHANNEL, language: parts.language });
  const read = await assistant.read(opened.id);
  const language = parts.language ?? read?.language ?? "fr";
  return { id: opened.id, language, messages: opened.greeting.messages, seq: read?.seq ?? 0 };
}

function inputOf(what: Exclude<ReturnType<typeof typed>, { kind: "quit" }>): Input {
  if (what.kind === "path") {
    return { kind: "file", name: basename(what.path), content: createReadStream(what.path) };
  }
  return what;
}

function isFile(path: string): boolean {
  try {
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

async function listen(
  assistant: Assistant,
  talk: Talk,
  signal: AbortSignal,
  tell: (messages: readonly Output[]) => void,
): Promise<void> {
  try {
    for await (const update of assistant.follow(talk.id, talk.seq, signal)) tell(update.messages);
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}

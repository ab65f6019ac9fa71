import { randomUUID } from "node:crypto";
import { createReadStream, statSync } from "node:fs";
import { basename } from "node:path";
import type { Interface } from "node:readline";
import { createInterface } from "node:readline";
import pc from "picocolors";
import type { Language, Output } from "../../src/message.ts";
import type { Adapter, Assistant, Input } from "../adapter.ts";
import type { Style } from "./markdownText.ts";
import { markdownText } from "./markdownText.ts";
import type { Talk } from "./openTalk.ts";
import { CHANNEL, openTalk } from "./openTalk.ts";
import type { Rows, Words } from "./show.ts";
import { show } from "./show.ts";
import type { OnScreen, Typed } from "./typed.ts";
import { typed } from "./typed.ts";

export type TerminalParts = {
  /** The language asked for; else that of the first message. */
  readonly language: Language | undefined;
  /** Goes on with the conversation heard last, if there is one. */
  readonly resume: boolean;
  readonly input: NodeJS.ReadableStream;
  readonly output: NodeJS.WritableStream;
};

const WIDEST = 96;
/** Lines that arrive together were pasted together: they are one message. */
const PASTE_MS = 15;

/** A conversation in a terminal. `ended` resolves once the person leaves or the input is over, and the last turn is done. */
export function terminalAdapter(parts: TerminalParts): Adapter & { readonly ended: Promise<void> } {
  const { input, output } = parts;
  const onTerminal = "isTTY" in output && output.isTTY === true;
  const colours = pc.createColors(onTerminal && pc.isColorSupported);
  const style: Style = { bold: colours.bold, code: colours.cyan, dim: colours.dim };
  let end: () => void = () => undefined;
  const ended = new Promise<void>((resolve) => (end = resolve));
  let lines: Interface | undefined;
  let atWork = Promise.resolve();
  const leaving = new AbortController();

  function width(): number {
    // A terminal that does not know its width says 0.
    const columns = ("columns" in output && Number(output.columns)) || 80;
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
      let onScreen: OnScreen = { of: "", choices: [] };
      /** A turn's last words are what can be answered; what is added between turns leaves the question as it is. */
      const tell = (outputs: readonly Output[], between = false): void => {
        for (const one of outputs) {
          write(show(one, width(), style, words, rows));
          if (one.type === "ticket" || (between && one.choices.length === 0)) continue;
          onScreen = { of: one.id, choices: one.choices };
        }
      };
      const say = (key: string, values?: Readonly<Record<string, string>>): void =>
        write(markdownText(words(key, values), width(), { ...style, bold: colours.dim }).map(colours.dim));

      tell(talk.messages);
      say("terminal.hint");

      const reader = createInterface({ input, output, terminal: onTerminal, prompt: colours.bold("› ") });
      lines = reader;
      let over = false;
      /** Asks for the next line; what is typed of it already stays, drawn below what was said meanwhile. */
      const ask = (): void => {
        if (over) return;
        if (onTerminal) output.write("\n".repeat(reader.getCursorPos().rows));
        reader.prompt(true);
      };
      ask();

      const queue: (() => Typed)[] = [];
      let working = false;

      const leave = (): void => {
        if (leaving.signal.aborted) return;
        leaving.abort();
        say("terminal.goodbye");
        reader.close();
        void atWork.then(end);
      };

      async function take(what: Typed): Promise<void> {
        if (what.kind === "quit") return leave();
        if (what.kind === "garbled") return say("terminal.not-text");
        if (what.kind === "say" && what.text.trim() === "") return;
        if (what.kind === "path") say("terminal.reading", { file: basename(what.path) });
        try {
          const taken = await assistant.take({
            conversation: talk.id,
            eventId: randomUUID(),
            input: inputOf(what),
          });
          if (leaving.signal.aborted) return;
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
        for (let read = queue.shift(); read !== undefined && !leaving.signal.aborted; read = queue.shift()) {
          await take(read());
        }
        working = false;
        if (leaving.signal.aborted) return;
        if (over) leave();
        else ask();
      }

      /** On a screen a number answers what was to be seen when it was typed; in a pipe, what is asked when its turn comes. */
      function add(line: string, seen: OnScreen): void {
        queue.push(() => typed(line, onTerminal ? seen : onScreen, isFile));
        if (working) return;
        working = true;
        atWork = work();
      }

      /** Pasted lines wait for one another on a terminal; a pipe gives one message a line. */
      let pasted: string[] = [];
      let seen = onScreen;
      let paste: NodeJS.Timeout | undefined;
      const flush = (): void => {
        clearTimeout(paste);
        if (pasted.length > 0) add(pasted.splice(0).join("\n"), seen);
      };
      reader.on("line", (line) => {
        if (!onTerminal) return add(line, onScreen);
        if (pasted.length === 0) seen = onScreen;
        pasted.push(line);
        clearTimeout(paste);
        paste = setTimeout(flush, PASTE_MS);
      });
      reader.on("SIGINT", leave);
      reader.on("close", () => {
        over = true;
        flush();
        if (!working) leave();
      });
      // A terminal that hangs up may say so as a failed read.
      input.on("error", () => reader.close());

      void listen(assistant, talk, leaving.signal, (messages) => {
        output.write("\n");
        tell(messages, true);
        ask();
      });
    },
    async stop() {
      leaving.abort();
      lines?.close();
      await atWork;
      end();
    },
  };
}

function inputOf(what: Exclude<Typed, { kind: "quit" | "garbled" }>): Input {
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

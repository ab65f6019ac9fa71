import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { setTimeout as pause } from "node:timers/promises";
import { stripVTControlCharacters } from "node:util";
import { terminalAdapter } from "../../adapters/terminal/terminal.ts";
import { adapterContract } from "../contracts/adapter.ts";
import type { Capabilities, Channel, Person, Shown } from "../contracts/channel.ts";

type Keyboard = Person & {
  /** Writes as it is, and waits for nothing. */
  write(bytes: string | Uint8Array): void;
  /** Writes one line; resolves to what is shown by the time the next is asked for. */
  send(line: string | Uint8Array): Promise<Shown>;
  /** No more comes from this keyboard; resolves once the conversation has ended. */
  close(last: string): Promise<void>;
};

const LONGEST_MS = 10_000;
/** Lines that come faster than this were pasted together. */
const PACE_MS = 30;
/** The terminal asks for the next line once it has said all it had to say; what is typed of it already stands behind. */
const ASKS = /(?:^|\n)› [^\n]*$/;

/** The choices as a terminal lists them, `  1  Oui`, folded labels joined. */
function choicesOf(text: string): readonly string[] {
  const choices: string[] = [];
  for (const line of text.split("\n")) {
    const choice = /^ {2,3}\d{1,2} {2}(\S.*)$/.exec(line)?.[1];
    const rest = /^ {5,6}(\S.*)$/.exec(line)?.[1];
    if (choice === undefined) {
      if (rest !== undefined && choices.length > 0) choices.push(`${choices.pop()} ${rest}`);
    } else choices.push(choice);
  }
  return choices;
}

/** What is written from now on, until the next line is asked for. Whoever reads at the same time reads the same. */
function reader(output: PassThrough, ended: Promise<void>): () => Promise<Shown> {
  let text = "";
  let over = false;
  let wake = (): void => undefined;
  let reading: Promise<Shown> | undefined;
  output.on("data", (chunk: Buffer) => {
    text += chunk.toString();
    wake();
  });
  void ended.finally(() => {
    over = true;
    wake();
  });
  async function wait(): Promise<Shown> {
    const timer = setTimeout(() => wake(), LONGEST_MS);
    const from = Date.now();
    const seen = (): string => stripVTControlCharacters(text).replaceAll("\r", "");
    while (!ASKS.test(seen())) {
      if (over || Date.now() - from >= LONGEST_MS) throw new Error(`it does not ask for more: ${seen()}`);
      await new Promise<void>((resolve) => (wake = resolve));
    }
    clearTimeout(timer);
    const shown = seen();
    text = "";
    // The last choices listed are those that hold.
    const last =
      shown.split(/\n\n(?! {2,3}\d{1,2} {2})/).findLast((part) => choicesOf(part).length > 0) ?? "";
    return { text: shown, choices: choicesOf(last) };
  }
  return () => (reading ??= wait().finally(() => (reading = undefined)));
}

/** A terminal with somebody in front of it. On a screen what is typed is seen, and keys are more than characters. */
function sitting(screen: boolean): Channel<Keyboard>["sit"] {
  return async (assistant, { language, again }) => {
    const input = new PassThrough();
    const output = screen
      ? Object.assign(new PassThrough(), { isTTY: true, columns: 100 })
      : new PassThrough();
    const terminal = terminalAdapter({ language, resume: again ?? false, input, output });
    const read = reader(output, terminal.ended);
    const folder = await mkdtemp(join(tmpdir(), "passerelle-terminal-"));
    await terminal.start(assistant);
    let shown = await read();
    let waiting = 0;
    const send = async (line: string | Uint8Array): Promise<Shown> => {
      input.write(line);
      input.write("\n");
      // A line typed ahead is answered along with the one before it, or by itself if it came too late for that.
      if (waiting > 0) await pause(PACE_MS);
      waiting += 1;
      const { text, choices } = await read().finally(() => (waiting -= 1));
      const next = { text: screen ? text.slice(text.indexOf("\n") + 1) : text, choices };
      if (next.choices.length > 0) shown = next;
      return next;
    };
    return {
      greeting: shown,
      write: (bytes) => void input.write(bytes),
      send,
      say: send,
      choose(label) {
        const number = shown.choices.findIndex((one) => one.startsWith(label)) + 1;
        if (number === 0) throw new Error(`${label} is not offered: ${shown.choices.join(" | ")}`);
        return send(String(number));
      },
      back: () => send("retour"),
      startOver: () => send("recommencer"),
      async upload(name, content) {
        const path = join(folder, name);
        await writeFile(path, content);
        return send(path);
      },
      async next() {
        const next = await read();
        if (next.choices.length > 0) shown = next;
        return next;
      },
      close(last) {
        input.end(last);
        return terminal.ended;
      },
      async leave() {
        await terminal.stop();
        await rm(folder, { recursive: true, force: true });
      },
    };
  };
}

/**
 * No counterpart in a terminal: redelivery and oldChoices (a line has no id, and a number is for the question on screen),
 * limit (one person, his own machine), following (nothing lies between the program and its output), forgery, programs and
 * strangers (whoever types owns the folder the conversation is kept in; the system's own rights keep others out).
 */
const can: Capabilities<Keyboard> = {
  async typingAhead({ write }, text) {
    write(text);
    await pause(PACE_MS);
  },
};

const latin1 = Buffer.from("école hébergée", "latin1");
/** The beginning of a picture (PNG §5.2). */
const picture = Buffer.from("89504e470d0a1a0a0000000d49484452000000100000001008060000001ff3ff61", "hex");

adapterContract({
  name: "terminal",
  setting: "through a pipe",
  sit: sitting(false),
  malformed: {
    "control characters": ({ send }) => send("\u0007\u001b[2J\u001b]0;titre\u0007\u007f\u0085"),
    "bytes that are no UTF-8": ({ send }) => send(latin1),
    "a picture": ({ send }) => send(picture),
    "a line of a megabyte": ({ send }) => send("é".repeat(1024 * 1024)),
    "blank lines": ({ send }) => send(" \t"),
  },
  // Not choosingTwice: all lines are there before anything is asked, so each number is for the question its turn comes to.
  can: { ...can, hangingUp: ({ close }, last = "") => close(last) },
});

adapterContract({
  name: "terminal",
  setting: "on a screen",
  sit: sitting(true),
  malformed: {
    "keys that write nothing": ({ send }) => send("\u001b[15~\u001b[5~\u0007\u001bO\u0013"),
    "bytes that are no UTF-8": ({ send }) => send(latin1),
    "a line of a hundred thousand characters": ({ send }) => send("é".repeat(100_000)),
  },
  can: {
    ...can,
    choosingTwice: true,
    // Ctrl-D, as a terminal says that nothing more is typed.
    hangingUp: ({ close }, last = "") => close(`${last === "" ? "" : `${last}\r`}\u0004`),
  },
});

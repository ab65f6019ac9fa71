import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { terminalAdapter } from "../../adapters/terminal/terminal.ts";
import type { Person, Shown } from "../contracts/adapter.ts";
import { adapterContract } from "../contracts/adapter.ts";

const LONGEST_MS = 10_000;
/** The terminal asks for the next line once it has said all it had to say. */
const ASKS = /[^\s›][\s\S]*›\s*$/;

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

/** What is written from now on, until the next line is asked for. */
function reader(output: PassThrough): () => Promise<Shown> {
  let text = "";
  output.on("data", (chunk: Buffer) => (text += chunk.toString()));
  return async () => {
    const from = Date.now();
    while (!ASKS.test(text)) {
      if (Date.now() - from > LONGEST_MS) throw new Error(`it does not ask for more: ${text}`);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    const shown = text;
    text = "";
    // The last choices listed are those that hold.
    const last =
      shown.split(/\n\n(?! {2,3}\d{1,2} {2})/).findLast((part) => choicesOf(part).length > 0) ?? "";
    return { text: shown, choices: choicesOf(last) };
  };
}

adapterContract({
  name: "terminal",
  async sit(assistant, { language, again }): Promise<Person> {
    const input = new PassThrough();
    const output = new PassThrough();
    const read = reader(output);
    const terminal = terminalAdapter({ language, resume: again ?? false, input, output });
    const folder = await mkdtemp(join(tmpdir(), "passerelle-terminal-"));
    await terminal.start(assistant);
    let shown = await read();
    const type = async (line: string): Promise<Shown> => {
      input.write(`${line}\n`);
      const next = await read();
      if (next.choices.length > 0) shown = next;
      return next;
    };
    return {
      greeting: shown,
      say: type,
      choose(label) {
        const number = shown.choices.findIndex((one) => one.startsWith(label)) + 1;
        if (number === 0) throw new Error(`${label} is not offered: ${shown.choices.join(" | ")}`);
        return type(String(number));
      },
      back: () => type("retour"),
      startOver: () => type("recommencer"),
      async upload(name, content) {
        const path = join(folder, name);
        await writeFile(path, content);
        return type(path);
      },
      next: read,
      async leave() {
        await terminal.stop();
        await rm(folder, { recursive: true, force: true });
      },
    };
  },
});

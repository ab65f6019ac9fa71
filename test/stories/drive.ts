import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Draft, Message, Output, Turn } from "../../src/message.ts";
import { MAIN } from "../make/main.ts";

/** One line of `chat --script --json`, as sent. */
export type Line =
  | { readonly say: string }
  | { readonly choose: string }
  | { readonly upload: string }
  | { readonly back: true }
  | { readonly restart: true };

/** What one line brought about. */
export type Answered = { readonly outputs: readonly Output[]; readonly turn: Turn };

/** Drives a real `passerelle chat --script - --json` line by line, in a data folder of its own. */
export async function openScript(
  options: {
    readonly args?: readonly string[];
    readonly env?: NodeJS.ProcessEnv;
    readonly dataDir?: string;
  } = {},
): Promise<{
  readonly greeting: Answered;
  readonly dataDir: string;
  send(line: Line): Promise<Answered>;
  close(): Promise<{ readonly status: number | null; readonly stderr: string }>;
}> {
  const own = options.dataDir === undefined;
  const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), "passerelle-story-"));
  const child = spawn(process.execPath, [MAIN, "chat", "--script", "-", "--json", ...(options.args ?? [])], {
    env: { ...process.env, DATA_DIR: dataDir, SMTP_URL: "", ...options.env },
    cwd: dataDir,
  });
  let stderr = "";
  child.stderr.on("data", (chunk: Buffer) => (stderr += chunk.toString()));
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const exited = new Promise<number | null>((resolve) => child.on("close", resolve));

  async function answered(): Promise<Answered> {
    const outputs: Output[] = [];
    for (;;) {
      const { value, done } = await lines.next();
      if (done === true) throw new Error(`the script ended early: ${stderr}`);
      const one = JSON.parse(value) as Output | Turn;
      if (one.type === "turn") return { outputs, turn: one };
      outputs.push(one);
    }
  }

  return {
    greeting: await answered(),
    dataDir,
    async send(line) {
      child.stdin.write(`${JSON.stringify(line)}\n`);
      return answered();
    },
    async close() {
      child.stdin.end();
      const status = await exited;
      if (own) rmSync(dataDir, { recursive: true, force: true });
      return { status, stderr };
    },
  };
}

/** The message or draft that awaits an answer: the last that offers choices. */
export function awaiting(answered: Answered): Message | Draft | undefined {
  return answered.outputs.findLast(
    (one): one is Message | Draft => one.type !== "ticket" && one.choices.length > 0,
  );
}

/** How an admin in a situation answers: facts asked are told, steps are done, drafts are sent. */
export function reply(facts: Readonly<Record<string, string>>, asked: Message | Draft): Line {
  const offered = asked.choices.map((choice) => choice.id);
  if (asked.type === "draft") return { choose: offered.includes("send") ? "send" : "done" };
  if (asked.asks !== null) {
    const value = facts[asked.asks] ?? "unknown";
    return offered.includes(value) ? { choose: value } : { say: value };
  }
  return { choose: "done" };
}

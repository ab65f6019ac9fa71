import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath, pathToFileURL } from "node:url";
import { Worker } from "node:worker_threads";
import type { Ask, Examined } from "../evidence/finding.ts";
import { examined, found } from "../evidence/finding.ts";
import { KnowledgeError } from "./load-knowledge.ts";

/** An examination may work so long, in milliseconds, and so much longer for each mebibyte: a log may have a thousand. */
const TIME_LIMIT_MS = 60_000;
const TIME_PER_MIB_MS = 200;
const MIB = 2 ** 20;

/** What the thread says: it wants more, or it is done. `place` is where it failed, without what the file holds. */
export type FromThread =
  | { readonly kind: "more" }
  | { readonly kind: "done"; readonly examined: Examined }
  | { readonly kind: "failed"; readonly place: string }
  | { readonly kind: "unusable"; readonly message: string };

export type ToThread =
  | { readonly kind: "start"; readonly ask: Ask }
  | { readonly kind: "chunk"; readonly bytes: Uint8Array }
  | { readonly kind: "end" };

/** An examination that broke: the reference the person is given, and where it broke, for the operator. */
export type Crash = { readonly reference: string; readonly place: string };

export type OffThread = {
  readonly timeLimitMs?: number;
  /** Told how many bytes were read so far. */
  readonly progress?: (bytes: number) => void;
  readonly crashed?: (crash: Crash) => void;
};

const idle: Worker[] = [];
const busy = new Set<Worker>();

function newThread(): Worker {
  const thread = openThread();
  // What a picture's reader complains of is nobody's to read; a thread that breaks says so by message.
  thread.stderr.resume();
  return thread;
}

function openThread(): Worker {
  // As compiled the thread is JavaScript; run from source it is TypeScript, which a loader must read.
  const compiled = new URL("./examine-thread.js", import.meta.url);
  if (existsSync(fileURLToPath(compiled))) return new Worker(compiled, { stderr: true });
  const loader = new URL("index.mjs", pathToFileURL(createRequire(import.meta.url).resolve("tsx/esm/api")))
    .href;
  const source = new URL("./examine-thread.ts", import.meta.url).href;
  const start = `import("${loader}").then(({ register }) => register()).then(() => import("${source}"));`;
  return new Worker(start, { eval: true, stderr: true });
}

/**
 * `examine` on a thread of its own, fed piece by piece as it asks, so that a large file holds up nobody else's turn.
 * Past its time the thread is ended and the file has `limits-exceeded`; one that breaks the examination has
 * `nothing-recognised` with a reference. What the source throws is thrown. Threads are kept for the next file.
 */
export async function examineOffThread(
  content: AsyncIterable<Uint8Array>,
  ask: Ask,
  { timeLimitMs = TIME_LIMIT_MS, progress, crashed }: OffThread = {},
): Promise<Examined> {
  const thread = idle.pop() ?? newThread();
  busy.add(thread);
  thread.ref();
  const source = content[Symbol.asyncIterator]();
  const answers = answersOf(thread);
  let left = timeLimitMs;
  let read = 0;
  try {
    send(thread, { kind: "start", ask });
    for (;;) {
      // Only the thread's own work is counted: a slow line is not its fault.
      const from = performance.now();
      const answer = await answers.next(left);
      left -= performance.now() - from;
      if (answer === null) {
        await discard(thread);
        return timedOut();
      }
      if (answer.kind === "done") {
        release(thread);
        return answer.examined;
      }
      if (answer.kind === "unusable") throw new KnowledgeError(answer.message);
      if (answer.kind === "failed") {
        await discard(thread);
        const reference = randomBytes(4).toString("hex").toUpperCase();
        crashed?.({ reference, place: answer.place });
        return examined("binary", [found("nothing-recognised", { values: { kind: "binary", reference } })]);
      }
      const { value, done } = await source.next();
      if (done === true) send(thread, { kind: "end" });
      else {
        read += value.length;
        left += (value.length / MIB) * TIME_PER_MIB_MS;
        progress?.(read);
        send(thread, { kind: "chunk", bytes: new Uint8Array(value) });
      }
    }
  } catch (error) {
    await discard(thread);
    throw error;
  } finally {
    answers.end();
    await source.return?.();
  }
}

function send(thread: Worker, message: ToThread): void {
  thread.postMessage(message, message.kind === "chunk" ? [message.bytes.buffer as ArrayBuffer] : []);
}

/** The thread's messages one after the other, null where none comes in time; its death is one of them. */
function answersOf(thread: Worker): { next(withinMs: number): Promise<FromThread | null>; end(): void } {
  const waiting: FromThread[] = [];
  let wake: (() => void) | undefined;
  const push = (answer: FromThread): void => {
    waiting.push(answer);
    wake?.();
  };
  const failed = (error: Error): void => push({ kind: "failed", place: error.name });
  const exited = (): void => push({ kind: "failed", place: "the examining thread ended" });
  thread.on("message", push);
  thread.on("error", failed);
  thread.on("exit", exited);
  return {
    async next(withinMs) {
      if (waiting.length === 0) {
        let timer: NodeJS.Timeout | undefined;
        await new Promise<void>((resolve) => {
          wake = resolve;
          timer = setTimeout(resolve, Math.max(0, withinMs));
        });
        clearTimeout(timer);
      }
      wake = undefined;
      return waiting.shift() ?? null;
    },
    end() {
      thread.off("message", push);
      thread.off("error", failed);
      thread.off("exit", exited);
    },
  };
}

function release(thread: Worker): void {
  busy.delete(thread);
  thread.unref();
  idle.push(thread);
}

async function discard(thread: Worker): Promise<void> {
  busy.delete(thread);
  await thread.terminate();
}

function timedOut(): Examined {
  return examined("binary", [found("limits-exceeded", { values: { what: "time", line: 1, column: 1 } })]);
}

/** Ends every thread. */
export async function stopExaminers(): Promise<void> {
  await Promise.all([...idle.splice(0), ...busy].map((thread) => thread.terminate()));
  busy.clear();
}

import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath, pathToFileURL } from "node:url";
import { Worker } from "node:worker_threads";
import type { Examined, ExamineOptions } from "./finding.ts";
import { found } from "./finding.ts";

/** However large a file, its examination ends here, in milliseconds. */
const TIME_LIMIT_MS = 60_000;

/** What the thread says: it wants more, or it is done. */
export type FromThread =
  | { readonly kind: "more" }
  | { readonly kind: "done"; readonly examined: Examined }
  | { readonly kind: "failed"; readonly message: string };

export type ToThread =
  | { readonly kind: "start"; readonly options: ExamineOptions }
  | { readonly kind: "chunk"; readonly bytes: Uint8Array }
  | { readonly kind: "end" };

const idle: Worker[] = [];
const busy = new Set<Worker>();

function newThread(): Worker {
  // As compiled the thread is JavaScript; run from source it is TypeScript, which a loader must read.
  const compiled = new URL("./examine-thread.js", import.meta.url);
  if (existsSync(fileURLToPath(compiled))) return new Worker(compiled);
  const loader = new URL("index.mjs", pathToFileURL(createRequire(import.meta.url).resolve("tsx/esm/api")))
    .href;
  const source = new URL("./examine-thread.ts", import.meta.url).href;
  const start = `import("${loader}").then(({ register }) => register()).then(() => import("${source}"));`;
  return new Worker(start, { eval: true });
}

/**
 * `examine` on a thread of its own, fed piece by piece as it asks, so that a large file holds up nobody else's turn.
 * Past the time limit the thread is ended and the file has `limits-exceeded`. Threads are kept for the next file.
 */
export async function examineOffThread(
  content: AsyncIterable<Uint8Array>,
  options: ExamineOptions,
  timeLimitMs: number = TIME_LIMIT_MS,
): Promise<Examined> {
  const thread = idle.pop() ?? newThread();
  busy.add(thread);
  thread.ref();
  const source = content[Symbol.asyncIterator]();
  const answers = answersOf(thread);
  const late = new Promise<FromThread>((resolve) => {
    const timer = setTimeout(() => resolve({ kind: "failed", message: "time" }), timeLimitMs);
    timer.unref();
    void answers.over.then(() => clearTimeout(timer));
  });
  try {
    send(thread, { kind: "start", options });
    for (;;) {
      const answer = await Promise.race([answers.next(), late]);
      if (answer.kind === "done") {
        release(thread);
        return answer.examined;
      }
      if (answer.kind === "failed") {
        if (answer.message !== "time") throw new Error(answer.message);
        await discard(thread);
        return timedOut();
      }
      const { value, done } = await source.next();
      if (done === true) send(thread, { kind: "end" });
      else send(thread, { kind: "chunk", bytes: new Uint8Array(value) });
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

/** The thread's messages one after the other; its death is one of them. */
function answersOf(thread: Worker): {
  next(): Promise<FromThread>;
  readonly over: Promise<void>;
  end(): void;
} {
  const waiting: FromThread[] = [];
  let wake: (() => void) | undefined;
  let over: () => void = () => undefined;
  const push = (answer: FromThread): void => {
    waiting.push(answer);
    wake?.();
  };
  const failed = (error: Error): void => push({ kind: "failed", message: error.message });
  const exited = (): void => push({ kind: "failed", message: "the examining thread ended" });
  thread.on("message", push);
  thread.on("error", failed);
  thread.on("exit", exited);
  return {
    async next() {
      if (waiting.length === 0) await new Promise<void>((resolve) => (wake = resolve));
      wake = undefined;
      return waiting.shift() ?? { kind: "failed", message: "no answer" };
    },
    over: new Promise((resolve) => (over = resolve)),
    end() {
      thread.off("message", push);
      thread.off("error", failed);
      thread.off("exit", exited);
      over();
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
  const late = found("limits-exceeded", { values: { what: "time", line: 1, column: 1 } });
  return { kind: "binary", found: [late], summary: {}, facts: {}, fingerprint: null };
}

/** Ends every thread. */
export async function stopExaminers(): Promise<void> {
  await Promise.all([...idle.splice(0), ...busy].map((thread) => thread.terminate()));
  busy.clear();
}

import { parentPort } from "node:worker_threads";
import { examine } from "../evidence/examine.ts";
import { KnowledgeError } from "./load-knowledge.ts";
import type { FromThread, ToThread } from "./off-thread.ts";
import { toolsOf } from "./tools.ts";

/** The thread's side of `examineOffThread`: one file after the other, each piece asked for. */
const port = parentPort;
if (port === null) throw new Error("examine-thread runs as a worker thread");

let deliver: ((message: ToThread) => void) | undefined;

function say(message: FromThread): void {
  port?.postMessage(message);
}

function nextMessage(): Promise<ToThread> {
  return new Promise((resolve) => (deliver = resolve));
}

async function* pieces(): AsyncIterable<Uint8Array> {
  for (;;) {
    say({ kind: "more" });
    const message = await nextMessage();
    if (message.kind !== "chunk") return;
    yield message.bytes;
  }
}

/** Where an error arose, without its message: that may quote the file. */
function placeOf(error: unknown): string {
  if (!(error instanceof Error)) return "unknown";
  const frames = (error.stack ?? "").split("\n").filter((line) => /^\s+at /.test(line));
  return [error.name, ...frames.slice(0, 4).map((frame) => frame.trim())].join(" ");
}

port.on("message", (message: ToThread) => {
  if (message.kind !== "start") {
    deliver?.(message);
    return;
  }
  Promise.resolve()
    .then(() => examine(pieces(), { ...message.ask, ...toolsOf() }))
    .then(
      (examined) => say({ kind: "done", examined }),
      (error: unknown) => {
        // A file of `flows/` that cannot be used is the operator's matter, and its message quotes no upload.
        if (error instanceof KnowledgeError) say({ kind: "unusable", message: error.message });
        else say({ kind: "failed", place: placeOf(error) });
      },
    );
});

import { parentPort } from "node:worker_threads";
import { examine } from "./examine.ts";
import type { FromThread, ToThread } from "./off-thread.ts";

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

port.on("message", (message: ToThread) => {
  if (message.kind !== "start") {
    deliver?.(message);
    return;
  }
  examine(pieces(), message.options).then(
    (examined) => say({ kind: "done", examined }),
    (error: unknown) => say({ kind: "failed", message: error instanceof Error ? error.name : "unknown" }),
  );
});

import { setTimeout as sleep } from "node:timers/promises";
import type { App, Logger, Receiver, webApi } from "@slack/bolt";
import { SocketModeReceiver } from "@slack/bolt";
import { passes } from "./failure.ts";
import type { AdapterLog } from "../adapter.ts";
import { settleThenAck } from "./settleThenAck.ts";

const FIRST_WAIT_MS = 250;
const LONGEST_WAIT_MS = 30_000;
/** How long the goodbye of a connection is waited for. */
const GOODBYE_MS = 2_000;

type Parts = {
  readonly appToken: string;
  readonly clientOptions: webApi.WebClientOptions;
  readonly logger: Logger;
  readonly log: AdapterLog;
};

/**
 * Takes events over Socket Mode. Bolt's client connects; that it connects again is our affair: its own way ends the process
 * when the address of the next connection cannot be asked for, or a frame cannot be read. `start` rejects where Slack
 * refuses the token, and waits as long as it takes where it cannot be reached.
 */
export function socketReceiver(parts: Parts): Receiver {
  const { client } = new SocketModeReceiver({
    appToken: parts.appToken,
    logger: parts.logger,
    autoReconnectEnabled: false,
    installerOptions: { clientOptions: parts.clientOptions },
  });
  let app: App | undefined;
  let stopping = new AbortController();

  guardFrames(client, parts.log);
  client.on("slack_event", ({ body, ack }: { body: unknown; ack: (reply?: unknown) => Promise<void> }) => {
    if (app === undefined || typeof body !== "object" || body === null) return;
    settleThenAck(app, { body, ack }).catch((error: unknown) => {
      parts.log.warn({ error: errorName(error) }, "slack: an event was not taken; it will come again");
    });
  });

  /** One connection from its beginning to its end; `open` is called once it takes events. */
  async function live(open: () => void): Promise<void> {
    let over: () => void = () => undefined;
    const ended = new Promise<void>((resolve) => (over = resolve));
    client.once("disconnected", over);
    try {
      await client.start();
      open();
      await ended;
    } finally {
      client.off("disconnected", over);
    }
  }

  async function keepConnected(signal: AbortSignal, open: () => void, refuse: (error: unknown) => void) {
    let failures = 0;
    let everOpen = false;
    while (!signal.aborted) {
      try {
        await live(() => {
          failures = 0;
          everOpen = true;
          open();
        });
      } catch (error) {
        if (!everOpen && !passes(error)) return refuse(error);
        failures += 1;
        if (!signal.aborted)
          parts.log.warn({ failures, error: errorName(error) }, "slack: no connection yet");
      }
      const wait = Math.min(FIRST_WAIT_MS * 2 ** failures, LONGEST_WAIT_MS);
      await sleep(wait, undefined, { signal }).catch(() => undefined);
    }
  }

  return {
    init(bolt) {
      app = bolt;
    },
    start() {
      stopping = new AbortController();
      return new Promise<void>((resolve, reject) => {
        void keepConnected(stopping.signal, resolve, reject).then(() => resolve());
      });
    },
    async stop() {
      stopping.abort();
      await Promise.race([client.disconnect(), sleep(GOODBYE_MS, undefined, { ref: false })]);
    },
  };
}

/** The client reads each frame in a promise nobody waits for: one that is no event would end the process. */
function guardFrames(client: SocketModeReceiver["client"], log: AdapterLog): void {
  const readers = client.listeners("ws_message");
  client.removeAllListeners("ws_message");
  client.on("ws_message", (...frame: unknown[]) => {
    for (const read of readers) {
      Promise.resolve(Reflect.apply(read, client, frame)).catch(() => {
        log.warn({}, "slack: a frame that is no event was dropped");
      });
    }
  });
}

function errorName(error: unknown): string {
  return error instanceof Error ? error.name : "unknown";
}

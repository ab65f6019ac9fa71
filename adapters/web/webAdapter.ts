import { once } from "node:events";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Adapter } from "../adapter.ts";
import { createApp } from "./createApp.ts";
import { createLimits } from "./limits.ts";
import { listen } from "./listen.ts";
import type { WebOptions } from "./options.ts";

/** How long requests under way may take to end once the channel stops. */
const GRACE_MS = 5_000;

function urlOf(server: Server | undefined, options: WebOptions): string {
  if (options.publicUrl !== undefined) return options.publicUrl.replace(/\/+$/, "");
  const port = (server?.address() as AddressInfo | null | undefined)?.port ?? options.port;
  const anywhere = options.host === "0.0.0.0" || options.host === "::";
  const host = anywhere ? "127.0.0.1" : options.host.includes(":") ? `[${options.host}]` : options.host;
  return `http://${host}:${port}`;
}

/**
 * The web chat: a page that works without script, and the HTTP API beneath it.
 * `url` is where people go; with port 0 it is known once started. `start` rejects with `ListenError`.
 */
export function webAdapter(options: WebOptions): Adapter & { readonly url: string } {
  let server: Server | undefined;
  let stopping = new AbortController();
  return {
    name: "web",
    get url() {
      return urlOf(server, options);
    },
    async start(assistant) {
      stopping = new AbortController();
      const limits = createLimits(options.rateLimit);
      server = await listen(createApp({ options, assistant, limits, stopping: stopping.signal }), options);
    },
    async stop() {
      const stopped = server;
      if (stopped === undefined) return;
      server = undefined;
      stopping.abort();
      const closed = once(stopped, "close");
      stopped.close();
      const grace = setTimeout(() => stopped.closeAllConnections(), GRACE_MS);
      const sweep = setInterval(() => stopped.closeIdleConnections(), 50);
      await closed;
      clearTimeout(grace);
      clearInterval(sweep);
    },
  };
}

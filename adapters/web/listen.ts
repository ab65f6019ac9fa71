import { createServer } from "node:http";
import type { Server } from "node:http";
import { getRequestListener } from "@hono/node-server";
import type { WebApp } from "./context.ts";
import { ListenError } from "./listenError.ts";
import type { WebOptions } from "./options.ts";
import { SECURITY_HEADERS } from "./securityHeaders.ts";

/**
 * Against connections that dribble: headers within ten seconds, a minute without a byte ends a connection (live
 * updates beat every fifteen seconds), and half an hour lets the largest upload pass on a slow line.
 */
const TIMEOUTS = {
  headersTimeout: 10_000,
  requestTimeout: 30 * 60_000,
  keepAliveTimeout: 10_000,
  connectionsCheckingInterval: 5_000,
};
const SILENCE_MS = 60_000;

/** Serves `app`; resolves once it takes requests, rejects with `ListenError`. */
export function listen(
  app: WebApp,
  options: Pick<WebOptions, "host" | "port" | "handlers">,
): Promise<Server> {
  const listener = getRequestListener(app.fetch, {
    // Only what is not even a request comes here, e.g. a host that is no host.
    errorHandler: () => {
      const body = { error: { code: "malformed", message: "Requête illisible." } };
      return Response.json(body, { status: 400, headers: { ...SECURITY_HEADERS } });
    },
  });
  const { handlers = [] } = options;
  const server = createServer(TIMEOUTS, (incoming, outgoing) => {
    const path = incoming.url?.replace(/\?.*$/s, "");
    const handler = handlers.find((one) => one.path === path);
    if (handler === undefined) void listener(incoming, outgoing);
    else handler.handle(incoming, outgoing);
  });
  server.timeout = SILENCE_MS;
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => reject(new ListenError(error, options)));
    server.listen(options.port, options.host, () => resolve(server));
  });
}

import { readFile } from "node:fs/promises";
import type { IncomingMessage, ServerResponse } from "node:http";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { basename, join } from "node:path";
import type { Mount } from "../../../adapters/chat.ts";
import type { TeamsEndpoints } from "../../../adapters/teams/teamsOptions.ts";
import { signingKey } from "../signing.ts";

const CONNECTOR = "/_connector";
const APART_MS = 250;

/** One person alone can act in the playground: what is done in this channel is said to be done by that one. */
type Agents = { readonly channel: string; readonly from: Readonly<Record<string, string>> };

export type BridgeTo = {
  /** Where the playground is served. */
  readonly playground: string;
  /** Whom its events are for. */
  readonly clientId: string;
  /** What every event is said to be written in: the playground says English, whoever types. */
  readonly locale: string;
  readonly agents: Agents;
  /** Folder of the files that can be sent, each at `/files/<name>`. */
  readonly files: string;
};

type Event = { readonly conversation?: { readonly id?: string }; readonly from?: unknown };

/** What Agents Playground lacks of Microsoft's servers, on loopback. */
export type Bridge = {
  readonly url: string;
  /** For the adapter; `service` is the playground's connector by way of the bridge, which it is to name as its own. */
  readonly endpoints: Pick<TeamsEndpoints, "login" | "openIdMetadata" | "service" | "fileHosts">;
  /** Passes events to the adapter's addresses. */
  serve(mounts: readonly Mount[]): void;
  close(): Promise<void>;
};

/**
 * Stands between Agents Playground, which signs nothing, and the adapter, which takes nothing unsigned: each event is
 * signed with a key of this run. It signs the app in too, with a token nobody checks, and passes on what is shown, one
 * thing after the other: of two that come at once the playground's page loses one. `port` 0 takes any.
 */
export async function openBridge(to: BridgeTo, port: number): Promise<Bridge> {
  const key = signingKey("playground");
  const inner = createServer();
  const outer = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => response.writeHead(502).end(String(error)));
  });

  let turn = Promise.resolve();

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname } = new URL(request.url ?? "/", url);
    if (request.method === "GET" && pathname === "/v1/.well-known/openidconfiguration") {
      return json(response, {
        issuer: "https://api.botframework.com",
        jwks_uri: `${url}/v1/.well-known/keys`,
      });
    }
    if (request.method === "GET" && pathname === "/v1/.well-known/keys")
      return json(response, { keys: [key.jwk] });
    if (request.method === "GET" && pathname.startsWith("/files/")) {
      const content = await readFile(join(to.files, basename(decodeURIComponent(pathname)))).catch(
        () => null,
      );
      response.writeHead(content === null ? 404 : 200).end(content);
      return;
    }
    if (pathname.endsWith("/oauth2/v2.0/token"))
      return json(response, { access_token: "of-the-playground", expires_in: 3600 });
    const body = await bodyOf(request);
    if (pathname.startsWith(CONNECTOR)) {
      turn = turn
        .then(() => pass(`${to.playground}${request.url ?? ""}`, request.method ?? "GET", body, response))
        .catch(() => void response.writeHead(502).end());
      return turn;
    }
    const event = JSON.parse(body) as Event;
    const from = event.conversation?.id?.startsWith(to.agents.channel) === true ? to.agents.from : event.from;
    const told = JSON.stringify({ ...event, from, locale: to.locale });
    await pass(`${urlOf(inner)}${pathname}`, "POST", told, response, token());
  }

  function token(): string {
    const now = Math.floor(Date.now() / 1000);
    return key.sign({
      iss: "https://api.botframework.com",
      aud: to.clientId,
      serviceurl: serviceUrl,
      nbf: now - 60,
      exp: now + 600,
    });
  }

  for (const [server, at] of [
    [inner, 0],
    [outer, port],
  ] as const) {
    await new Promise<void>((resolve, reject) => {
      server.once("error", reject).listen(at, "127.0.0.1", resolve);
    });
  }
  const url = urlOf(outer);
  const serviceUrl = `${url}${CONNECTOR}`;
  return {
    url,
    endpoints: {
      login: url,
      openIdMetadata: `${url}/v1/.well-known/openidconfiguration`,
      service: serviceUrl,
      fileHosts: [url],
    },
    serve(mounts) {
      inner.on("request", (request: IncomingMessage, response: ServerResponse) => {
        const mount = mounts.find(({ path }) => path === request.url);
        if (mount === undefined) response.writeHead(404).end();
        else mount.handle(request, response);
      });
    },
    async close() {
      for (const server of [outer, inner]) {
        server.closeAllConnections();
        await new Promise((resolve) => server.close(resolve));
      }
    },
  };
}

/** Asks the same of another server, and answers what it answered. */
async function pass(
  url: string,
  method: string,
  body: string,
  response: ServerResponse,
  token?: string,
): Promise<void> {
  const given = await fetch(url, {
    method,
    headers: {
      "content-type": "application/json",
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
    ...(method === "GET" ? {} : { body }),
  });
  const told = await given.text();
  response.writeHead(given.status, { "content-type": "application/json" }).end(told);
  if (method !== "GET") await new Promise((resolve) => setTimeout(resolve, APART_MS));
}

function urlOf(server: ReturnType<typeof createServer>): string {
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request as AsyncIterable<Buffer>) parts.push(part);
  return Buffer.concat(parts).toString("utf8");
}

function json(response: ServerResponse, body: unknown): void {
  response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(body));
}

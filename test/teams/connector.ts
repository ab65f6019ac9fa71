import type { IncomingMessage, Server, ServerResponse } from "node:http";
import { createServer } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { z } from "zod";
import type { Card } from "../../adapters/teams/cards.ts";
import type { SigningKey } from "./signing.ts";

/** A message as Teams keeps it. */
export type KeptMessage = {
  readonly id: string;
  readonly conversation: string;
  readonly edits: number;
  readonly summary: string;
  readonly card: Card;
};

export type Member = { readonly id: string; readonly aadObjectId: string; readonly name: string };

/** What the connector is told of the world, and what happened to it. */
export type ConnectorState = {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly tenantId: string;
  /** Conversations the bot is in; a thread is in its channel. */
  readonly conversations: Set<string>;
  /** Conversations it was taken out of. */
  readonly left: Set<string>;
  readonly members: Map<string, readonly Member[]>;
  readonly messages: KeptMessage[];
  readonly targeted: { readonly to: string; readonly text: string }[];
  readonly files: Map<string, (response: ServerResponse) => void>;
  limited: { times: number; seconds: string };
  lost: number;
  /** Answers every call that shows something with this status. */
  failing: { readonly status: number; readonly code: string } | null;
  /** Whether messages for one person only are known here: a preview, in some directories alone. */
  targets: boolean;
  /** How far the platform's clock is ahead. */
  aheadMinutes: number;
  /** Tokens that were given out. */
  readonly tokens: Set<string>;
  tokensAsked: number;
};

/** Cards of Teams are cut off at about this many bytes. */
const LARGEST_MESSAGE = 28_000;

const activity = z.looseObject({
  type: z.literal("message"),
  summary: z.string().min(1),
  recipient: z.object({ id: z.string() }).optional(),
  attachments: z
    .array(
      z.object({
        contentType: z.literal("application/vnd.microsoft.card.adaptive"),
        content: z.looseObject({ type: z.literal("AdaptiveCard"), version: z.literal("1.5") }),
      }),
    )
    .length(1),
});

export type Connector = {
  readonly url: string;
  cut(milliseconds: number): void;
  close(): Promise<void>;
};

/** Sign-in, key set, connector and files of Microsoft, on loopback. */
export async function openConnector(state: ConnectorState, key: SigningKey): Promise<Connector> {
  const sockets = new Set<Socket>();
  let down = false;
  let serial = 1_700_000_000_000;
  const server: Server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      response.writeHead(500).end(String(error));
    });
  });
  server.on("connection", (socket) => {
    if (down) socket.destroy();
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
  });

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? "/", "http://stand-in");
    const { pathname } = url;
    const body = await bodyOf(request);
    if (pathname === "/v1/.well-known/openidconfiguration") {
      response.setHeader("date", new Date(Date.now() + state.aheadMinutes * 60_000).toUTCString());
      json(response, 200, {
        issuer: "https://api.botframework.com",
        jwks_uri: `${self.url}/v1/.well-known/keys`,
      });
    } else if (pathname === "/v1/.well-known/keys") json(response, 200, { keys: [key.jwk] });
    else if (pathname.endsWith("/oauth2/v2.0/token"))
      giveToken(pathname, new URLSearchParams(body), response);
    else if (pathname.startsWith("/files/")) {
      const file = state.files.get(pathname);
      if (file === undefined) response.writeHead(404).end();
      else file(response);
    } else if (!state.tokens.has((request.headers.authorization ?? "").replace(/^Bearer /, ""))) {
      json(response, 401, { error: { code: "AuthorizationError", message: "no token" } });
    } else if (pathname.startsWith("/emea/v3/attachments/")) {
      const file = state.files.get(pathname);
      if (file === undefined) response.writeHead(404).end();
      else file(response);
    } else converse(request.method ?? "", url, body, response);
  }

  function giveToken(pathname: string, form: URLSearchParams, response: ServerResponse): void {
    state.tokensAsked += 1;
    const known = pathname === `/${state.tenantId}/oauth2/v2.0/token`;
    const good = form.get("client_id") === state.clientId && form.get("client_secret") === state.clientSecret;
    if (!known) json(response, 400, { error: "invalid_request", error_codes: [90002] });
    else if (!good) json(response, 401, { error: "invalid_client", error_codes: [7000215] });
    else {
      const token = `app-token-${state.tokensAsked}`;
      state.tokens.add(token);
      json(response, 200, { token_type: "Bearer", expires_in: 3599, access_token: token });
    }
  }

  function converse(method: string, url: URL, body: string, response: ServerResponse): void {
    const [, conversation = "", what, id] =
      /^\/emea\/v3\/conversations\/([^/]+)\/(activities|pagedMembers)(?:\/([^/]+))?$/.exec(
        decodeURIComponent(url.pathname),
      ) ?? [];
    const channel = conversation.split(";")[0] ?? "";
    if (what === undefined || !state.conversations.has(channel)) {
      return json(response, 404, { error: { code: "ConversationNotFound", message: "no conversation" } });
    }
    if (state.left.has(channel)) {
      return json(response, 403, { error: { code: "BotNotInConversationRoster", message: "not there" } });
    }
    if (what === "pagedMembers") {
      const all = state.members.get(channel) ?? [];
      const from = Number(url.searchParams.get("continuationToken") ?? "0");
      return json(response, 200, {
        members: all
          .slice(from, from + 1)
          .map(({ aadObjectId, ...rest }) => ({ ...rest, objectId: aadObjectId })),
        ...(from + 1 < all.length ? { continuationToken: String(from + 1) } : {}),
      });
    }
    if (state.limited.times > 0) {
      state.limited.times -= 1;
      response.setHeader("retry-after", state.limited.seconds);
      return json(response, 429, { error: { code: "TooManyRequests", message: "wait" } });
    }
    if (state.failing !== null) {
      const { status, code } = state.failing;
      return json(response, status, { error: { code, message: "failing" } });
    }
    if (Buffer.byteLength(body) > LARGEST_MESSAGE) {
      return json(response, 413, { error: { code: "MessageSizeTooBig", message: "too big" } });
    }
    const { data, error } = activity.safeParse(JSON.parse(body));
    if (data === undefined)
      return json(response, 400, { error: { code: "BadSyntax", message: error.message } });
    const [{ content }] = data.attachments as unknown as [{ content: Card }];
    if (url.searchParams.get("isTargetedActivity") === "true") {
      if (!state.targets)
        return json(response, 400, { error: { code: "BadArgument", message: "no targets" } });
      state.targeted.push({ to: data.recipient?.id ?? "", text: JSON.stringify(content.body) });
      return json(response, 201, { id: String((serial += 1)) });
    }
    const at = state.messages.findIndex((one) => one.id === id);
    const before = state.messages[at];
    if (method === "PUT" && before !== undefined) {
      state.messages[at] = { ...before, edits: before.edits + 1, summary: data.summary, card: content };
      finish(response, 200, before.id);
    } else if (method === "POST" && id === undefined) {
      const made = String((serial += 1));
      state.messages.push({ id: made, conversation, edits: 0, summary: data.summary, card: content });
      finish(response, 201, made);
    } else json(response, 404, { error: { code: "ActivityNotFoundInConversation", message: "no message" } });
  }

  function finish(response: ServerResponse, status: number, id: string): void {
    if (state.lost > 0) {
      state.lost -= 1;
      response.destroy();
    } else json(response, status, { id });
  }

  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const self: Connector = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    cut(milliseconds) {
      down = true;
      for (const socket of sockets) socket.destroy();
      setTimeout(() => (down = false), milliseconds).unref();
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return self;
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request as AsyncIterable<Buffer>) parts.push(part);
  return Buffer.concat(parts).toString("utf8");
}

function json(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}

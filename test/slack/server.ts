import { once } from "node:events";
import type { IncomingMessage, ServerResponse } from "node:http";
import { createServer } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import type { WebSocket } from "ws";
import { WebSocketServer } from "ws";
import { allScopes } from "../../adapters/slack/scopes.ts";
import { blocksError } from "./blocks.ts";
import type { Block, SlackFile, SlackMessage } from "./workspace.ts";
import {
  AGENTS_CHANNEL,
  AGENTS_GROUP,
  APP_TOKEN,
  BOT_ID,
  BOT_TOKEN,
  BOT_USER,
  directChannel,
  NAMES,
  TEAM,
  USERS,
} from "./workspace.ts";

type Form = Readonly<Record<string, string>>;
type Answer = Readonly<Record<string, unknown>>;

/** Methods that show something: those the contract's faults are about. */
const SHOWING: ReadonlySet<string> = new Set(["chat.postMessage", "chat.update"]);
const SIGN_IN_PAGE =
  '<!DOCTYPE html><html><head><link href="https://a.slack-edge.com/x.css"></head><body>Sign in to Slack</body></html>';

export type SlackServer = Awaited<ReturnType<typeof slackServer>>;

/** Slack's Web API, its files and its Socket Mode on loopback, strict about what Slack is strict about. */
export async function slackServer(locale: string) {
  const messages: SlackMessage[] = [];
  const ephemerals: { readonly user: string; readonly text: string; readonly channel: string }[] = [];
  const files = new Map<string, SlackFile>();
  const views: Answer[] = [];
  const homes = new Map<string, Answer>();
  const prompts: Form[] = [];
  /** Methods in the order they were called. */
  const called: string[] = [];
  /** What a method answers instead, for as long as it is here. */
  const failing = new Map<string, string>();
  const control = { scopes: allScopes(), locale, limited: 0, seconds: 0, lost: 0, refusing: false };
  const acknowledged = new Map<string, (payload: unknown) => void>();

  let stamp = 0;
  function nextStamp(): string {
    stamp = Math.max(stamp + 1, Date.now() * 1_000);
    return `${Math.floor(stamp / 1e6)}.${String(stamp % 1e6).padStart(6, "0")}`;
  }

  function post(form: Form, user: string): SlackMessage {
    const message: SlackMessage = {
      channel: form["channel"] ?? "",
      ts: nextStamp(),
      thread_ts: form["thread_ts"],
      user,
      text: form["text"] ?? "",
      blocks: JSON.parse(form["blocks"] ?? "[]") as readonly Block[],
      metadata: JSON.parse(form["metadata"] ?? "null") as unknown,
      edits: 0,
    };
    messages.push(message);
    return message;
  }

  /** Newest last, with what the Web API gives of them. */
  function told(chosen: readonly SlackMessage[]): Answer {
    return { ok: true, messages: chosen.map((one) => ({ ...one, type: "message" })), has_more: false };
  }

  const methods: Readonly<Record<string, (form: Form) => Answer>> = {
    "auth.test": () => ({
      ok: true,
      team: "Collège",
      team_id: TEAM,
      user: "passerelle",
      user_id: BOT_USER,
      bot_id: BOT_ID,
    }),
    "chat.postMessage": (form) => {
      const wrong = blocksError(JSON.parse(form["blocks"] ?? "[]") as readonly Block[]);
      if (wrong !== null) return { ok: false, error: wrong.replace(/:.*/, ""), detail: wrong };
      const text = form["text"] ?? "";
      if (text === "") return { ok: false, error: "no_text" };
      if (text.length > 40_000) return { ok: false, error: "msg_too_long" };
      const { ts, channel } = post(form, BOT_USER);
      return { ok: true, ts, channel };
    },
    "chat.update": (form) => {
      const found = messages.find((one) => one.ts === form["ts"] && one.channel === form["channel"]);
      if (found === undefined) return { ok: false, error: "message_not_found" };
      const blocks = JSON.parse(form["blocks"] ?? "[]") as readonly Block[];
      const wrong = blocksError(blocks);
      if (wrong !== null) return { ok: false, error: wrong.replace(/:.*/, ""), detail: wrong };
      if (Buffer.byteLength(form["text"] ?? "") > 4_000) return { ok: false, error: "msg_too_long" };
      found.blocks = blocks;
      found.text = form["text"] ?? "";
      found.edits += 1;
      return { ok: true, ts: found.ts, channel: found.channel };
    },
    "chat.postEphemeral": (form) => {
      ephemerals.push({ user: form["user"] ?? "", text: form["text"] ?? "", channel: form["channel"] ?? "" });
      return { ok: true, message_ts: nextStamp() };
    },
    "chat.getPermalink": (form) => ({
      ok: true,
      permalink: `https://college.slack.com/archives/${form["channel"]}/p${form["message_ts"]?.replace(".", "")}`,
    }),
    "conversations.open": (form) => ({ ok: true, channel: { id: directChannel(form["users"] ?? "") } }),
    "conversations.replies": (form) =>
      told(
        messages.filter(
          (one) => one.channel === form["channel"] && (one.thread_ts === form["ts"] || one.ts === form["ts"]),
        ),
      ),
    "conversations.history": (form) =>
      told(messages.filter((one) => one.channel === form["channel"] && one.thread_ts === undefined)),
    "conversations.members": () => ({ ok: true, members: [BOT_USER, USERS.agent] }),
    "conversations.info": (form) =>
      form["channel"] === AGENTS_CHANNEL
        ? { ok: true, channel: { id: AGENTS_CHANNEL, name: "agents", is_member: true, is_archived: false } }
        : { ok: false, error: "channel_not_found" },
    "users.info": (form) => {
      const user = form["user"] ?? "";
      const name = NAMES[user];
      if (name === undefined) return { ok: false, error: "user_not_found" };
      return { ok: true, user: { id: user, real_name: name, locale: control.locale } };
    },
    "usergroups.users.list": (form) =>
      form["usergroup"] === AGENTS_GROUP
        ? { ok: true, users: [USERS.agent] }
        : { ok: false, error: "no_such_subteam" },
    "files.info": (form) => {
      const file = files.get(form["file"] ?? "");
      if (file === undefined || file.state === "deleted") return { ok: false, error: "file_not_found" };
      const url = `${base()}/files-pri/${file.id}/download`;
      return {
        ok: true,
        file: {
          id: file.id,
          name: file.name,
          mimetype: file.mimetype,
          mode: file.state === "tombstone" ? "tombstone" : "hosted",
          url_private_download: url,
        },
      };
    },
    "views.open": (form) => {
      const view = JSON.parse(form["view"] ?? "{}") as { readonly blocks?: readonly Block[] };
      const wrong = blocksError(view.blocks ?? [], 100);
      if (wrong !== null && wrong !== "msg_blocks_too_long") {
        return { ok: false, error: "invalid_arguments", detail: wrong };
      }
      views.push(view);
      return { ok: true, view: { id: `V${views.length}` } };
    },
    "views.publish": (form) => {
      const view = JSON.parse(form["view"] ?? "{}") as { readonly blocks?: readonly Block[] };
      const wrong = blocksError(view.blocks ?? [], 100);
      if (wrong !== null) return { ok: false, error: "invalid_arguments", detail: wrong };
      homes.set(form["user_id"] ?? "", view);
      return { ok: true };
    },
    "assistant.threads.setSuggestedPrompts": (form) => {
      prompts.push(form);
      return { ok: true };
    },
  };

  function base(): string {
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  function reply(response: ServerResponse, answer: Answer): void {
    response.writeHead(200, {
      "content-type": "application/json; charset=utf-8",
      "x-oauth-scopes": control.scopes.join(","),
    });
    response.end(JSON.stringify(answer));
  }

  async function callMethod(
    method: string,
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    let body = "";
    for await (const chunk of request) body += String(chunk);
    const form: Form = Object.fromEntries(new URLSearchParams(body));
    called.push(method);
    const shows = SHOWING.has(method);
    if (shows && control.limited > 0) {
      control.limited -= 1;
      response.writeHead(429, { "retry-after": String(control.seconds) }).end();
      return;
    }
    const error = failing.get(method);
    if (error !== undefined) return reply(response, { ok: false, error });
    const token = request.headers.authorization?.replace("Bearer ", "");
    if (method === "apps.connections.open") {
      if (token !== APP_TOKEN) return reply(response, { ok: false, error: "invalid_auth" });
      return reply(response, { ok: true, url: `${base().replace("http", "ws")}/link` });
    }
    if (token !== BOT_TOKEN) return reply(response, { ok: false, error: "invalid_auth" });
    const answer = methods[method]?.(form) ?? { ok: false, error: "unknown_method" };
    if (shows && control.lost > 0) {
      control.lost -= 1;
      request.socket.destroy();
      return;
    }
    reply(response, answer);
  }

  function download(id: string, request: IncomingMessage, response: ServerResponse): void {
    const file = files.get(id);
    if (file === undefined || file.state === "vanished") return void response.writeHead(404).end();
    if (request.headers.authorization !== `Bearer ${BOT_TOKEN}` || file.state === "sign-in") {
      return void response.writeHead(302, { location: `${base()}/sign-in` }).end();
    }
    response.writeHead(200, { "content-type": file.mimetype, "content-length": String(file.content.length) });
    if (file.state === "cut-off") {
      response.write(file.content.subarray(0, Math.ceil(file.content.length / 2)), () => {
        setTimeout(() => request.socket.destroy(), 20);
      });
      return;
    }
    response.end(file.content);
  }

  const server = createServer((request, response) => {
    const path = request.url ?? "";
    const method = /^\/api\/([a-zA-Z.]+)$/.exec(path)?.[1];
    const file = /^\/files-pri\/([^/]+)\/download$/.exec(path)?.[1];
    if (method !== undefined) void callMethod(method, request, response);
    else if (file !== undefined) download(file, request, response);
    else if (path === "/sign-in") {
      response.writeHead(200, { "content-type": "text/html; charset=utf-8" }).end(SIGN_IN_PAGE);
    } else response.writeHead(404).end();
  });
  const sockets = new Set<Socket>();
  server.on("connection", (socket) => {
    if (control.refusing) return void socket.destroy();
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
  });

  const links = new WebSocketServer({ server, path: "/link" });
  const open = new Set<WebSocket>();
  links.on("connection", (link) => {
    open.add(link);
    link.on("close", () => open.delete(link));
    link.on("error", () => link.terminate());
    link.on("message", (data) => {
      const frame = JSON.parse(String(data)) as { envelope_id?: string; payload?: unknown };
      acknowledged.get(frame.envelope_id ?? "")?.(frame.payload);
    });
    link.send(JSON.stringify({ type: "hello", num_connections: open.size }));
  });

  server.listen(0, "127.0.0.1");
  await once(server, "listening");

  return {
    messages,
    ephemerals,
    files,
    views,
    homes,
    prompts,
    called,
    failing,
    control,
    nextStamp,
    base,
    /** Somebody writes; the bot's own messages come through the Web API. */
    write: post,
    /** Whether a connection is open. */
    linked: () => open.size > 0,
    /** Sends a frame as it is on the latest connection. */
    frame(text: string): void {
      [...open].at(-1)?.send(text);
    },
    /** Sends an envelope; the payload of its acknowledgement, or null where none came in time. */
    async envelope(id: string, type: string, payload: unknown, within = 3_000): Promise<unknown> {
      const answer = new Promise<unknown>((resolve) => acknowledged.set(id, resolve));
      [...open]
        .at(-1)
        ?.send(
          JSON.stringify({ envelope_id: id, type, payload, accepts_response_payload: type !== "events_api" }),
        );
      const late = new AbortController();
      const timer = sleep(within, null, { signal: late.signal }).catch(() => null);
      const first = await Promise.race([answer, timer]);
      late.abort();
      acknowledged.delete(id);
      return first;
    },
    async cut(milliseconds: number): Promise<void> {
      const linkedBefore = open.size > 0;
      control.refusing = true;
      for (const link of open) link.terminate();
      for (const socket of sockets) socket.destroy();
      await sleep(milliseconds);
      control.refusing = false;
      for (let waited = 0; linkedBefore && open.size === 0 && waited < 15_000; waited += 20) await sleep(20);
    },
    async close(): Promise<void> {
      for (const link of open) link.terminate();
      links.close();
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

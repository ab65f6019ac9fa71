import { createHmac, randomUUID } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { performance } from "node:perf_hooks";
import { WORKPLACE } from "./workplace.ts";

/** A message the program that is measured has shown in a thread. */
export type Shown = {
  readonly ts: string;
  /** Of its buttons, in order. */
  readonly buttons: readonly Button[];
  /** When it was asked for (performance.now). */
  readonly at: number;
};

export type Button = { readonly action_id: string; readonly block_id: string; readonly value?: string };

type Block = { readonly block_id?: string; readonly elements?: readonly Record<string, unknown>[] };

export type Slack = Awaited<ReturnType<typeof openSlack>>;

/** Slack's Web API on loopback: what is shown is told to whoever waits for it in its thread. */
export async function openSlack() {
  let stamp = 0;
  const waiting = new Map<string, (shown: Shown) => void>();
  const nextStamp = (): string =>
    `${1_700_000_000 + Math.floor(stamp / 1e6)}.${String(stamp++ % 1e6).padStart(6, "0")}`;

  function answer(method: string, form: URLSearchParams, at: number): object {
    switch (method) {
      case "auth.test":
        return {
          ok: true,
          team_id: WORKPLACE.team,
          user_id: WORKPLACE.bot,
          bot_id: WORKPLACE.botId,
          user: "passerelle",
        };
      case "users.info":
        return {
          ok: true,
          user: {
            id: form.get("user"),
            name: "admin",
            real_name: "Admin",
            locale: "fr-FR",
            profile: { display_name: "Admin" },
          },
        };
      case "conversations.members":
        return { ok: true, members: [WORKPLACE.bot] };
      case "chat.postMessage": {
        const ts = nextStamp();
        const thread = form.get("thread_ts") ?? "";
        const buttons = (JSON.parse(form.get("blocks") ?? "[]") as readonly Block[]).flatMap((block) =>
          (block.elements ?? []).flatMap((one) =>
            one["type"] === "button"
              ? [{ ...(one as unknown as Button), block_id: block.block_id ?? "" }]
              : [],
          ),
        );
        if (buttons.length > 0) {
          const told = waiting.get(thread);
          waiting.delete(thread);
          told?.({ ts, buttons, at });
        }
        return {
          ok: true,
          ts,
          channel: form.get("channel"),
          message: { ts, text: "", bot_id: WORKPLACE.botId },
        };
      }
      default:
        return { ok: true, ts: form.get("ts") ?? nextStamp(), channel: WORKPLACE.channel, messages: [] };
    }
  }

  const server = createServer((request, response) => {
    const at = performance.now();
    let body = "";
    request.setEncoding("utf8").on("data", (chunk: string) => (body += chunk));
    request.on("end", () => {
      const method = (request.url ?? "").split("/").at(-1) ?? "";
      const text = JSON.stringify(answer(method, new URLSearchParams(body), at));
      response.writeHead(200, { "content-type": "application/json; charset=utf-8" }).end(text);
    });
  });
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));

  /** The next message with buttons in a thread. */
  function next(thread: string): Promise<Shown> {
    return new Promise((resolve) => waiting.set(thread, resolve));
  }

  /** Delivers a signed event; how long the program took to acknowledge it, in milliseconds. */
  async function deliver(
    url: string,
    type: "application/json" | "application/x-www-form-urlencoded",
    body: string,
  ): Promise<number> {
    const timestamp = String(Math.floor(Date.now() / 1_000));
    const signature = createHmac("sha256", WORKPLACE.secret).update(`v0:${timestamp}:${body}`).digest("hex");
    const from = performance.now();
    const response = await fetch(`${url}${WORKPLACE.path}`, {
      method: "POST",
      headers: {
        "content-type": type,
        "x-slack-request-timestamp": timestamp,
        "x-slack-signature": `v0=${signature}`,
      },
      body,
    });
    await response.arrayBuffer();
    if (!response.ok) throw new Error(`an event was not taken: ${response.status}`);
    return performance.now() - from;
  }

  return {
    api: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/`,
    next,
    /** A person calls the assistant: a thread of its own begins. */
    mention(url: string, user: string) {
      const ts = nextStamp();
      const event = {
        type: "app_mention",
        channel: WORKPLACE.channel,
        user,
        text: `<@${WORKPLACE.bot}>`,
        ts,
        event_ts: ts,
        thread_ts: ts,
      };
      const body = {
        type: "event_callback",
        team_id: WORKPLACE.team,
        api_app_id: "A0",
        event_id: `Ev${randomUUID()}`,
        event,
      };
      return {
        thread: ts,
        shown: next(ts),
        acknowledged: deliver(url, "application/json", JSON.stringify(body)),
      };
    },
    /** A button is pressed. */
    press(url: string, user: string, thread: string, { ts }: Shown, button: Button) {
      const body = {
        type: "block_actions",
        user: { id: user, username: "admin", name: "admin", team_id: WORKPLACE.team },
        team: { id: WORKPLACE.team },
        trigger_id: randomUUID(),
        container: { type: "message", message_ts: ts, channel_id: WORKPLACE.channel, thread_ts: thread },
        channel: { id: WORKPLACE.channel, name: "bench" },
        message: { ts, thread_ts: thread },
        actions: [{ type: "button", action_ts: nextStamp(), ...button }],
      };
      const form = new URLSearchParams({ payload: JSON.stringify(body) }).toString();
      return {
        thread,
        shown: next(thread),
        acknowledged: deliver(url, "application/x-www-form-urlencoded", form),
      };
    },
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

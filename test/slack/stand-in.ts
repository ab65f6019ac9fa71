import { createHmac, randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { slackAdapter } from "../../adapters/slack/slackAdapter.ts";
import type { AdapterLog } from "../../adapters/adapter.ts";
import type { SlackOptions } from "../../adapters/slack/options.ts";
import { ROOT } from "../../src/root.ts";
import { loadTexts } from "../../src/texts.ts";
import type { Ack, Act, Platform, PlatformEvent, ShownMessage, StandIn, Who } from "../contracts/platform.ts";
import { pressables, readable } from "./blocks.ts";
import type { SlackServer } from "./server.ts";
import { slackServer } from "./server.ts";
import type { SlackMessage } from "./workspace.ts";
import {
  AGENTS_CHANNEL,
  AGENTS_GROUP,
  APP_TOKEN,
  BOT_TOKEN,
  BOT_USER,
  CHANNEL,
  SIGNING_SECRET,
  TEAM,
  USERS,
} from "./workspace.ts";

/** How Slack tells of something: the type of its envelope over Socket Mode, the form of its body over HTTP. */
export type Carried = {
  readonly type: "events_api" | "interactive" | "slash_commands";
  readonly body: Readonly<Record<string, unknown>>;
};

/** What this platform's own tests need besides. */
export type SlackStandIn = StandIn & {
  readonly server: SlackServer;
  readonly options: SlackOptions;
  /** All lines the adapters wrote to their log. */
  readonly logged: readonly string[];
  /** Everything happens in the thread of this message. */
  readonly thread: string;
  carry(carried: Carried): Promise<Ack & { readonly reply: unknown }>;
};

const ABSURD: readonly unknown[] = [
  null,
  [],
  "text",
  {},
  { type: "event_callback" },
  { type: "event_callback", event: null },
  { type: "event_callback", team_id: TEAM, event: { type: "message" } },
  {
    type: "event_callback",
    team_id: TEAM,
    event: { type: "message", channel: 1, ts: {}, user: [], text: 4 },
  },
  { type: "event_callback", team_id: TEAM, event: { type: "app_mention", channel: CHANNEL, ts: "now" } },
  { type: "event_callback", team_id: TEAM, event: { type: "no_such_event" } },
  { type: "block_actions", user: { id: USERS.admin }, team: { id: TEAM }, actions: [{}] },
  { type: "block_actions", actions: [] },
  {
    type: "view_submission",
    team: { id: TEAM },
    user: { id: USERS.admin },
    view: { callback_id: "edit-draft" },
  },
];

const texts = loadTexts(ROOT);

async function open(mode: "socket" | "http", language: "fr" | "en"): Promise<SlackStandIn> {
  const server = await slackServer(language === "fr" ? "fr-FR" : "en-GB");
  const thread = server.write({ channel: CHANNEL, text: "Bonjour à tous" }, USERS.admin).ts;
  let reached = "";
  const logged: string[] = [];
  const line = (data: object, words: string): number => logged.push(`${words} ${JSON.stringify(data)}`);
  const log: AdapterLog = { info: line, warn: line, error: line };
  const options: SlackOptions = {
    botToken: BOT_TOKEN,
    events:
      mode === "socket"
        ? { by: "socket", appToken: APP_TOKEN }
        : { by: "http", signingSecret: SIGNING_SECRET },
    agentsChannel: AGENTS_CHANNEL,
    agentsGroup: AGENTS_GROUP,
    text: (...asked) => texts.say(...asked),
    log,
    apiUrl: `${server.base()}/api/`,
  };

  function inPlace(): readonly SlackMessage[] {
    return server.messages.filter((one) => one.thread_ts === thread && one.user === BOT_USER);
  }

  function inAgentsPlace(): readonly SlackMessage[] {
    return server.messages.filter((one) => one.channel === AGENTS_CHANNEL && one.user === BOT_USER);
  }

  function event(fields: Readonly<Record<string, unknown>>): PlatformEvent {
    const id = `Ev${randomUUID()}`;
    const body = { type: "event_callback", team_id: TEAM, api_app_id: "A0", event_id: id, event: fields };
    return { id, payload: { type: "events_api", body } satisfies Carried };
  }

  function message(who: Who, text: string, more: Readonly<Record<string, unknown>> = {}): PlatformEvent {
    const { ts } = server.write({ channel: CHANNEL, text, thread_ts: thread }, USERS[who]);
    const robot = who === "robot" ? { subtype: "bot_message", bot_id: "B0OTHER" } : {};
    return event({
      type: "message",
      channel: CHANNEL,
      channel_type: "channel",
      user: USERS[who],
      text: text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;"),
      ts,
      event_ts: ts,
      thread_ts: thread,
      ...robot,
      ...more,
    });
  }

  function mention(who: Who): PlatformEvent {
    const { ts } = server.write({ channel: CHANNEL, text: "@passerelle", thread_ts: thread }, USERS[who]);
    return event({
      type: "app_mention",
      channel: CHANNEL,
      user: USERS[who],
      text: `<@${BOT_USER}>`,
      ts,
      event_ts: ts,
      thread_ts: thread,
      ...(who === "robot" ? { bot_id: "B0OTHER" } : {}),
    });
  }

  function press(who: Who, wanted: (one: ReturnType<typeof pressables>[number]) => boolean): PlatformEvent {
    const candidates = [...inAgentsPlace(), ...inPlace()];
    const found = candidates.findLast((one) => pressables(one.blocks).some(wanted));
    const pressed = found === undefined ? undefined : pressables(found.blocks).find(wanted);
    if (found === undefined || pressed === undefined) {
      const offered = candidates.flatMap((one) => pressables(one.blocks).map((each) => each.label));
      throw new Error(`nothing to press; offered: ${offered.join(" | ")}`);
    }
    const option = { text: { type: "plain_text", text: pressed.label }, value: pressed.value };
    const id = randomUUID();
    const body = {
      type: "block_actions",
      user: { id: USERS[who], team_id: TEAM },
      team: { id: TEAM },
      trigger_id: `trigger.${id}`,
      container: { type: "message", message_ts: found.ts, channel_id: found.channel },
      channel: { id: found.channel },
      message: { ts: found.ts, ...(found.thread_ts === undefined ? {} : { thread_ts: found.thread_ts }) },
      actions: [
        {
          type: pressed.menu ? "static_select" : "button",
          action_id: pressed.actionId,
          block_id: pressed.blockId,
          action_ts: server.nextStamp(),
          ...(pressed.menu ? { selected_option: option } : { value: pressed.value }),
        },
      ],
    };
    return { id, payload: { type: "interactive", body } satisfies Carried };
  }

  function make(who: Who, act: Act): PlatformEvent {
    switch (act.kind) {
      case "open":
        return mention(who);
      case "say":
        return message(who, act.text);
      case "press":
        return press(who, (one) => one.label === act.label);
      case "back": {
        const native = inPlace().some((one) =>
          pressables(one.blocks).some((each) => each.actionId === "back"),
        );
        if (native) return press(who, (one) => one.actionId === "back");
        return message(who, language === "fr" ? "retour" : "back");
      }
      case "restart":
        return message(who, language === "fr" ? "recommencer" : "start over");
      case "upload": {
        const id = `F${server.files.size}`;
        const mimetype = /\.html?$/.test(act.name) ? "text/html" : "text/plain";
        server.files.set(id, {
          id,
          name: act.name,
          mimetype,
          content: Buffer.from(act.content),
          state: "there",
        });
        return message(who, "", { subtype: "file_share", files: [{ id, name: act.name, mimetype }] });
      }
    }
  }

  async function postEvent({ type, body }: Carried, secret: string): Promise<Response> {
    const form = (fields: Readonly<Record<string, unknown>>): string =>
      new URLSearchParams(
        Object.fromEntries(Object.entries(fields).map(([key, value]) => [key, String(value)])),
      ).toString();
    const text =
      type === "events_api"
        ? JSON.stringify(body)
        : type === "slash_commands"
          ? form(body)
          : form({ payload: JSON.stringify(body) });
    const timestamp = String(Math.floor(Date.now() / 1_000));
    const signature = createHmac("sha256", secret).update(`v0:${timestamp}:${text}`).digest("hex");
    return fetch(`${reached}/slack/events`, {
      method: "POST",
      headers: {
        "content-type": type === "events_api" ? "application/json" : "application/x-www-form-urlencoded",
        "x-slack-request-timestamp": timestamp,
        "x-slack-signature": `v0=${signature}`,
      },
      body: text,
      signal: AbortSignal.timeout(3_000),
    });
  }

  async function carry(carried: Carried): Promise<Ack & { readonly reply: unknown }> {
    const from = Date.now();
    if (mode === "socket") {
      const reply = await server.envelope(randomUUID(), carried.type, carried.body);
      return { accepted: reply !== null, milliseconds: Date.now() - from, reply };
    }
    try {
      const response = await postEvent(carried, SIGNING_SECRET);
      return { accepted: response.ok, milliseconds: Date.now() - from, reply: await response.text() };
    } catch {
      return { accepted: false, milliseconds: Date.now() - from, reply: null };
    }
  }

  const shown = (one: SlackMessage): ShownMessage => ({
    id: one.ts,
    text: readable(one.blocks),
    labels: pressables(one.blocks).map((each) => each.label),
    fallback: one.text,
    edits: one.edits,
  });

  return {
    server,
    options,
    logged,
    thread,
    carry,
    adapter: () => slackAdapter(options),
    reach(url) {
      reached = url.replace(/\/$/, "");
    },
    make,
    async act(who, act) {
      const made = make(who, act);
      return { event: made, ack: await carry(made.payload as Carried) };
    },
    deliver: (made) => carry(made.payload as Carried),
    shown: () => inPlace().map(shown),
    notices: (who) => server.ephemerals.filter((one) => one.user === USERS[who]).map((one) => one.text),
    calls: () => inAgentsPlace().map(shown),
    limit(times, seconds) {
      server.control.limited = times;
      server.control.seconds = seconds;
    },
    lose(times) {
      server.control.lost = times;
    },
    cut: (milliseconds) => server.cut(milliseconds),
    expire() {
      server.failing.set("views.open", "expired_trigger_id");
    },
    async forge(made) {
      if (mode === "socket") return null;
      const from = Date.now();
      const { ok } = await postEvent(made.payload as Carried, "another secret");
      return { accepted: ok, milliseconds: Date.now() - from };
    },
    async malformed() {
      if (mode === "http") {
        for (const body of ABSURD) {
          await postEvent({ type: "events_api", body: body as Carried["body"] }, SIGNING_SECRET);
        }
        return;
      }
      for (const text of ["", "no JSON", "null", "[]", '{"type":"events_api"}', '{"type":"unheard-of"}']) {
        server.frame(text);
      }
      for (const payload of ABSURD) {
        for (const type of ["events_api", "interactive", "slash_commands"]) {
          server.frame(JSON.stringify({ envelope_id: randomUUID(), type, payload }));
        }
      }
      // Frames are read in order: one that is answered tells that those before it were read.
      await server.envelope(randomUUID(), "interactive", {});
      await sleep(50);
    },
    close: () => server.close(),
  };
}

/** Over Socket Mode, and over HTTP; what they share is the same. */
export const platform = {
  name: "slack",
  open: ({ language }) => open("socket", language),
} as const satisfies Platform & { open(options: { language: "fr" | "en" }): Promise<SlackStandIn> };

export const httpPlatform = {
  name: "slack",
  open: ({ language }) => open("http", language),
} as const satisfies Platform & { open(options: { language: "fr" | "en" }): Promise<SlackStandIn> };

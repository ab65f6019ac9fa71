import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Chat, ChatAdapter } from "../../adapters/chat.ts";
import { discordAdapter } from "../../adapters/discord/discordAdapter.ts";
import type { DiscordOptions } from "../../adapters/discord/options.ts";
import type { Language } from "../../src/message.ts";
import type { Ack, Act, Platform, PlatformEvent, ShownMessage, StandIn, Who } from "../contracts/platform.ts";
import { sayings } from "./sayings.ts";
import type { GatewayEvent } from "./gatewayServer.ts";
import { gatewayServer } from "./gatewayServer.ts";
import { restServer } from "./restServer.ts";
import type { Json, Kept, World } from "./world.ts";
import { TOKEN, createWorld, memberOf, messageJson, snowflake, whoIs } from "./world.ts";

/** How long an event nobody stores is waited for before it counts as passed over. */
const PASSED_OVER_MS = 250;

type Button = { readonly label: string; readonly custom_id: string; readonly value: string | null };

function buttonsOf(kept: Kept): readonly Button[] {
  return kept.components
    .flatMap((row) => row["components"] as readonly Json[])
    .flatMap((one): readonly Button[] => {
      const custom_id = String(one["custom_id"]);
      if (one["type"] === 2) return [{ label: String(one["label"]), custom_id, value: null }];
      return (one["options"] as readonly Json[]).map((option) => ({
        label: String(option["label"]),
        custom_id,
        value: String(option["value"]),
      }));
    });
}

export type DiscordStandIn = StandIn & {
  readonly world: World;
  readonly options: DiscordOptions;
  readonly gateway: ReturnType<typeof gatewayServer>;
  /** Something written, with what an act cannot say. */
  message(who: Who, where: string | null, more: MessageParts): PlatformEvent;
  /** A command, a press, a window handed in, by its data. */
  interaction(who: Who, type: number, data: Json, where?: string | null, more?: Json): PlatformEvent;
  /** The thread of the conversation. */
  thread(): string | null;
};

export type MessageParts = {
  readonly content?: string;
  readonly files?: readonly { readonly name: string; readonly content: string }[];
  readonly type?: number;
  readonly forwarded?: boolean;
  readonly direct?: boolean;
  readonly more?: Json;
};

/** Discord on loopback: its REST API, its gateway, and the people of a school's server. */
export async function openDiscord(
  language: Language,
  given: Partial<DiscordOptions> = {},
): Promise<DiscordStandIn> {
  const world = createWorld(language);
  const { ids, users } = world;
  const server = createServer();
  let port = 0;
  const base = (): string => `http://127.0.0.1:${port}`;
  const serve = restServer(world, base);
  server.on("request", (request, response) => {
    serve(request, response).catch(() => request.socket.destroy());
  });
  const gateway = gatewayServer(server, world, base);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  ({ port } = server.address() as AddressInfo);
  let back: Promise<void> = Promise.resolve();

  const silent = (): void => undefined;
  const options: DiscordOptions = {
    token: TOKEN,
    agentsChannel: ids.agentsChannel,
    agentsRole: ids.agentsRole,
    messageContent: true,
    privateThreads: true,
    fileLimit: null,
    api: `${base()}/api`,
    text: sayings,
    log: { info: silent, warn: silent, error: silent },
    ...given,
  };

  async function comeBack(milliseconds: number): Promise<void> {
    await pause(milliseconds);
    server.listen(port, "127.0.0.1");
    await once(server, "listening");
  }

  /** By event: how storing what it delivers ended. */
  const received = new Map<string, boolean>();
  const waiting = new Map<string, (stored: boolean) => void>();

  function watched(chat: Chat): Chat {
    return {
      ...chat,
      async receive(delivery) {
        const [event = ""] = delivery.eventId.split("/");
        const settle = (stored: boolean): void => {
          received.set(event, stored);
          waiting.get(event)?.(stored);
        };
        try {
          const result = await chat.receive(delivery);
          settle(true);
          return result;
        } catch (error) {
          settle(false);
          throw error;
        }
      },
    };
  }

  function thread(): string | null {
    return world.threads.keys().next().value ?? null;
  }

  function message(who: Who, where: string | null, parts: MessageParts): PlatformEvent {
    const channel = parts.direct === true ? ids.direct : (where ?? thread() ?? ids.channel);
    const kept: Kept = {
      id: snowflake(),
      channel,
      author: users[who],
      type: parts.type ?? 0,
      reference: null,
      attachments: (parts.files ?? []).map((file) => ({
        id: snowflake(),
        name: file.name,
        content: Buffer.from(file.content),
      })),
      forwarded: parts.forwarded ?? false,
      content: parts.content ?? "",
      components: [],
      flags: 0,
      edits: 0,
    };
    const d = {
      ...messageJson(world, kept, base()),
      ...(parts.direct === true
        ? {}
        : { guild_id: ids.guild, member: memberOf(world, who), channel_type: channelType(channel) }),
      ...parts.more,
    };
    return { id: kept.id, payload: { event: { t: "MESSAGE_CREATE", d }, kept } };
  }

  function channelType(channel: string): number {
    return world.threads.get(channel)?.type ?? (channel === ids.direct ? 1 : 0);
  }

  function interaction(
    who: Who,
    type: number,
    data: Json,
    where: string | null = null,
    more: Json = {},
  ): PlatformEvent {
    const channel = where ?? thread() ?? ids.channel;
    const id = snowflake();
    const token = `token-${id}`;
    world.interactions.set(id, { user: users[who].id, token });
    const direct = channel === ids.direct;
    const d = {
      id,
      token,
      application_id: ids.application,
      type,
      version: 1,
      locale: world.locale,
      channel_id: channel,
      channel: { id: channel, type: channelType(channel) },
      data,
      entitlements: [],
      ...(direct
        ? { user: users[who] }
        : { guild_id: ids.guild, member: { ...memberOf(world, who), user: users[who] } }),
      ...more,
    };
    return { id, payload: { event: { t: "INTERACTION_CREATE", d }, kept: null } };
  }

  function pressed(who: Who, label: string): PlatformEvent {
    const here = world.messages.filter((one) => one.channel === (thread() ?? ids.channel));
    const agents = world.messages.filter((one) => one.channel === ids.agentsChannel);
    for (const kept of [...agents, ...here].toReversed()) {
      const button = buttonsOf(kept).find((one) => one.label === label);
      if (button === undefined || kept.author.id !== ids.bot) continue;
      const { custom_id, value } = button;
      const data =
        value === null ? { component_type: 2, custom_id } : { component_type: 3, custom_id, values: [value] };
      return interaction(who, 3, data, kept.channel, { message: messageJson(world, kept, base()) });
    }
    const offered = here.flatMap((one) => buttonsOf(one).map((button) => button.label));
    throw new Error(`« ${label} » is not offered: ${offered.join(" | ")}`);
  }

  function make(who: Who, act: Act): PlatformEvent {
    // Where no conversation is yet, people call the bot by its name.
    const call = thread() === null ? `<@${ids.bot}> ` : "";
    switch (act.kind) {
      case "open":
        return message(who, null, { content: `<@${ids.bot}>` });
      case "say":
        return message(who, null, { content: `${call}${act.text}` });
      case "upload":
        return message(who, null, { content: call.trim(), files: [act] });
      case "press":
        return pressed(who, act.label);
      case "back":
        return interaction(who, 2, { id: snowflake(), name: "retour", type: 1 });
      case "restart":
        return interaction(who, 2, { id: snowflake(), name: "recommencer", type: 1 });
    }
  }

  async function deliver(made: PlatformEvent): Promise<Ack> {
    const { event, kept } = made.payload as { readonly event: GatewayEvent; readonly kept: Kept | null };
    if (kept !== null && !world.messages.includes(kept)) world.messages.push(kept);
    const from = performance.now();
    received.delete(made.id);
    const stored = new Promise<boolean>((resolve) => waiting.set(made.id, resolve));
    gateway.dispatch(event);
    await back;
    while (gateway.sessions() > 0 && gateway.connected() < gateway.sessions()) await pause(10);
    await gateway.read();
    const accepted = await Promise.race([stored, pause(PASSED_OVER_MS).then(() => true)]);
    const milliseconds = performance.now() - from;
    waiting.delete(made.id);
    // An interaction counts as taken once it was answered, or that was tried.
    for (let tries = 0; event.t === "INTERACTION_CREATE" && !tried(made.id) && tries < 100; tries++)
      await pause(10);
    return { accepted, milliseconds };
  }

  function tried(id: string): boolean {
    return world.callbacks.has(id) || world.calls.some((one) => one.includes(`/interactions/${id}/`));
  }

  function shownIn(channel: string | null): readonly ShownMessage[] {
    return world.messages
      .filter((one) => one.channel === channel && one.author.id === ids.bot && one.reference === null)
      .map((one) => ({
        id: one.id,
        text: one.content,
        labels: buttonsOf(one).map((button) => button.label),
        fallback: one.content,
        edits: one.edits,
      }));
  }

  return {
    world,
    options,
    gateway,
    message,
    interaction,
    thread,
    adapter(): ChatAdapter {
      const adapter = discordAdapter(options);
      return { ...adapter, start: (chat) => adapter.start(watched(chat)) };
    },
    reach: () => undefined,
    async act(who, act) {
      const event = make(who, act);
      return { event, ack: await deliver(event) };
    },
    make,
    deliver,
    shown: () => shownIn(thread()),
    notices(who) {
      const alone = [...world.callbacks.values()]
        .filter((one) => one.type === 4 && one.user === users[who].id)
        .map((one) => String(one.data?.["content"]));
      const below = world.messages
        .filter((one) => {
          const to = world.messages.find((other) => other.id === one.reference);
          return to !== undefined && whoIs(world, to.author.id) === who;
        })
        .map((one) => one.content);
      return [...alone, ...below];
    },
    calls: () => shownIn(ids.agentsChannel),
    limit(times, seconds) {
      world.limited = { times, seconds };
    },
    lose(times) {
      world.lost = times;
    },
    async cut(milliseconds) {
      const closed = once(server, "close");
      server.close();
      gateway.cut();
      server.closeAllConnections();
      await closed;
      back = comeBack(milliseconds);
    },
    expire() {
      world.expired = true;
    },
    forge: async () => null,
    async malformed() {
      const dispatched = (t: unknown, d: unknown): string => JSON.stringify({ op: 0, s: 1, t, d });
      gateway.raw([
        "no JSON at all",
        "null",
        JSON.stringify({ op: 77, d: {} }),
        dispatched("MESSAGE_CREATE", null),
        dispatched("MESSAGE_CREATE", { id: "1", content: 3 }),
        dispatched("MESSAGE_CREATE", {
          id: snowflake(),
          channel_id: "../../x",
          type: 0,
          author: users.admin,
        }),
        dispatched("INTERACTION_CREATE", { id: snowflake(), type: 3, data: "x" }),
        dispatched("INTERACTION_CREATE", []),
        dispatched("THREAD_CREATE", null),
        dispatched("GUILD_CREATE", { id: 5, threads: [null, { id: {} }] }),
        dispatched("GUILD_MEMBER_ADD", {}),
        dispatched("NO_SUCH_EVENT", { any: "thing" }),
        dispatched(null, null),
      ]);
      await gateway.read();
      await pause(50);
    },
    async close() {
      await back;
      gateway.close();
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

export const platform: Platform = {
  name: "discord",
  open: ({ language }) => openDiscord(language),
};

import type { Language } from "../../src/message.ts";
import type { Who } from "../contracts/platform.ts";

export type Json = Readonly<Record<string, unknown>>;

/** A message as the stand-in keeps it. */
export type Kept = {
  readonly id: string;
  readonly channel: string;
  readonly author: Json & { readonly id: string };
  readonly type: number;
  readonly reference: string | null;
  readonly attachments: readonly File[];
  readonly forwarded: boolean;
  content: string;
  components: readonly Json[];
  flags: number;
  edits: number;
};

export type File = { readonly id: string; readonly name: string; readonly content: Buffer };

export type Thread = {
  readonly id: string;
  readonly parent: string;
  readonly name: string;
  readonly type: number;
  readonly members: Set<string>;
  archived: boolean;
  locked: boolean;
};

/** What interactions were answered, by the id of the interaction. */
export type Callback = { readonly user: string; readonly type: number; readonly data: Json | undefined };

const EPOCH = 1_420_070_400_000n;
let counter = 0n;

/** A snowflake of this moment, greater than all before. */
export function snowflake(at: number = Date.now()): string {
  counter += 1n;
  return String(((BigInt(at) - EPOCH) << 22n) | (counter & 0x3f_ffffn));
}

export const TOKEN = "MTA.stand-in.token";

/** A guild with a text channel, the agents' channel and role, and four who act in it. */
export function createWorld(language: Language) {
  const ids = {
    bot: snowflake(),
    application: snowflake(),
    guild: snowflake(),
    channel: snowflake(),
    agentsChannel: snowflake(),
    agentsRole: snowflake(),
    botRole: snowflake(),
    direct: snowflake(),
  };
  const locale = language === "fr" ? "fr" : "en-GB";
  const user = (username: string, more: Json = {}): Json & { readonly id: string } => ({
    id: snowflake(),
    username,
    global_name: username,
    discriminator: "0",
    avatar: null,
    ...more,
  });
  const users: Readonly<Record<Who, Json & { readonly id: string }>> = {
    admin: user("Camille Admin"),
    colleague: user("Dominique Collègue"),
    agent: user("Alix Agent"),
    robot: user("Robot", { bot: true }),
  };
  const bot = { ...user("Passerelle", { bot: true }), id: ids.bot };
  return {
    ids,
    locale,
    users,
    bot,
    messages: [] as Kept[],
    threads: new Map<string, Thread>(),
    callbacks: new Map<string, Callback>(),
    /** Who made an interaction, and whether its answer would come too late. */
    interactions: new Map<string, { readonly user: string; readonly token: string }>(),
    nonces: new Map<string, string>(),
    commands: [] as readonly Json[],
    /** Rights and flags that tests take away. */
    permissions: String((1n << 10n) | (1n << 11n) | (1n << 35n) | (1n << 36n) | (1n << 38n) | (1n << 16n)),
    flags: 1 << 19,
    member: true,
    gone: new Set<string>(),
    closed: new Set<string>(),
    expired: false,
    /** Signed addresses of files bear this number; those with an older one are refused. */
    signature: 1,
    limited: { times: 0, seconds: 0 },
    lost: 0,
    /** How many messages are taken before one is refused with an error of the server's; negative: all are. */
    failAfter: -1,
    /** How many threads are refused with an error of the server's first. */
    threadsFail: 0,
    refuseFiles: 0,
    shortFiles: false,
    sizes: true,
    identified: 0,
    calls: [] as string[],
    bodies: [] as Json[],
  };
}

export type World = ReturnType<typeof createWorld>;

export function whoIs(world: World, id: string): Who | null {
  const found = (Object.entries(world.users) as readonly [Who, { readonly id: string }][]).find(
    ([, one]) => one.id === id,
  );
  return found?.[0] ?? null;
}

/** Roles of somebody as a member of the guild. */
export function memberOf(world: World, who: Who): Json {
  return {
    nick: null,
    roles: who === "agent" ? [world.ids.agentsRole] : [],
    joined_at: "2026-01-05T08:00:00.000000+00:00",
    deaf: false,
    mute: false,
    flags: 0,
  };
}

/** A thread as the API shows it. docs.discord.com/developers/resources/channel#channel-object-example-thread-channel */
export function threadJson(world: World, thread: Thread): Json {
  return {
    id: thread.id,
    type: thread.type,
    guild_id: world.ids.guild,
    parent_id: thread.parent,
    owner_id: world.ids.bot,
    name: thread.name,
    last_message_id: world.messages.findLast((one) => one.channel === thread.id)?.id ?? null,
    message_count: 1,
    member_count: 1,
    rate_limit_per_user: 0,
    thread_metadata: {
      archived: thread.archived,
      locked: thread.locked,
      auto_archive_duration: 10_080,
      archive_timestamp: "2026-01-05T08:00:00.000000+00:00",
    },
  };
}

/** A message as the API shows it; one read again bears no nonce. `base`: where files are served. */
export function messageJson(world: World, kept: Kept, base: string): Json {
  const attachments = kept.attachments.map((file) => ({
    id: file.id,
    filename: file.name,
    ...(world.sizes ? { size: file.content.length } : {}),
    url: `${base}/files/${file.id}/${encodeURIComponent(file.name)}?ex=${world.signature}`,
    proxy_url: `${base}/files/${file.id}`,
  }));
  const mentioned = kept.content.includes(`<@${world.ids.bot}>`);
  return {
    id: kept.id,
    channel_id: kept.channel,
    author: kept.author,
    type: kept.type,
    content: kept.forwarded ? "" : kept.content,
    attachments: kept.forwarded ? [] : attachments,
    ...(kept.forwarded
      ? { message_snapshots: [{ message: { type: 0, content: kept.content, attachments, embeds: [] } }] }
      : {}),
    components: kept.components,
    embeds: [],
    mentions: mentioned ? [world.bot] : [],
    mention_roles: kept.content.includes(`<@&${world.ids.botRole}>`) ? [world.ids.botRole] : [],
    mention_everyone: false,
    pinned: false,
    tts: false,
    timestamp: "2026-09-01T08:00:00.000000+00:00",
    edited_timestamp: kept.edits === 0 ? null : "2026-09-01T08:01:00.000000+00:00",
    flags: kept.flags,
    ...(kept.reference === null ? {} : { message_reference: { message_id: kept.reference } }),
  };
}

/** The guild as it is told to those who connect. */
export function guildJson(world: World): Json {
  const { ids, locale } = world;
  const channel = (id: string, name: string): Json => ({
    id,
    name,
    type: 0,
    guild_id: ids.guild,
    position: 0,
    permission_overwrites: [],
    parent_id: null,
  });
  const role = (id: string, name: string, more: Json = {}): Json => ({
    id,
    name,
    color: 0,
    hoist: false,
    position: 1,
    permissions: "0",
    managed: false,
    mentionable: true,
    flags: 0,
    ...more,
  });
  return {
    id: ids.guild,
    name: "Collège Jean-Moulin",
    owner_id: world.users.admin.id,
    preferred_locale: locale,
    features: ["COMMUNITY"],
    member_count: 5,
    channels: [channel(ids.channel, "ent"), channel(ids.agentsChannel, "agents")],
    threads: [...world.threads.values()].filter((one) => !one.archived).map((one) => threadJson(world, one)),
    roles: [
      role(ids.guild, "@everyone"),
      role(ids.agentsRole, "Agents"),
      role(ids.botRole, "Passerelle", { managed: true, tags: { bot_id: ids.bot } }),
    ],
    members: [],
    emojis: [],
    stickers: [],
    presences: [],
    voice_states: [],
    stage_instances: [],
    guild_scheduled_events: [],
    soundboard_sounds: [],
    joined_at: "2026-01-05T08:00:00.000000+00:00",
    large: false,
    unavailable: false,
  };
}

import { Routes } from "discord.js";
import { z } from "zod";
import type { Context } from "./context.ts";
import type { MessageEvent } from "./messageEvent.ts";
import { member, messageEvent } from "./messageEvent.ts";
import { tryAgain } from "./tryAgain.ts";

/** How far back what was missed is looked for, and in how many messages of a place. */
const DAY_MS = 86_400_000;
const LOOKED_THROUGH = 50;

/** 1 January 2015, from which snowflakes count. docs.discord.com/developers/reference#snowflakes */
const EPOCH = 1_420_070_400_000n;

function millisecondsOf(snowflake: string): number {
  return Number((BigInt(snowflake) >> 22n) + EPOCH);
}

const thread = z.object({
  id: z.string(),
  owner_id: z.string().optional(),
  last_message_id: z.string().nullish(),
});
const guildEvent = z.object({ id: z.string(), threads: z.array(z.unknown()).default([]) });

/** A place where something may have been missed. */
export type Missed = { readonly guild: string | null; readonly channel: string };

/** The bot's own threads of a guild, as it is told on connecting, in which somebody wrote within a day. */
export function ownThreads(data: unknown, me: string, now: number): readonly Missed[] {
  const guild = guildEvent.safeParse(data);
  if (!guild.success) return [];
  return guild.data.threads.flatMap((one) => {
    const read = thread.safeParse(one);
    if (!read.success || read.data.owner_id !== me) return [];
    const last = read.data.last_message_id ?? read.data.id;
    return now - millisecondsOf(last) < DAY_MS ? [{ guild: guild.data.id, channel: read.data.id }] : [];
  });
}

/**
 * What people wrote in a place after the bot's last word there, oldest first: what came while it was away, which the gateway only
 * tells those who come back within minutes. What was taken before is known by its id.
 */
export async function missedMessages(
  context: Context,
  { guild, channel }: Missed,
  now: number,
): Promise<readonly MessageEvent[]> {
  const { rest, signal, me, options } = context;
  const query = new URLSearchParams({ limit: String(LOOKED_THROUGH) });
  const found = await tryAgain(() => rest.get(Routes.channelMessages(channel), { query }), signal);
  if (found.kind === "failed") {
    options.log.warn({ why: found.failure.why }, "what was written meanwhile could not be read");
    return [];
  }
  const listed = z.array(z.unknown()).safeParse(found.value);
  const messages = (listed.data ?? []).flatMap((one) => {
    const read = messageEvent.safeParse(one);
    return read.success ? [read.data] : [];
  });
  const answered = messages.findIndex((one) => one.author.id === me);
  const missed = messages
    .slice(0, answered === -1 ? undefined : answered)
    .filter((one) => now - millisecondsOf(one.id) < DAY_MS)
    .toReversed();
  return Promise.all(missed.map((one) => withGuild(context, one, guild)));
}

/** A message read again lacks what an event of it has: its guild and the roles of its author. */
async function withGuild(
  { rest, signal, agents }: Context,
  event: MessageEvent,
  guild: string | null,
): Promise<MessageEvent> {
  if (guild === null) return event;
  if (agents.role === null) return { ...event, guild_id: guild };
  const found = await tryAgain(() => rest.get(Routes.guildMember(guild, event.author.id)), signal);
  const read = member.safeParse(found.kind === "done" ? found.value : undefined);
  return { ...event, guild_id: guild, ...(read.success ? { member: read.data } : {}) };
}

import { Routes } from "discord.js";
import type { Context } from "./context.ts";
import { guildLanguage } from "./languageOf.ts";
import type { MessageEvent } from "./messageEvent.ts";
import { kindOfType } from "./readInteraction.ts";
import type { Around, ChannelKind } from "./readMessage.ts";
import { tryAgain } from "./tryAgain.ts";

/** What is known of where a message was written; null where its channel cannot be seen. */
export async function aroundChannel(
  context: Context,
  event: Pick<MessageEvent, "channel_id" | "channel_type" | "guild_id">,
): Promise<Around | null> {
  const { client, me, agents } = context;
  const kind = await kindOf(context, event);
  if (kind === null) return null;
  const guild = event.guild_id === undefined ? undefined : client.guilds.cache.get(event.guild_id);
  return {
    kind,
    me,
    myRole: guild?.roles.cache.find((role) => role.tags?.botId === me)?.id ?? null,
    language: guild === undefined ? null : guildLanguage(guild.preferredLocale, guild.features),
    agents,
  };
}

async function kindOf(
  { client, rest, signal }: Context,
  event: Pick<MessageEvent, "channel_id" | "channel_type" | "guild_id">,
): Promise<ChannelKind | null> {
  if (event.guild_id === undefined) return "direct";
  const known = event.channel_type ?? client.channels.cache.get(event.channel_id)?.type;
  if (known !== undefined) return kindOfType(known);
  const found = await tryAgain(() => rest.get(Routes.channel(event.channel_id)), signal);
  if (found.kind === "failed") return null;
  const { type } = found.value as { readonly type?: number };
  return type === undefined ? null : kindOfType(type);
}

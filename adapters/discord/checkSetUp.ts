import type { REST } from "discord.js";
import { ApplicationFlags, PermissionFlagsBits, Routes } from "discord.js";
import { z } from "zod";
import type { Check } from "../chat.ts";
import type { Language } from "../../src/message.ts";
import { COMMANDS } from "./commands.ts";
import { closeRest, createRest } from "./createRest.ts";
import { failureOf } from "./failureOf.ts";
import type { DiscordOptions } from "./options.ts";

const bot = z.object({ username: z.string() });
const application = z.object({ id: z.string(), flags: z.number().default(0) });
const guilds = z.array(z.object({ id: z.string(), name: z.string(), permissions: z.string() }));
const channel = z.object({ name: z.string().nullish(), guild_id: z.string().optional() });
const roles = z.array(z.object({ id: z.string(), name: z.string() }));
const commands = z.array(z.object({ name: z.string() }));

/** What the bot does in a guild, each by the right Discord asks for it. docs.discord.com/developers/topics/permissions */
export const RIGHTS = {
  ViewChannel: PermissionFlagsBits.ViewChannel,
  SendMessages: PermissionFlagsBits.SendMessages,
  CreatePublicThreads: PermissionFlagsBits.CreatePublicThreads,
  CreatePrivateThreads: PermissionFlagsBits.CreatePrivateThreads,
  SendMessagesInThreads: PermissionFlagsBits.SendMessagesInThreads,
  ReadMessageHistory: PermissionFlagsBits.ReadMessageHistory,
} as const;

/** Where somebody invites the bot, with the rights it needs. */
export function inviteAddress(applicationId: string): string {
  const permissions = Object.values(RIGHTS).reduce((all, one) => all | one, 0n);
  return `https://discord.com/oauth2/authorize?client_id=${applicationId}&scope=bot+applications.commands&permissions=${permissions}`;
}

type Say = (key: string, values?: Readonly<Record<string, string | number>>) => string;

/** Checks the set-up against Discord itself: one finding for each part, the first that nothing else works without first. */
export async function checkSetUp(options: DiscordOptions, language: Language): Promise<readonly Check[]> {
  const rest = createRest(options);
  const say: Say = (key, values) => options.text(language, `discord.check.${key}`, values).trim();
  try {
    const token = await checked(say, "token", async () => {
      const { username } = bot.parse(await rest.get(Routes.user()));
      return { found: say("token.found", { name: username }) };
    });
    if (!token.ok) return [token];
    const mine = application.safeParse(await rest.get(Routes.currentApplication()).catch(() => undefined));
    if (!mine.success) return [token, { ...token, ok: false, found: say("unreachable", { why: "-" }) }];
    return [
      token,
      contentCheck(options, mine.data.flags, say),
      await checked(say, "guilds", () => guildCheck(rest, mine.data.id, say)),
      ...(options.agentsChannel === null
        ? []
        : [await checked(say, "agents", () => agentsCheck(rest, options, say))]),
      await checked(say, "commands", () => commandCheck(rest, mine.data.id, say)),
    ];
  } finally {
    closeRest(rest);
  }
}

type Found = { readonly found: string; readonly fix?: string };

async function checked(say: Say, part: string, look: () => Promise<Found>): Promise<Check> {
  const what = say(`${part}.what`);
  try {
    const { found, fix = null } = await look();
    return { what, ok: fix === null, found, fix };
  } catch (error) {
    const failure = failureOf(error);
    if (failure.kind !== "refused")
      return { what, ok: false, found: say("unreachable", { why: failure.why }), fix: null };
    const fix = say(`${part}.fix`);
    return { what, ok: false, found: say(`${part}.wrong`, { why: failure.why }), fix };
  }
}

function contentCheck({ messageContent }: DiscordOptions, flags: number, say: Say): Check {
  const what = say("content.what");
  const right = ApplicationFlags.GatewayMessageContent | ApplicationFlags.GatewayMessageContentLimited;
  if (!messageContent) return { what, ok: true, found: say("content.off"), fix: null };
  return (flags & right) === 0
    ? { what, ok: false, found: say("content.wrong"), fix: say("content.fix") }
    : { what, ok: true, found: say("content.found"), fix: null };
}

async function guildCheck(rest: REST, id: string, say: Say): Promise<Found> {
  const all = guilds.parse(await rest.get(Routes.userGuilds()));
  if (all.length === 0)
    return { found: say("guilds.none"), fix: say("guilds.invite", { address: inviteAddress(id) }) };
  for (const guild of all) {
    const has = BigInt(guild.permissions);
    if ((has & PermissionFlagsBits.Administrator) !== 0n) continue;
    const missing = Object.entries(RIGHTS).filter(([, bit]) => (has & bit) === 0n);
    if (missing.length > 0) {
      const rights = missing.map(([name]) => say(`rights.${name}`)).join(", ");
      return {
        found: say("guilds.lacks", { name: guild.name, rights }),
        fix: say("guilds.invite", { address: inviteAddress(id) }),
      };
    }
  }
  return { found: say("guilds.found", { count: all.length, names: all.map((one) => one.name).join(", ") }) };
}

async function agentsCheck(
  rest: REST,
  { agentsChannel, agentsRole }: DiscordOptions,
  say: Say,
): Promise<Found> {
  const { name, guild_id } = channel.parse(await rest.get(Routes.channel(agentsChannel ?? "")));
  const found = say("agents.found", { name: name ?? "" });
  if (agentsRole === null || guild_id === undefined) return { found };
  const all = roles.parse(await rest.get(Routes.guildRoles(guild_id)));
  const role = all.find((one) => one.id === agentsRole);
  return role === undefined
    ? { found: say("agents.no-role"), fix: say("agents.role-fix") }
    : { found: say("agents.found-both", { name: name ?? "", role: role.name }) };
}

async function commandCheck(rest: REST, id: string, say: Say): Promise<Found> {
  const known = commands.parse(await rest.get(Routes.applicationCommands(id)));
  const missing = COMMANDS.filter((name) => !known.some((one) => one.name === name));
  const list = (names: readonly string[]): string => names.map((name) => `/${name}`).join(", ");
  return missing.length === 0
    ? { found: say("commands.found", { names: list(COMMANDS) }) }
    : { found: say("commands.missing", { names: list(missing) }), fix: say("commands.fix") };
}

import { afterEach, describe, expect, it } from "vitest";
import { COMMANDS, commandBodies } from "../../adapters/discord/commands.ts";
import { registerCommands } from "../../adapters/discord/registerCommands.ts";
import type { DiscordOptions } from "../../adapters/discord/options.ts";
import { sayings } from "./sayings.ts";
import type { DiscordStandIn } from "./stand-in.ts";
import { openDiscord } from "./stand-in.ts";

const ends: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0)) await end();
});

async function open(given: Partial<DiscordOptions> = {}): Promise<DiscordStandIn> {
  const discord = await openDiscord("fr", given);
  ends.push(() => discord.close());
  return discord;
}

describe("the check of a set-up", () => {
  it("finds each part in order once commands are registered", async () => {
    const discord = await open();
    expect(await registerCommands(discord.options, "fr")).toEqual({ kind: "registered", names: COMMANDS });
    const checks = await discord.adapter().check("fr");
    expect(checks.map((one) => one.what)).toEqual([
      "Jeton du bot",
      "Lecture des messages",
      "Serveurs",
      "Salon des agents",
      "Commandes",
    ]);
    expect(checks.filter((one) => !one.ok)).toEqual([]);
    expect(checks.every((one) => one.fix === null)).toBe(true);
  });

  it("stops at a token Discord does not know", async () => {
    const checks = await (await open({ token: "faux" })).adapter().check("en");
    expect(checks).toHaveLength(1);
    expect(checks[0]).toMatchObject({ ok: false, found: "Discord does not accept DISCORD_TOKEN." });
    expect(checks[0]?.fix).toContain("discord.com/developers/applications");
  });

  it("says what is missing, and how to mend it", async () => {
    const discord = await open();
    discord.world.flags = 0;
    discord.world.permissions = String(1n << 10n);
    discord.world.closed.add(discord.world.ids.agentsChannel);
    const [, content, guilds, agents, commands] = await discord.adapter().check("fr");
    expect(content).toMatchObject({
      ok: false,
      fix: expect.stringContaining("Message Content Intent") as string,
    });
    expect(guilds).toMatchObject({
      ok: false,
      found: expect.stringContaining("Créer des fils publics") as string,
    });
    expect(guilds?.fix).toMatch(/permissions=\d+/);
    expect(agents).toMatchObject({
      ok: false,
      found: expect.stringContaining("DISCORD_AGENTS_CHANNEL") as string,
    });
    expect(commands).toMatchObject({ ok: false, fix: expect.stringContaining("discord register") as string });
  });

  it("knows a bot that is member nowhere, and a role that is not there", async () => {
    const discord = await open({ agentsRole: "1" });
    discord.world.member = false;
    const [, , guilds, agents] = await discord.adapter().check("fr");
    expect(guilds).toMatchObject({ ok: false, fix: expect.stringContaining("oauth2/authorize") as string });
    expect(agents).toMatchObject({
      ok: false,
      found: expect.stringContaining("DISCORD_AGENTS_ROLE") as string,
    });
  });

  it("does not ask for a right that is not needed", async () => {
    const discord = await open({ messageContent: false, agentsChannel: null });
    discord.world.flags = 0;
    const checks = await discord.adapter().check("fr");
    expect(checks.map((one) => one.what)).not.toContain("Salon des agents");
    expect(checks[1]?.ok).toBe(true);
  });

  it("says that Discord is away, not that the token is wrong", async () => {
    const discord = await open();
    await discord.cut(20);
    const checks = await discord.adapter().check("fr");
    expect(checks).toMatchObject([{ ok: false, found: expect.stringContaining("ne répond pas") as string }]);
  });
});

describe("the commands", () => {
  it("are within the limits, in both languages", () => {
    for (const one of commandBodies(sayings)) {
      const names = [one.name, ...Object.values(one.name_localizations ?? {})];
      for (const name of names) expect(name).toMatch(/^[-_\p{Ll}\p{N}]{1,32}$/u);
      const described = [one.description, ...Object.values(one.description_localizations ?? {})];
      for (const text of described) expect(String(text).length).toBeLessThanOrEqual(100);
      expect(Object.keys(one.name_localizations ?? {})).toEqual(["fr", "en-US", "en-GB"]);
    }
  });

  it("are refused with a sentence where the token is wrong", async () => {
    const discord = await open({ token: "faux" });
    expect(await registerCommands(discord.options, "fr")).toMatchObject({
      kind: "refused",
      why: expect.stringContaining("DISCORD_TOKEN") as string,
    });
  });
});

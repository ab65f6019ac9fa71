import { describe, expect, it, vi } from "vitest";
import { guildLanguage } from "../../adapters/discord/languageOf.ts";
import { house, talk, posting, show, read, logged } from "./house.ts";
import { choices } from "./outputs.ts";
import { snowflake } from "./world.ts";

describe("what people write", () => {
  it("opens a thread from a mention, and delivers its words there", async () => {
    const { discord, chat } = await house();
    const { event } = await discord.act("admin", { kind: "say", text: "PRONOTE est *bloqué* <:triste:42>" });
    expect(chat.deliveries).toEqual([
      {
        eventId: event.id,
        place: `${discord.world.ids.guild}/${event.id}`,
        order: event.id.padStart(20, "0"),
        author: { id: discord.world.users.admin.id, name: "Camille Admin", language: "fr", agent: false },
        opens: true,
        input: { kind: "say", text: "PRONOTE est *bloqué* :triste:" },
      },
    ]);
    expect(discord.world.threads.get(event.id)).toMatchObject({
      name: "Passerelle · Camille Admin",
      type: 11,
    });
  });

  it("opens one thread however often a mention is delivered", async () => {
    const { discord, chat } = await house();
    const event = discord.make("admin", { kind: "open" });
    await discord.deliver(event);
    await discord.deliver(event);
    expect(discord.world.threads.size).toBe(1);
    expect(new Set(chat.deliveries.map((one) => one.place)).size).toBe(1);
    expect(discord.notices("admin")).toEqual([]);
  });

  it("opens the thread a moment later where Discord is away for one", async () => {
    const { discord, chat } = await house();
    discord.world.threadsFail = 2;
    const event = discord.make("admin", { kind: "say", text: "bonjour" });
    await discord.deliver(event);
    await vi.waitFor(() => expect(chat.deliveries).toHaveLength(1), { timeout: 4_000 });
    expect(discord.world.threads.has(event.id)).toBe(true);
    expect(discord.notices("admin")).toEqual([]);
  });

  it("hears the role Discord made for the bot as the bot", async () => {
    const { discord, chat } = await house();
    const { ids } = discord.world;
    await discord.deliver(discord.message("admin", ids.channel, { content: `<@&${ids.botRole}> bonjour` }));
    expect(chat.deliveries[0]).toMatchObject({ opens: true, input: { kind: "say", text: "bonjour" } });
  });

  it("delivers what is written in a thread without a mention, and opens nothing by it", async () => {
    const { discord, chat, place } = await talk();
    await discord.act("admin", { kind: "say", text: "hébergée" });
    expect(chat.deliveries).toMatchObject([
      { place, opens: false, input: { kind: "say", text: "hébergée" } },
    ]);
  });

  it("hears nothing in a channel that does not mention it", async () => {
    const { discord, chat } = await house();
    await discord.deliver(discord.message("admin", discord.world.ids.channel, { content: "bonjour à tous" }));
    expect(chat.deliveries).toEqual([]);
    expect(discord.world.threads.size).toBe(0);
  });

  it("holds a conversation in direct messages, without a thread", async () => {
    const { discord, chat } = await house();
    await discord.deliver(discord.message("admin", null, { direct: true, content: "bonjour" }));
    await discord.deliver(discord.message("admin", null, { direct: true, content: "" }));
    expect(chat.deliveries).toMatchObject([
      {
        place: `dm/${discord.world.ids.direct}`,
        opens: true,
        input: { kind: "say" },
        author: { language: null },
      },
      { opens: true, input: { kind: "open" } },
    ]);
  });

  it("delivers words first and then each file, in order", async () => {
    const { discord, chat, place } = await talk();
    const files = ["a.xml", "b.log"].map((name) => ({ name, content: name }));
    const event = discord.message("admin", null, { content: "voici", files });
    await discord.deliver(event);
    expect(chat.deliveries.map((one) => one.input.kind)).toEqual(["say", "file", "file"]);
    expect(new Set(chat.deliveries.map((one) => one.eventId)).size).toBe(3);
    expect(chat.deliveries.map((one) => one.order)).toEqual(
      chat.deliveries.map((one) => one.order).toSorted(),
    );
    expect(chat.deliveries.every((one) => one.place === place)).toBe(true);
    const typing = `POST /channels/${discord.thread()}/typing`;
    await vi.waitFor(() => expect(discord.world.calls).toContain(typing));
  });

  it("delivers what somebody forwards", async () => {
    const { discord, chat, adapter } = await talk();
    const files = [{ name: "capture.png", content: "image" }];
    await discord.deliver(discord.message("admin", null, { content: "code 5", files, forwarded: true }));
    expect(chat.deliveries).toMatchObject([
      { input: { kind: "say", text: "code 5" } },
      { input: { kind: "file", name: "capture.png" } },
    ]);
    const file = chat.deliveries[1]?.input;
    expect(await read(adapter, file?.kind === "file" ? file.ref : "")).toBe("image");
  });

  it("hears no robot, no webhook, no message of the system's, and not itself", async () => {
    const { discord, chat } = await talk();
    const { bot } = discord.world;
    const parts = { content: `<@${discord.world.ids.bot}> bonjour` };
    await discord.deliver(discord.message("robot", null, parts));
    await discord.deliver(discord.message("admin", null, { ...parts, more: { webhook_id: snowflake() } }));
    await discord.deliver(discord.message("admin", null, { ...parts, type: 6 }));
    await discord.deliver(
      discord.message("admin", null, { ...parts, more: { author: { ...bot, bot: false } } }),
    );
    expect(chat.deliveries).toEqual([]);
    await discord.deliver(discord.message("admin", null, { ...parts, type: 19 }));
    expect(chat.deliveries).toHaveLength(1);
  });

  it("tells an agent by the role, or by the channel where no role is named", async () => {
    const { discord, chat } = await talk();
    await discord.act("agent", { kind: "say", text: "bonjour" });
    await discord.act("colleague", { kind: "say", text: "bonjour" });
    expect(chat.deliveries.map((one) => one.author.agent)).toEqual([true, false]);
    const other = await house({ agentsRole: null });
    const { ids } = other.discord.world;
    await other.discord.deliver(
      other.discord.message("colleague", ids.agentsChannel, { content: `<@${ids.bot}>` }),
    );
    await other.discord.deliver(other.discord.message("agent", ids.channel, { content: `<@${ids.bot}>` }));
    expect(other.chat.deliveries.map((one) => one.author.agent)).toEqual([true, false]);
  });

  it("does not take English for the language of a server that never chose one", async () => {
    const { discord, chat } = await house({}, "en");
    await discord.act("admin", { kind: "open" });
    expect(chat.deliveries[0]?.author.language).toBe("en");
    expect(guildLanguage("en-US", [])).toBeNull();
    expect(guildLanguage("fr", [])).toBe("fr");
  });

  it("reads only what mentions it where it may not read more, and says so", async () => {
    const { discord, chat, adapter, place } = await talk({ messageContent: false });
    await discord.act("admin", { kind: "say", text: "hébergée" });
    expect(chat.deliveries).toEqual([]);
    await discord.deliver(
      discord.message("admin", null, { content: `<@${discord.world.ids.bot}> hébergée` }),
    );
    expect(chat.deliveries).toMatchObject([{ input: { kind: "say", text: "hébergée" } }]);
    await adapter.post(posting(place, show("Où ?", { asks: "hosting", choices: choices(2) })));
    expect(discord.shown().at(-1)?.text).toContain("mentionnez-moi");
  });

  it("says below the message why it was refused, to nobody else and once", async () => {
    const { discord, chat } = await talk();
    chat.answer = () => ({ kind: "refused", message: "Cette conversation est celle d’une autre personne." });
    const event = discord.message("colleague", null, {
      content: "moi aussi",
      files: [{ name: "a.txt", content: "a" }],
    });
    await discord.deliver(event);
    await discord.deliver(event);
    const replies = `POST /channels/${discord.thread()}/messages`;
    await vi.waitFor(() => expect(discord.world.calls.filter((one) => one === replies)).toHaveLength(2));
    expect(discord.notices("colleague")).toHaveLength(1);
    expect(discord.shown()).toEqual([]);
  });

  it("asks for a message again that could not be stored", async () => {
    const { discord, chat } = await talk();
    chat.answer = () => Promise.reject(new Error("disk full"));
    expect((await discord.act("admin", { kind: "say", text: "Camille dit oui" })).ack.accepted).toBe(false);
    await vi.waitFor(() => expect(discord.notices("admin").join()).toContain("n’a pas pu être enregistré"));
    expect(logged.join("\n")).toContain("disk full");
  });

  it("says so where it may open no thread", async () => {
    const { discord, chat } = await house();
    const { ids, closed } = discord.world;
    closed.add(ids.channel);
    await discord.act("admin", { kind: "open" });
    expect(chat.deliveries).toEqual([]);
    await discord.deliver(discord.interaction("admin", 2, { id: snowflake(), name: "passerelle", type: 1 }));
    expect(discord.notices("admin").join()).toContain("droit de créer des fils");
  });
});

import { describe, expect, it, vi } from "vitest";
import { fakeChat } from "./fakeChat.ts";
import { talk, posting, show, ends } from "./house.ts";
import { openDiscord } from "./stand-in.ts";

describe("the connection", () => {
  it("is told, once the network is back, all that was written meanwhile, in one session", async () => {
    const { discord, chat } = await talk();
    const written = [
      discord.message("admin", null, { content: "pendant la coupure" }),
      discord.message("admin", null, { direct: true, content: "et en privé" }),
    ];
    await discord.cut(1_800);
    await Promise.all(written.map((one) => discord.deliver(one)));
    expect(chat.deliveries.map((one) => one.eventId)).toEqual(written.map((one) => one.id));
    expect(discord.gateway.sessions()).toBe(1);
    expect(discord.world.identified).toBe(1);
  });

  it("looks for what it missed where its session is over", async () => {
    const { discord, chat, adapter, place } = await talk();
    await discord.deliver(discord.message("admin", null, { direct: true, content: "bonjour" }));
    await adapter.post(posting(place, show("Où ?")));
    chat.deliveries.length = 0;
    const missed = [
      discord.message("agent", null, { content: "réponse perdue" }),
      discord.message("admin", null, { direct: true, content: "perdue aussi" }),
    ];
    for (const { payload } of missed)
      discord.world.messages.push(
        (payload as { readonly kept: (typeof discord.world.messages)[number] }).kept,
      );
    discord.gateway.forget();
    await vi.waitFor(
      () =>
        expect(chat.deliveries.map((one) => one.eventId)).toEqual(
          expect.arrayContaining(missed.map((one) => one.id)),
        ),
      { timeout: 8_000, interval: 50 },
    );
    expect(discord.world.identified).toBe(2);
    expect(chat.deliveries.find((one) => one.eventId === missed[0]?.id)).toMatchObject({
      place,
      author: { agent: true },
    });
  });

  it("takes after a restart what was written in its threads while it was down", async () => {
    const { discord, chat, adapter, place } = await talk();
    await adapter.post(posting(place, show("Où ?")));
    await adapter.stop();
    const missed = discord.message("admin", null, { content: "pendant l’arrêt" });
    await discord.deliver(missed);
    const next = discord.adapter();
    ends.push(() => next.stop());
    await next.start(chat);
    await vi.waitFor(() =>
      expect(chat.deliveries).toMatchObject([
        { eventId: missed.id, place, input: { text: "pendant l’arrêt" } },
      ]),
    );
  });

  it("drops what is no event, and takes the next one", async () => {
    const { discord, chat } = await talk();
    await discord.malformed();
    await discord.act("admin", { kind: "say", text: "toujours là" });
    expect(chat.deliveries).toHaveLength(1);
  });

  it("does not come back after a stop in the middle of a cut", async () => {
    const { discord, adapter } = await talk();
    await discord.cut(200);
    // It is waiting to connect again.
    await new Promise((resolve) => setTimeout(resolve, 250));
    await adapter.stop();
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    expect(discord.gateway.connected()).toBe(0);
    expect(discord.world.identified).toBe(1);
  });

  it("says which setting is wrong where Discord does not let it in", async () => {
    const discord = await openDiscord("fr", { token: "faux" });
    ends.push(() => discord.close());
    await expect(discord.adapter().start(fakeChat())).rejects.toThrow(/DISCORD_TOKEN/);
    const closed = await openDiscord("fr");
    ends.push(() => closed.close());
    closed.world.flags = 0;
    await expect(closed.adapter().start(fakeChat())).rejects.toThrow(/DISCORD_MESSAGE_CONTENT/);
  });

  it("starts once Discord is reachable, and can be stopped before", async () => {
    const discord = await openDiscord("fr");
    ends.push(() => discord.close());
    await discord.cut(300);
    const adapter = discord.adapter();
    const starting = adapter.start(fakeChat());
    await adapter.stop();
    await starting;
    const other = discord.adapter();
    ends.push(() => other.stop());
    await other.start(fakeChat());
    expect(discord.gateway.connected()).toBe(1);
  });
});

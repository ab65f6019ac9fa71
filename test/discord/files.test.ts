import { describe, expect, it } from "vitest";
import type { DiscordOptions } from "../../adapters/discord/options.ts";
import type { House } from "./house.ts";
import { talk, read } from "./house.ts";

describe("files", () => {
  async function uploaded(
    content: string,
    given: Partial<DiscordOptions> = {},
  ): Promise<House & { readonly ref: string }> {
    const home = await talk(given);
    await home.discord.act("admin", { kind: "upload", name: "trace.log", content });
    const input = home.chat.deliveries.at(-1)?.input;
    return { ...home, ref: input?.kind === "file" ? input.ref : "" };
  }

  it("reads one after its address has expired", async () => {
    const { discord, adapter, ref } = await uploaded("contenu\n".repeat(50_000));
    discord.world.signature = 9;
    expect((await read(adapter, ref)).length).toBe(400_000);
  });

  it("names why one cannot be read", async () => {
    const { discord, adapter, ref } = await uploaded("contenu");
    const { world } = discord;
    const thread = discord.thread() ?? "";
    world.closed.add(thread);
    await expect(read(adapter, ref)).rejects.toMatchObject({ why: "no-right" });
    world.closed.clear();
    world.refuseFiles = 403;
    await expect(read(adapter, ref)).rejects.toMatchObject({ why: "no-right" });
    world.refuseFiles = 500;
    await expect(read(adapter, ref)).rejects.toMatchObject({ why: "unreachable" });
    world.refuseFiles = 404;
    await expect(read(adapter, ref)).rejects.toMatchObject({ why: "gone" });
    world.refuseFiles = 0;
    world.messages.splice(0);
    await expect(read(adapter, ref)).rejects.toMatchObject({ why: "gone" });
    await expect(read(adapter, "../../users/@me")).rejects.toMatchObject({ why: "gone" });
  });

  it("does not take a file cut off for a whole one", async () => {
    const { discord, adapter, ref } = await uploaded("contenu".repeat(1_000));
    discord.world.shortFiles = true;
    await expect(read(adapter, ref)).rejects.toMatchObject({ why: "unreachable" });
  });

  it("reads none larger than allowed, whatever size it is said to have", async () => {
    const { discord, adapter, ref } = await uploaded("x".repeat(2_000), { fileLimit: 1_000 });
    await expect(read(adapter, ref)).rejects.toMatchObject({ why: "too-large" });
    discord.world.sizes = false;
    await expect(read(adapter, ref)).rejects.toMatchObject({ why: "too-large" });
  });
});

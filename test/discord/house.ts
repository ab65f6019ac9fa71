import { inspect } from "node:util";
import { afterEach, expect } from "vitest";
import type { ChatAdapter, Post, Posted, Posting } from "../../adapters/chat.ts";
import type { DiscordOptions } from "../../adapters/discord/options.ts";
import type { FakeChat } from "./fakeChat.ts";
import { fakeChat } from "./fakeChat.ts";
import { message } from "./outputs.ts";
import type { DiscordStandIn } from "./stand-in.ts";
import { openDiscord } from "./stand-in.ts";
import { TOKEN, snowflake } from "./world.ts";

export const ends: (() => Promise<void>)[] = [];
/** All that was logged in a test: it has nobody's words, names or tokens in it. */
export const logged: string[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).toReversed()) await end();
  const said = logged.splice(0).join("\n");
  expect(said).not.toMatch(/Camille|Dominique|Alix|hébergée|bonjour|Réponse \d/);
  expect(said).not.toContain(TOKEN);
  expect(said).not.toContain("token-");
});

export type House = {
  readonly discord: DiscordStandIn;
  readonly adapter: ChatAdapter;
  readonly chat: FakeChat;
};

export async function house(
  given: Partial<DiscordOptions> = {},
  language: "fr" | "en" = "fr",
): Promise<House> {
  const note = (object: object, text: string): number =>
    logged.push(`${text} ${inspect(object, { depth: 8 })}`);
  const discord = await openDiscord(language, { log: { info: note, warn: note, error: note }, ...given });
  ends.push(() => discord.close());
  const chat = fakeChat();
  const adapter = discord.adapter();
  ends.push(() => adapter.stop());
  await adapter.start(chat);
  return { discord, adapter, chat };
}

/** A house with a conversation in a thread. */
export async function talk(given: Partial<DiscordOptions> = {}): Promise<House & { readonly place: string }> {
  const home = await house(given);
  await home.discord.act("admin", { kind: "open" });
  const place = home.chat.deliveries[0]?.place ?? "";
  home.chat.deliveries.length = 0;
  return { ...home, place };
}

export function posting(place: string, post: Post, more: Partial<Posting> = {}): Posting {
  return { place, language: "fr", post, id: null, key: `key-${snowflake()}`, attempt: 1, ...more };
}

export const show = (text: string, more = {}): Post => ({ kind: "show", output: message(text, more) });

export function idOf(posted: Posted): string {
  if (posted.kind !== "posted") throw new Error(`not posted: ${JSON.stringify(posted)}`);
  return posted.id;
}

export async function read(adapter: ChatAdapter, ref: string): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of adapter.fetch(ref)) chunks.push(chunk as Uint8Array);
  return Buffer.concat(chunks).toString("utf8");
}

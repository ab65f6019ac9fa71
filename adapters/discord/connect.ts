import { once } from "node:events";
import { setTimeout as wait } from "node:timers/promises";
import {
  Client,
  DiscordAPIError,
  DiscordjsError,
  DiscordjsErrorCodes,
  Events,
  GatewayIntentBits,
} from "discord.js";
import { REST_MANNER } from "./createRest.ts";
import { failureOf } from "./failureOf.ts";
import type { Tap } from "./lastingSession.ts";
import { lastingSession } from "./lastingSession.ts";
import type { DiscordOptions } from "./options.ts";
import { API } from "./options.ts";

/** The configuration keeps Discord from letting the bot in: trying again changes nothing. */
export class DiscordRefusal extends Error {
  override readonly name = "DiscordRefusal";
}

const PAUSE_MS = 5_000;

/**
 * Connects to the gateway with the intents that are needed, and tries for as long as Discord is away. Resolves once events come;
 * undefined where `tap.signal` aborted before. Rejects with a `DiscordRefusal`.
 */
export async function connect(options: DiscordOptions, tap: Tap): Promise<Client<true> | undefined> {
  const { log } = options;
  const { signal } = tap;
  while (!signal.aborted) {
    const client = createClient(options, tap);
    const stopped = new AbortController();
    try {
      const ready = once(client, Events.ClientReady, { signal: AbortSignal.any([signal, stopped.signal]) });
      ready.catch(() => undefined);
      // Where Discord never says a word, logging in never ends: a stop does not wait for it.
      await Promise.race([client.login(options.token).then(() => ready), ready]);
      return client as Client<true>;
    } catch (error) {
      stopped.abort();
      await client.destroy().catch(() => undefined);
      const refusal = refusalOf(error);
      if (refusal !== null) throw refusal;
      if (signal.aborted) return undefined;
      log.warn({ why: failureOf(error).why }, "Discord is not reachable, trying again");
      await wait(PAUSE_MS, undefined, { signal }).catch(() => undefined);
    }
  }
  return undefined;
}

function createClient(options: DiscordOptions, tap: Tap): Client {
  const { log, api = API, messageContent } = options;
  const client = new Client({
    intents: [
      GatewayIntentBits.Guilds,
      GatewayIntentBits.GuildMessages,
      GatewayIntentBits.DirectMessages,
      ...(messageContent ? [GatewayIntentBits.MessageContent] : []),
    ],
    shards: "auto",
    rest: { ...REST_MANNER, api },
    ws: { buildStrategy: lastingSession(tap) },
  });
  client.on(Events.Error, (error) => log.error({ err: error.name }, "Discord: an error"));
  client.on(Events.ShardError, (error) => log.warn({ err: error.name }, "Discord: the connection failed"));
  client.on(Events.ShardReconnecting, () => log.info({}, "Discord: connecting again"));
  client.on(Events.ShardDisconnect, ({ code }) => {
    if (!tap.signal.aborted) log.error({ code }, "Discord: disconnected for good, see passerelle doctor");
  });
  return client;
}

function refusalOf(error: unknown): DiscordRefusal | null {
  const refused =
    (error instanceof DiscordjsError && error.code === DiscordjsErrorCodes.TokenInvalid) ||
    (error instanceof DiscordAPIError && error.status === 401) ||
    (error instanceof Error && /authentication failed/i.test(error.message));
  if (refused) {
    return new DiscordRefusal(
      "DISCORD_TOKEN is not accepted by Discord: copy it anew from discord.com/developers/applications, « Bot », « Reset Token »",
    );
  }
  if (error instanceof Error && /disallowed intents/i.test(error.message)) {
    return new DiscordRefusal(
      "DISCORD_MESSAGE_CONTENT is on, but the application has no right to it: discord.com/developers/applications, « Bot », « Message Content Intent », or set DISCORD_MESSAGE_CONTENT=0",
    );
  }
  return null;
}

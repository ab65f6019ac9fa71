import type { Client } from "discord.js";
import { DiscordAPIError, HTTPError, RateLimitError, Routes } from "discord.js";
import type { Chat, ChatAdapter } from "../chat.ts";
import { readAttachment } from "./attachment.ts";
import { checkSetUp } from "./checkSetUp.ts";
import { connect } from "./connect.ts";
import { closeRest, createRest } from "./createRest.ts";
import { failureOf } from "./failureOf.ts";
import { hearGateway } from "./hearGateway.ts";
import { createLines } from "./lines.ts";
import type { DiscordOptions } from "./options.ts";
import { agentsPlace } from "./place.ts";
import { showPosting } from "./showPosting.ts";

/**
 * Discord: messages and interactions come through the gateway, what is said goes out through the REST API. `start` rejects with a
 * `DiscordRefusal` where the configuration is wrong, and waits while Discord is away.
 */
export function discordAdapter(options: DiscordOptions): ChatAdapter {
  const { log, agentsChannel, agentsRole, messageContent, fileLimit } = options;
  const rest = createRest(options);
  const stopping = new AbortController();
  const { signal } = stopping;
  const lines = createLines((error) => log.error(tellable(error), "an event was not taken"));
  let client: Client<true> | undefined;
  let running: Chat | undefined;
  let myself: string | undefined;

  async function me(): Promise<string> {
    myself ??= ((await rest.get(Routes.user())) as { readonly id: string }).id;
    return myself;
  }

  return {
    name: "discord",
    agents: agentsChannel === null ? null : agentsPlace(agentsChannel),
    mounts: [],
    async start(chat) {
      running = chat;
      const hearing = hearGateway(lines);
      client = await connect(options, { onEvent: hearing.onEvent, signal, log });
      if (client === undefined) return;
      myself = client.user.id;
      const agents = { role: agentsRole, channel: agentsChannel };
      hearing.begin({ options, agents, chat, rest, client, me: myself, signal });
    },
    async post(posting) {
      if (running === undefined) return { kind: "later", seconds: null, why: "not started" };
      return showPosting(posting, { rest, chat: running, messageContent, me });
    },
    fetch: (ref) => readAttachment(ref, { rest, limit: fileLimit, signal }),
    check: (language) => checkSetUp(options, language),
    async stop() {
      stopping.abort();
      await client?.destroy();
      await lines.idle();
      closeRest(rest);
    },
  };
}

/** What may be logged of an error: one of Discord's holds what was sent, words and tokens included. */
function tellable(error: unknown): object {
  const discords =
    error instanceof DiscordAPIError || error instanceof HTTPError || error instanceof RateLimitError;
  return discords ? { why: failureOf(error).why } : { err: error };
}

import type { Client, REST } from "discord.js";
import type { Chat } from "../chat.ts";
import type { Agents } from "./authorOf.ts";
import type { DiscordOptions } from "./options.ts";

/** What a running adapter works with. */
export type Context = {
  readonly options: DiscordOptions;
  readonly agents: Agents;
  readonly chat: Chat;
  readonly rest: REST;
  readonly client: Client;
  /** Id of the bot's user. */
  readonly me: string;
  /** Aborts once the adapter stops. */
  readonly signal: AbortSignal;
};

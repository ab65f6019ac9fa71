import type { AdapterLog } from "../adapter.ts";
import type { Chat } from "../chat.ts";

export type DiscordOptions = {
  /** Token of the bot: Developer Portal, « Bot », « Reset Token ». */
  readonly token: string;
  /** Id of the channel agents are called in; null where nobody is to be called. */
  readonly agentsChannel: string | null;
  /** Id of the role agents have; null: whoever acts in the agents' channel is one. */
  readonly agentsRole: string | null;
  /**
   * Whether the application has the privileged intent « Message Content ». Without it Discord hands over the words of
   * direct messages and of messages that mention the bot, and of no others.
   */
  readonly messageContent: boolean;
  /** Whether a command opens a thread that only those invited see. A mention always opens one the channel sees. */
  readonly privateThreads: boolean;
  /** Largest file taken, in bytes; null: whatever Discord lets people send. */
  readonly fileLimit: number | null;
  /** Base of the API, without version: `https://discord.com/api` unless another is given. */
  readonly api?: string;
  /** The program's own texts, for what is told while no assistant runs: `check` and `registerCommands`. */
  readonly text: Chat["text"];
  readonly log: AdapterLog;
};

export const API = "https://discord.com/api";

import type { Who } from "../contracts/platform.ts";

/** A workspace as the stand-in has it. */
export const TEAM = "T0PASSER";
export const BOT_USER = "U0BOT";
export const BOT_ID = "B0BOT";
export const BOT_TOKEN = "xoxb-stand-in";
export const APP_TOKEN = "xapp-stand-in";
export const SIGNING_SECRET = "0123456789abcdef0123456789abcdef";
export const CHANNEL = "C0GENERAL";
export const AGENTS_CHANNEL = "C0AGENTS";
export const AGENTS_GROUP = "S0AGENTS";

export const USERS: Readonly<Record<Who, string>> = {
  admin: "U0ADMIN",
  colleague: "U0COLLEAGUE",
  agent: "U0AGENT",
  robot: "U0ROBOT",
};

export const NAMES: Readonly<Record<string, string>> = {
  U0ADMIN: "Claire Fontaine",
  U0COLLEAGUE: "Bruno Leduc",
  U0AGENT: "Agathe Roche",
  U0ROBOT: "Robot",
};

export function directChannel(user: string): string {
  return user.replace(/^U/, "D");
}

export type Block = Readonly<Record<string, unknown>> & { readonly type: string; readonly block_id?: string };

/** A message of the workspace, whoever wrote it. */
export type SlackMessage = {
  readonly channel: string;
  readonly ts: string;
  readonly thread_ts: string | undefined;
  readonly user: string;
  text: string;
  blocks: readonly Block[];
  readonly metadata: unknown;
  edits: number;
};

export type SlackFile = {
  readonly id: string;
  readonly name: string;
  readonly mimetype: string;
  readonly content: Buffer;
  /** How the server treats whoever asks for it. */
  state: "there" | "deleted" | "tombstone" | "sign-in" | "cut-off" | "vanished";
};

import type { Adapter } from "../../adapters/adapter.ts";
import type { ChatAdapter } from "../../adapters/chat.ts";
import type { Previewer } from "../../adapters/preview.ts";
import type { Catalogue } from "../catalogue.ts";
import type { Config } from "../config.ts";
import type { Log } from "../log.ts";
import type { Language } from "../message.ts";
import type { Running } from "../run.ts";
import type { Store } from "../store/store.ts";
import type { Texts } from "../texts.ts";

/** Where a command reads and writes; a test hands its own. */
export type Streams = {
  readonly stdin: NodeJS.ReadableStream;
  readonly stdout: NodeJS.WritableStream;
  readonly stderr: NodeJS.WritableStream;
};

/** A service that can be checked. */
export type Checked = Pick<ChatAdapter, "name" | "check">;

/** How a person talks in a terminal. */
export type TerminalOptions = {
  readonly language: Language | undefined;
  /** Goes on with the conversation heard last. */
  readonly resume: boolean;
};

/** What the composition root lends a command; each part is built on first use, so a light command starts fast. */
export type Context = Streams & {
  readonly root: string;
  readonly config: () => Config;
  readonly log: () => Promise<Log>;
  readonly texts: () => Texts;
  readonly catalogue: () => Promise<Catalogue>;
  /** `--lang` where given, else the system's language where it is English, else French. */
  readonly language: (flag: string | undefined) => Language;
  /** Only the store, for commands that look at what is stored. */
  readonly store: () => Promise<Store>;
  readonly run: () => Promise<Running>;
  /** The channels, made here because only the composition root knows them. */
  readonly chats: () => Promise<readonly ChatAdapter[]>;
  /** The mail servers that are configured, as they are checked. */
  readonly mailChecks: () => Promise<readonly Checked[]>;
  /** What every chat platform would show of an output, configured or not; loads no platform's library. */
  readonly previewers: () => Promise<readonly Previewer[]>;
  /** Makes the commands known to Discord: their names, or why not. */
  readonly registerDiscord: (
    language: Language,
  ) => Promise<
    | { readonly kind: "registered"; readonly names: readonly string[] }
    | { readonly kind: "refused"; readonly why: string }
  >;
  /** Writes the app package of Teams into a folder; its path. */
  readonly packageTeams: (folder: string, language: Language) => Promise<string>;
  readonly web: (running: Running) => Promise<Adapter & { readonly url: string }>;
  readonly terminal: (options: TerminalOptions) => Promise<Adapter & { readonly ended: Promise<void> }>;
};

/** 0 nothing wrong · 1 something wrong found · 2 unusable call or input · 3 a service could not be reached. */
export type ExitStatus = 0 | 1 | 2 | 3;

export type Command = (args: readonly string[], context: Context) => Promise<ExitStatus>;

/** A call that cannot be carried out: said in one line on standard error, exit status 2. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

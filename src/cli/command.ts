import type { Adapter } from "../../adapters/adapter.ts";
import type { Config } from "../config.ts";
import type { Texts } from "../texts.ts";
import type { Language } from "../message.ts";

/** Where a command reads and writes; a test hands its own. */
export type Streams = {
  readonly stdin: NodeJS.ReadableStream;
  readonly stdout: NodeJS.WritableStream;
  readonly stderr: NodeJS.WritableStream;
};

/** What the composition root lends a command; each part is built on first use, so a light command starts fast. */
export type Context = Streams & {
  readonly root: string;
  readonly config: () => Config;
  readonly texts: () => Texts;
  /** `--lang` where given, else the system's language where it is English, else French. */
  readonly language: (flag: string | undefined) => Language;
};

/** 0 nothing wrong · 1 something wrong found · 2 unusable call or input · 3 a service could not be reached. */
export type ExitStatus = 0 | 1 | 2 | 3;

export type Command = (args: readonly string[], context: Context) => Promise<ExitStatus>;

/** A call that cannot be carried out: said in one line on standard error, exit status 2. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

export type AdapterFactory = () => Adapter;

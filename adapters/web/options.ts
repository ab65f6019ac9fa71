import type { AdapterLog, Assistant } from "../adapter.ts";
import type { Mount as ChatMount } from "../chat.ts";
import type { Limits } from "./limits.ts";

/** Another part of the program served on the same port, below `path` (no slash at its end). */
export type Mount = {
  readonly path: string;
  readonly fetch: (request: Request, peer: string) => Response | Promise<Response>;
};

export type WebOptions = {
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  /** The address people type, where it is not `http://host:port`; decides whether cookies are `Secure`. */
  readonly publicUrl?: string | undefined;
  /** Turns a minute and peer address; openings, uploads and readings have their own share of it. */
  readonly rateLimit: number | "off";
  /** Whether `X-Forwarded-*` headers are a trusted proxy's. */
  readonly trustProxy: boolean;
  /** Largest upload, in bytes. */
  readonly uploadLimit: number;
  /** Whether the store is reachable and its migrations are done. */
  readonly ready?: (() => Promise<boolean>) | undefined;
  /** Prometheus text. */
  readonly metrics?: (() => Promise<string>) | undefined;
  readonly log?: AdapterLog | undefined;
  readonly mounts?: readonly Mount[] | undefined;
  /** What chat platforms post their events to. */
  readonly handlers?: readonly ChatMount[] | undefined;
};

/** What every route is built from. */
export type Web = {
  readonly options: WebOptions;
  readonly assistant: Assistant;
  readonly limits: Limits;
  /** Aborts when the channel stops: live streams end. */
  readonly stopping: AbortSignal;
};

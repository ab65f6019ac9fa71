import type { IncomingMessage, ServerResponse } from "node:http";
import type { Assistant } from "../adapter.ts";
import type { Limits } from "./limits.ts";

/** Where the channel tells the operator what happened: pino's calls, data first. */
export type WebLog = {
  info(data: object, message: string): void;
  warn(data: object, message: string): void;
  error(data: object, message: string): void;
};

/** Another part of the program served on the same port, below `path` (no slash at its end). */
export type Mount = {
  readonly path: string;
  readonly fetch: (request: Request, peer: string) => Response | Promise<Response>;
};

/** A part that answers requests of Node's own server, e.g. a platform's library. */
export type Handler = {
  readonly path: string;
  readonly handle: (request: IncomingMessage, response: ServerResponse) => void;
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
  readonly log?: WebLog | undefined;
  readonly mounts?: readonly Mount[] | undefined;
  readonly handlers?: readonly Handler[] | undefined;
};

/** What every route is built from. */
export type Web = {
  readonly options: WebOptions;
  readonly assistant: Assistant;
  readonly limits: Limits;
  /** Aborts when the channel stops: live streams end. */
  readonly stopping: AbortSignal;
};

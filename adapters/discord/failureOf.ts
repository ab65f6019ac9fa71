import { DiscordAPIError, HTTPError, RateLimitError } from "discord.js";

/** Why a call of the REST API failed. */
export type Failure =
  /** To be tried again, after so many seconds where Discord said so. */
  | { readonly kind: "busy"; readonly seconds: number | null; readonly why: string }
  /** Nobody answers, or with an error of Discord's own. */
  | { readonly kind: "unreachable"; readonly why: string }
  /** Refused for good, for the reason `code`. */
  | { readonly kind: "refused"; readonly code: number; readonly status: number; readonly why: string };

/** docs.discord.com/developers/topics/opcodes-and-status-codes#json */
export const CODES = {
  unknownChannel: 10_003,
  unknownMessage: 10_008,
  unknownInteraction: 10_062,
  alreadyAnswered: 40_060,
  noAccess: 50_001,
  cannotWriteTo: 50_007,
  noPermission: 50_013,
  archived: 50_083,
  threadExists: 160_004,
  locked: 160_005,
} as const;

/** What an error of `REST` says. `why` has no words of anybody and no token in it. */
export function failureOf(error: unknown): Failure {
  if (error instanceof RateLimitError) {
    const wait = Math.max(error.retryAfter, error.timeToReset, error.sublimitTimeout);
    const seconds = wait > 0 && Number.isFinite(wait) ? Math.ceil(wait / 1000) : null;
    return { kind: "busy", seconds, why: "429 too many requests" };
  }
  if (error instanceof DiscordAPIError) {
    const code = Number(error.code);
    return { kind: "refused", code, status: error.status, why: `${error.status} (${error.code})` };
  }
  if (error instanceof HTTPError) return { kind: "unreachable", why: `HTTP ${error.status}` };
  const cause = error instanceof Error && "code" in error ? ` (${String(error.code)})` : "";
  return { kind: "unreachable", why: `${error instanceof Error ? error.name : "error"}${cause}` };
}

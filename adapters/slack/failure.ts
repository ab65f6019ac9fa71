import { webApi } from "@slack/bolt";
import type { Posted } from "../chat.ts";
import type { Words } from "./piece.ts";

/** Errors of the Web API that pass by themselves. */
const PASSING: ReadonlySet<string> = new Set([
  "fatal_error",
  "internal_error",
  "ratelimited",
  "rate_limited",
  "request_timeout",
  "service_unavailable",
  "team_added_to_org",
]);

/** Those the operator is told about in a sentence of their own (`slack.refused.<key>`). */
const TOLD: Readonly<Record<string, string>> = {
  channel_not_found: "channel",
  is_archived: "archived",
  not_in_channel: "not-in-channel",
  restricted_action: "not-in-channel",
  invalid_auth: "token",
  not_authed: "token",
  token_revoked: "token",
  token_expired: "token",
  account_inactive: "token",
  missing_scope: "scope",
  message_not_found: "message",
};

/** The Web API's own word for what is wrong; null where it gave none: the network failed, a server in between answered. */
export function apiError(error: unknown): string | null {
  if (!(error instanceof webApi.WebAPIPlatformError)) return null;
  return /^[a-z_]+$/.test(error.data.error) ? error.data.error : null;
}

/** Whether the same call can succeed later, with nothing changed. */
export function passes(error: unknown): boolean {
  const code = apiError(error);
  return code === null || PASSING.has(code);
}

/** The scope that was missing, as Slack names it; empty where it does not. */
function neededScope(error: unknown): string {
  if (!(error instanceof webApi.WebAPIPlatformError)) return "";
  const needed: unknown = Reflect.get(error.data, "needed");
  return typeof needed === "string" ? needed : "";
}

/** What is wrong, in one sentence for the operator. */
export function refusal(error: unknown, words: Words): string {
  const code = apiError(error) ?? "unknown";
  return words(`slack.refused.${TOLD[code] ?? "other"}`, { code, scope: neededScope(error) });
}

/** How a try ended that threw. */
export function failed(error: unknown, words: Words): Posted {
  if (error instanceof webApi.WebAPIRateLimitedError) {
    return { kind: "later", seconds: error.retryAfter, why: "too many requests" };
  }
  if (passes(error)) {
    return { kind: "later", seconds: null, why: apiError(error) ?? "Slack cannot be reached" };
  }
  return { kind: "refused", why: refusal(error, words) };
}

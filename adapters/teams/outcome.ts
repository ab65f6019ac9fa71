import { z } from "zod";
import type { Posted } from "../chat.ts";
import { AppTokenError } from "./appToken.ts";
import type { Words } from "./words.ts";

const answer = z.object({
  response: z.object({
    status: z.number(),
    headers: z.looseObject({ "retry-after": z.string().optional().catch(undefined) }).catch({}),
    data: z
      .object({ error: z.object({ code: z.string() }) })
      .transform(({ error }) => error.code)
      .catch(""),
  }),
});

/** What the connector answered, or null where it did not. `code` is its name for what is wrong, if it gave one. */
export type ConnectorAnswer = {
  readonly status: number;
  readonly code: string;
  readonly retryAfter: string | null;
};

export function connectorAnswer(error: unknown): ConnectorAnswer | null {
  const { data } = answer.safeParse(error);
  if (data === undefined) return null;
  const { status, data: code, headers } = data.response;
  return { status, code: code.slice(0, 80), retryAfter: headers["retry-after"] ?? null };
}

/**
 * How a try ended that failed. What the service asks to be tried again is (412, 429, 502, 504 and the like), what it will
 * never take is not; a token it refused is a matter of settings, so the message waits until they are right.
 * https://learn.microsoft.com/microsoftteams/platform/bots/how-to/rate-limit
 * https://learn.microsoft.com/microsoftteams/platform/bots/build-conversational-capability#status-codes-from-bot-conversational-apis
 */
export function outcomeOf(error: unknown, words: Words): Exclude<Posted, { kind: "posted" }> {
  if (error instanceof AppTokenError) {
    const key = error.kind === "refused" ? "teams.later.credentials" : "teams.later.sign-in";
    return { kind: "later", seconds: null, why: words(key, { code: error.code }) };
  }
  const told = connectorAnswer(error);
  if (told === null) return { kind: "later", seconds: null, why: words("teams.later.unreachable") };
  const { status, code } = told;
  const named = `${status} ${code}`.trim();
  if (status === 429) {
    return { kind: "later", seconds: secondsOf(told.retryAfter), why: words("teams.later.busy") };
  }
  if (status === 401)
    return { kind: "later", seconds: null, why: words("teams.later.credentials", { code: named }) };
  if (status === 408 || status === 412 || status >= 500) {
    return {
      kind: "later",
      seconds: secondsOf(told.retryAfter),
      why: words("teams.later.failed", { code: named }),
    };
  }
  const key =
    status === 403
      ? "teams.refused.no-right"
      : status === 404
        ? "teams.refused.gone"
        : status === 413 || code === "MessageSizeTooBig"
          ? "teams.refused.too-large"
          : "teams.refused.other";
  return { kind: "refused", why: words(key, { code: named }) };
}

/** `Retry-After` in seconds; a date counts from now. https://www.rfc-editor.org/rfc/rfc9110#name-retry-after */
function secondsOf(retryAfter: string | null): number | null {
  if (retryAfter === null) return null;
  if (/^\d+$/.test(retryAfter.trim())) return Number(retryAfter);
  const at = Date.parse(retryAfter);
  return Number.isNaN(at) ? null : Math.max(0, Math.ceil((at - Date.now()) / 1000));
}

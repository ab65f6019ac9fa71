import type { ContentfulStatusCode } from "hono/utils/http-status";
import type { Refusal } from "../adapter.ts";

/** What is told to the person: a text of `locales/`, or a sentence already in their language. */
export type Said =
  | { readonly key: string; readonly values?: Readonly<Record<string, string | number>> }
  | { readonly sentence: string };

/** A request that is not carried out: HTTP status, a code for programs, a sentence for people. Shown, never logged. */
export class Problem extends Error {
  override readonly name = "Problem";
  readonly status: ContentfulStatusCode;
  readonly code: string;
  readonly said: Said;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    status: ContentfulStatusCode,
    code: string,
    said: Said = { key: `web.error.${code}` },
    headers: Readonly<Record<string, string>> = {},
  ) {
    super(code);
    this.status = status;
    this.code = code;
    this.said = said;
    this.headers = headers;
  }
}

const REFUSALS: Readonly<Record<Refusal["code"], ContentfulStatusCode>> = {
  "unknown-conversation": 404,
  "event-conflict": 409,
  "unknown-choice": 422,
  "question-over": 422,
  "no-draft": 422,
  "empty-text": 422,
  "text-too-long": 422,
  "file-too-large": 413,
  busy: 503,
};

/** The assistant's refusal as a problem; what is only too early says when to come back. */
export function refused(refusal: Refusal): Problem {
  const status = REFUSALS[refusal.code];
  const headers: Record<string, string> = status === 503 ? { "Retry-After": "2" } : {};
  return new Problem(status, refusal.code, { sentence: refusal.message }, headers);
}

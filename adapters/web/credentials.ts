import { deleteCookie, getCookie, setCookie } from "hono/cookie";
import type { Assistant } from "../adapter.ts";
import type { WebContext } from "./context.ts";
import type { WebOptions } from "./options.ts";
import { Problem } from "./problem.ts";
import type { Credentials } from "./sealed.ts";
import { sealed, unsealed } from "./sealed.ts";
import { requireSameOrigin } from "./sameOrigin.ts";

const COOKIE = "passerelle";
const COOKIE_SECONDS = 30 * 24 * 3600;
/** What the page's cookie opens, or undefined. */
export async function fromCookie(context: WebContext, assistant: Assistant): Promise<string | undefined> {
  const shown = unsealed(getCookie(context, COOKIE));
  if (shown === undefined || !(await assistant.admits(shown.conversation, shown.token))) return undefined;
  context.set("conversation", shown.conversation);
  return shown.conversation;
}

function isSecure(context: WebContext, options: WebOptions): boolean {
  if (options.publicUrl !== undefined) return options.publicUrl.startsWith("https:");
  return options.trustProxy && context.req.header("x-forwarded-proto") === "https";
}

export function keepInCookie(context: WebContext, options: WebOptions, credentials: Credentials): void {
  setCookie(context, COOKIE, sealed(credentials), {
    httpOnly: true,
    sameSite: "Strict",
    secure: isSecure(context, options),
    path: "/",
    maxAge: COOKIE_SECONDS,
  });
}

export function forgetCookie(context: WebContext, options: WebOptions): void {
  deleteCookie(context, COOKIE, { path: "/", secure: isSecure(context, options) });
}

/**
 * Lets a call of the API at `/api/conversations/:id` pass, by bearer token or by the page's cookie.
 * Throws `Problem` 401 without a valid token, 404 with one of another conversation, 403 where a cookie's state change
 * comes from another site.
 */
export async function requireAccess(
  context: WebContext,
  assistant: Assistant,
  options: WebOptions,
): Promise<string> {
  const header = context.req.header("authorization");
  const bearer = header === undefined ? undefined : (/^Bearer +(\S+)$/i.exec(header)?.[1] ?? "");
  const shown = unsealed(bearer ?? getCookie(context, COOKIE));
  const id = context.req.param("id");
  if (shown === undefined || !(await assistant.admits(shown.conversation, shown.token))) {
    throw new Problem(401, "unauthorized", undefined, { "WWW-Authenticate": "Bearer" });
  }
  if (bearer === undefined && context.req.method !== "GET") requireSameOrigin(context, options);
  if (shown.conversation !== id) throw new Problem(404, "not-found");
  context.set("conversation", id);
  return id;
}

import type { WebContext } from "./context.ts";
import type { WebOptions } from "./options.ts";
import { Problem } from "./problem.ts";

function hostOf(url: string | undefined): string | undefined {
  return url !== undefined && URL.canParse(url) ? new URL(url).host : undefined;
}

/**
 * Refuses (403) a state change a browser makes for another site. What a browser says itself comes first
 * (`Sec-Fetch-Site`, W3C Fetch Metadata), else `Origin` must be this server as the person or the proxy names it.
 */
export function requireSameOrigin(context: WebContext, options: WebOptions): void {
  const site = context.req.header("sec-fetch-site");
  if (site === "same-origin") return;
  const origin = hostOf(context.req.header("origin"));
  const own = [
    context.req.header("host"),
    hostOf(options.publicUrl),
    options.trustProxy ? context.req.header("x-forwarded-host") : undefined,
  ];
  if (site === undefined && origin !== undefined && own.includes(origin)) return;
  throw new Problem(403, "foreign-origin");
}

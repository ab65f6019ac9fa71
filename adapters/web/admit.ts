import type { WebContext } from "./context.ts";
import type { Bucket } from "./limits.ts";
import type { Web } from "./options.ts";
import { peerOf } from "./peer.ts";
import { Problem } from "./problem.ts";

/** Counts a request against its peer's share; throws `Problem` 429 with `Retry-After` past it. */
export async function admit(context: WebContext, web: Web, bucket: Bucket): Promise<void> {
  const seconds = await web.limits.take(bucket, peerOf(context, web.options));
  if (seconds === 0) return;
  const said = { key: "web.error.too-many-requests", values: { seconds } };
  throw new Problem(429, "too-many-requests", said, { "Retry-After": String(seconds) });
}

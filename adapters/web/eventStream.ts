import { streamSSE } from "hono/streaming";
import { admit } from "./admit.ts";
import type { WebContext } from "./context.ts";
import { requireAccess } from "./credentials.ts";
import type { Web } from "./options.ts";
import { Problem } from "./problem.ts";

const HEARTBEAT_MS = 15_000;
const RETRY_MS = 2_000;
/** Live streams one conversation may have open at once: tabs, not a flood. */
const STREAMS = 20;

const open = new Map<string, number>();

function count(id: string, by: 1 | -1): void {
  const now = (open.get(id) ?? 0) + by;
  if (now > 0) open.set(id, now);
  else open.delete(id);
}

/** Where the client left off: `Last-Event-ID`, the sequence number of the last update it has; else from now on. */
function resumeAt(header: string | undefined, now: number): number {
  return header !== undefined && /^\d{1,15}$/.test(header) ? Math.min(Number(header), now) : now;
}

/**
 * Server-sent events (WHATWG HTML §9.2): one `update` for each thing added between turns, its `id` the sequence number.
 * The first lines set the id to resume from; a comment now and then keeps proxies from closing the line.
 */
export async function eventStream(context: WebContext, web: Web): Promise<Response> {
  await admit(context, web, "read");
  const id = await requireAccess(context, web.assistant, web.options);
  const held = await web.assistant.read(id);
  if (held === null) throw new Problem(404, "not-found");
  if ((open.get(id) ?? 0) >= STREAMS) {
    throw new Problem(429, "too-many-streams", undefined, { "Retry-After": "15" });
  }
  const from = resumeAt(context.req.header("last-event-id"), held.seq);
  context.header("Cache-Control", "no-store, no-transform");
  context.header("X-Accel-Buffering", "no");
  return streamSSE(context, async (stream) => {
    count(id, 1);
    const gone = new AbortController();
    stream.onAbort(() => gone.abort());
    const signal = AbortSignal.any([gone.signal, web.stopping]);
    const beat = setInterval(() => void stream.write(": still here\n\n"), HEARTBEAT_MS);
    try {
      await stream.write(`retry: ${RETRY_MS}\nid: ${from}\n\n`);
      for await (const update of web.assistant.follow(id, from, signal)) {
        await stream.writeSSE({ id: String(update.seq), event: "update", data: JSON.stringify(update) });
      }
    } catch (error) {
      if (!signal.aborted) web.options.log?.error({ err: error }, "live updates failed");
    } finally {
      clearInterval(beat);
      count(id, -1);
    }
  });
}

import { pause } from "./dom.ts";
import { connectionBack, connectionLost, waiting } from "./notices.ts";
import type { Changes } from "./shown.ts";

export type Answer =
  | { readonly kind: "done"; readonly changes: Changes }
  | { readonly kind: "refused"; readonly status: number; readonly code: string; readonly message: string };

export type Reply = { readonly status: number; readonly retryAfter: number; readonly text: string };

const AWAY = new Set([502, 503, 504]);
const LONGEST_MS = 15_000;

export function backOff(attempt: number): number {
  return Math.min(LONGEST_MS, 500 * 2 ** attempt) * (0.75 + Math.random() / 2);
}

function read(reply: Reply): Answer {
  const value: unknown = JSON.parse(reply.text);
  if (reply.status < 300) return { kind: "done", changes: value as Changes };
  const { error } = value as { error: { code: string; message: string } };
  return { kind: "refused", status: reply.status, ...error };
}

/**
 * Makes a call until it is answered. `attempt` sends the same event id each time, so whatever was stored before the line
 * was cut is answered again and nothing is doubled. Null where `given up` was asked for.
 */
export async function deliver(
  attempt: () => Promise<Reply>,
  givenUp: () => boolean = () => false,
): Promise<Answer | null> {
  for (let count = 0; ; count += 1) {
    let wait = backOff(count);
    try {
      const reply = await attempt();
      if (reply.status === 429) {
        wait = Math.max(1, reply.retryAfter) * 1000;
        waiting(Math.ceil(wait / 1000));
      } else if (AWAY.has(reply.status) || (reply.status === 500 && count < 3)) connectionLost();
      else {
        const answer = read(reply);
        connectionBack();
        return answer;
      }
    } catch {
      if (givenUp()) return null;
      connectionLost();
    }
    await pause(wait);
    if (givenUp()) return null;
  }
}

/** Posts JSON once; rejects where there is no answer. `fields` is asked anew at each try. */
export async function postJson(path: string, fields: () => object): Promise<Reply> {
  const response = await fetch(path, {
    method: "POST",
    headers: { "Content-Type": "application/json", Accept: "application/json" },
    body: JSON.stringify(fields()),
    signal: AbortSignal.timeout(60_000),
  });
  return {
    status: response.status,
    retryAfter: Number(response.headers.get("Retry-After") ?? 1),
    text: await response.text(),
  };
}

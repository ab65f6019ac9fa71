import { setTimeout as wait } from "node:timers/promises";
import type { Failure } from "./failureOf.ts";
import { failureOf } from "./failureOf.ts";

/** Longest wait between two tries, and how many there are. */
const LONGEST_MS = 10_000;
const TRIES = 4;

export type Done<Value> =
  | { readonly kind: "done"; readonly value: Value }
  | { readonly kind: "failed"; readonly failure: Failure };

/** Calls Discord for what nothing is stored of, a few times where it is busy or away. Ends early once `signal` aborts. */
export async function tryAgain<Value>(call: () => Promise<Value>, signal: AbortSignal): Promise<Done<Value>> {
  for (let tries = 1; ; tries++) {
    try {
      return { kind: "done", value: await call() };
    } catch (error) {
      const failure = failureOf(error);
      if (failure.kind === "refused" || tries === TRIES || signal.aborted) return { kind: "failed", failure };
      const seconds = failure.kind === "busy" ? failure.seconds : null;
      const pause = Math.min((seconds ?? 0.25 * 2 ** tries) * 1000, LONGEST_MS);
      await wait(pause, undefined, { signal }).catch(() => undefined);
    }
  }
}

/** Failures in a row after which nothing is tried for a while. */
const PATIENCE = 5;
const PAUSE_MS = 60_000;

export type Pause = {
  /** Whether nothing is to be tried now. */
  on(): boolean;
  failed(): void;
  succeeded(): void;
};

/**
 * Keeps a dead endpoint from slowing every message: a pause after five failures in a row, and after it at each further
 * failure until one success. `now`: milliseconds.
 */
export function newPause(now: () => number): Pause {
  let failures = 0;
  let until = -Infinity;
  return {
    on: () => now() < until,
    failed() {
      failures += 1;
      if (failures >= PATIENCE) until = now() + PAUSE_MS;
    },
    succeeded() {
      failures = 0;
      until = -Infinity;
    },
  };
}

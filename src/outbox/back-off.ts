/**
 * Seconds to wait after the first, second, … try that failed: the first retry within 5 s, five tries in the first
 * minute, then ever longer up to an hour.
 */
const WAITS = [3, 7, 15, 30, 60, 120, 300, 600, 1200, 1800, 3600] as const;

/** A mail that nobody took for this long is given up, and can be put back by hand. */
export const GIVE_UP_HOURS = 48;

/** When to try again after `attempts` tries. */
export function nextTry(attempts: number, now: Date): Date {
  const wait = WAITS[Math.min(attempts, WAITS.length) - 1] ?? WAITS[0];
  return new Date(now.getTime() + wait * 1000);
}

import type { Pace } from "./imapOptions.ts";
import type { Failure } from "./whatFailed.ts";

/** What only a person mends is not tried every second: a server may lock out whoever comes with a wrong password. */
const WANTS_A_PERSON: readonly Failure["kind"][] = ["login", "tls", "no-tls", "no-folder"];
const DOUBLINGS = 6;

/**
 * Milliseconds to wait after the first, second, … failure in a row: doubled each time up to the longest, a random part of up
 * to a half taken off, so that many who lost one server do not all come back at once.
 */
export function waitBefore(
  failed: number,
  kind: Failure["kind"],
  { firstMs, longestMs }: Pick<Pace, "firstMs" | "longestMs">,
  random: () => number = Math.random,
): number {
  const doublings = failed - 1 + (WANTS_A_PERSON.includes(kind) ? DOUBLINGS : 0);
  return Math.min(longestMs, firstMs * 2 ** doublings) * (1 - random() / 2);
}

import type { AdapterLog } from "../adapter.ts";
import type { Filed } from "../mail.ts";
import { errorInShort } from "./errorInShort.ts";
import { pause } from "./pause.ts";

/** What was tried of the mail in hand, over all connections; and how many mails before it were set aside in a row. */
export type Trial = {
  uid: number;
  failures: number;
  /** How often the connection broke while it was fetched. */
  lost: number;
  asideInARow: number;
};

/** Each mail that is set aside makes the next one wait longer before it is, up to this many times. */
const MOST_PATIENCE = 5;
const PATIENCE_MS = 60_000;

export type TryParts = {
  readonly trial: Trial;
  readonly retryMs: readonly number[];
  readonly log: AdapterLog;
  /** Whether the store takes what is written to it. */
  readonly storeWorks: () => Promise<boolean>;
  readonly signal: AbortSignal;
};

/**
 * Takes one mail, again and again. Where it cannot be taken, whose fault is it? The store is asked each time, by writing to it
 * what it holds anyway. Does it not take that, the fault is the store's and every other mail would fail the same: the try does
 * not count, and the mail is tried on for as long as it takes. Else, after the last try, the mail is taken for the culprit and
 * set aside, so that it does not hold up those behind it. Should the program itself be at fault, it would be at each mail: so
 * after one was set aside and until one is taken, every further one is given a minute more than the last, five at most.
 * Whatever the cause, no more than a dozen an hour are set aside then, each with a line for the operator, and moved back to
 * the inbox they are taken anew.
 */
export async function tryTake(take: () => Promise<Filed>, parts: TryParts): Promise<Filed | "interrupted"> {
  const { trial, retryMs, log, storeWorks, signal } = parts;
  const patience = Math.min(trial.asideInARow, MOST_PATIENCE) * PATIENCE_MS;
  const waits = patience === 0 ? retryMs : [...retryMs, patience];
  const { uid } = trial;
  let storeDown = 0;
  for (;;) {
    try {
      const filed = await take();
      trial.asideInARow = 0;
      return filed;
    } catch (error) {
      const works = await storeWorks();
      if (works) trial.failures += 1;
      else storeDown += 1;
      log.warn({ uid, store: works, ...errorInShort(error) }, "mailbox: a mail could not be taken");
      if (trial.failures > waits.length) {
        trial.asideInARow += 1;
        log.error({ uid }, "mailbox: a mail could not be taken and is set aside: please look at it");
        return "set-aside";
      }
      const wait = waits[(works ? trial.failures : storeDown) - 1] ?? waits.at(-1) ?? 0;
      await pause(wait, signal);
    }
    if (signal.aborted) return "interrupted";
  }
}

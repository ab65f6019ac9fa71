import type { Log } from "../log.ts";

/** What waits in line, and how one of it is worked on. */
export type Line<Row> = {
  /** The first of each place, where it is due: the oldest, so many of them. */
  due(now: string, most: number): Promise<readonly Row[]>;
  /** When something is due next (ISO 8601, UTC); null where nothing waits. */
  nextDue(): Promise<string | null>;
  /** Works on one and settles it: it is done, or due later. */
  work(row: Row): Promise<void>;
};

export type Worker = {
  /** Something may wait: look now. */
  wake(): void;
  /** Stops; resolves when what was begun has ended. */
  stop(): Promise<void>;
};

/** Places worked on at once. */
const MOST = 16;

/** With more than these under way, what comes next is looked up for several at once: one look costs as much as another. */
const FEW = MOST / 2;

/** As long as it then waits for others to end, in milliseconds. */
const TOGETHER_MS = 20;

/** After a failure of the store, in milliseconds. */
const PAUSE_MS = 1_000;

/**
 * What waits behind another of its place counts as due, and so does what is under way: then it is looked again after so long,
 * in milliseconds.
 */
const SHORTEST_MS = 250;

/** A timer of Node's holds no longer wait than this; it looks again then. */
const LONGEST_MS = 60_000;

/** Works on a line: one at a time in each place and in order, several places at once. What waits is in the store only. */
export function startWorker<Row extends { readonly seq: number; readonly place: string }>(
  line: Line<Row>,
  { log, now }: { readonly log: Log; readonly now: () => Date },
): Worker {
  const busy = new Map<string, Promise<void>>();
  let stopped = false;
  let looking: Promise<void> | null = null;
  let lookAgain = false;
  let timer: NodeJS.Timeout | undefined;
  let together: NodeJS.Timeout | undefined;

  function begin(row: Row): void {
    const ended = line
      .work(row)
      .catch(async (error: unknown) => {
        log.error({ err: error, seq: row.seq }, "what waits in line could not be worked on");
        await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
      })
      .finally(() => {
        busy.delete(row.place);
        if (busy.size <= FEW) wake();
        else together ??= setTimeout(wake, TOGETHER_MS);
      });
    busy.set(row.place, ended);
  }

  async function look(): Promise<void> {
    do {
      lookAgain = false;
      for (const row of await line.due(now().toISOString(), MOST + busy.size)) {
        if (stopped || busy.size >= MOST) break;
        if (!busy.has(row.place)) begin(row);
      }
    } while (lookAgain && !stopped);
    const next = await line.nextDue();
    // With as many under way as can be, the first that ends looks again.
    if (stopped || next === null || busy.size >= MOST) return;
    const wait = new Date(next).getTime() - now().getTime();
    timer = setTimeout(wake, wait > 0 ? Math.min(wait, LONGEST_MS) : SHORTEST_MS);
    timer.unref();
  }

  function wake(): void {
    clearTimeout(together);
    together = undefined;
    if (stopped) return;
    if (looking !== null) {
      lookAgain = true;
      return;
    }
    clearTimeout(timer);
    looking = look()
      .catch((error: unknown) => {
        log.error({ err: error }, "the store could not be looked into");
        timer = setTimeout(wake, PAUSE_MS);
        timer.unref();
      })
      .finally(() => {
        looking = null;
        if (lookAgain) wake();
      });
  }

  return {
    wake,
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await looking;
      await Promise.all(busy.values());
      clearTimeout(together);
    },
  };
}

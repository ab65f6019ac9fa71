import type { ChatAdapter, Posted } from "../../adapters/chat.ts";
import type { Log } from "../log.ts";
import type { Language } from "../message.ts";
import { nextTry } from "../outbox/back-off.ts";
import type { PostRow, PostSettlement, Store } from "../store/store.ts";
import { postOf } from "./add-posts.ts";

export type ShowParts = {
  readonly store: Store;
  readonly adapter: ChatAdapter;
  readonly log: Log;
  readonly now: () => Date;
};

/** What nobody could be shown for this long is given up. */
const GIVE_UP_HOURS = 24;

/**
 * Shows one post on its platform and writes down what became of it. One that changes what was never shown is passed over.
 * Shown at least once, and once only where the platform can tell that it was.
 */
export async function showPost({ store, adapter, log, now }: ShowParts, row: PostRow): Promise<void> {
  const attempts = row.attempts + 1;
  const target = row.target === null ? undefined : await store.read.post(row.target);
  if (row.target !== null && (target?.shown_as ?? null) === null) {
    await store.write((tx) => tx.settlePost(row.seq, { ...asItIs(row), state: "skipped" }));
    return;
  }
  const posted = await tried(() =>
    adapter.post({
      place: row.place,
      language: row.language as Language,
      post: postOf(row),
      id: target?.shown_as ?? null,
      key: `${row.conversation}.${row.seq}`,
      attempt: attempts,
    }),
  );
  const settlement = settlementOf(row, posted, attempts, now());
  await store.write((tx) => tx.settlePost(row.seq, settlement));
  if (posted.kind === "posted") return;
  const about = { channel: adapter.name, post: row.seq, attempts, why: posted.why };
  if (settlement.state === "failed") log.error(about, "could not be shown");
  else log.warn(about, "not shown yet");
}

async function tried(show: () => Promise<Posted>): Promise<Posted> {
  try {
    return await show();
  } catch (error) {
    return { kind: "later", seconds: null, why: error instanceof Error ? error.message : String(error) };
  }
}

function asItIs({ state, shown_as, attempts, next_at, last_error }: PostRow): PostSettlement {
  return { state, shown_as, attempts, next_at, last_error };
}

function settlementOf(row: PostRow, posted: Posted, attempts: number, at: Date): PostSettlement {
  if (posted.kind === "posted")
    return { ...asItIs(row), state: "posted", shown_as: posted.id, attempts, last_error: null };
  const last_error = posted.why.slice(0, 500);
  const age = at.getTime() - new Date(row.created_at).getTime();
  if (posted.kind === "refused" || age > GIVE_UP_HOURS * 3_600_000)
    return { ...asItIs(row), state: "failed", attempts, last_error };
  // A wait that is no number, or longer than anything is kept, tells nothing.
  const seconds = posted.seconds !== null && posted.seconds <= GIVE_UP_HOURS * 3_600 ? posted.seconds : null;
  const next = seconds === null ? nextTry(attempts, at) : new Date(at.getTime() + seconds * 1000);
  return { ...asItIs(row), attempts, next_at: next.toISOString(), last_error };
}

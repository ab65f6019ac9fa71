import type { MailboxMemory } from "../mail.ts";
import { StoreFailed } from "./whatFailed.ts";

/** Who reads which mailbox, and for how long, in milliseconds, without a word. */
export type Lease = {
  readonly mailbox: string;
  readonly holder: string;
  readonly leaseMs: number;
};

/**
 * Does `work` while nobody else may read the mailbox; false at once where somebody else does. `lost` aborts when the lease
 * could not be renewed: another may read from then on. It is given back at the end.
 */
export async function whileHolding(
  memory: MailboxMemory,
  { mailbox, holder, leaseMs }: Lease,
  work: (lost: AbortSignal) => Promise<void>,
): Promise<boolean> {
  const ask = (): Promise<boolean> => memory.lease(mailbox, holder, leaseMs);
  let asked = performance.now();
  const held = await ask().catch(() => {
    throw new StoreFailed("the lease could not be asked for");
  });
  if (!held) return false;
  const lost = new AbortController();
  const renew = async (): Promise<void> => {
    const at = performance.now();
    // A store that does not answer for once leaves the lease as it is until its time is over.
    const still = await ask().catch(() => performance.now() - asked < leaseMs);
    if (still) asked = at;
    else lost.abort();
  };
  let renewing: Promise<void> = Promise.resolve();
  const timer = setInterval(() => (renewing = renew()), leaseMs / 3);
  try {
    await work(lost.signal);
  } finally {
    clearInterval(timer);
    await renewing;
    await memory.release(mailbox, holder).catch(() => undefined);
  }
  return true;
}

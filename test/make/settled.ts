import type { Store } from "../../src/store/store.ts";

const LONGEST_MS = 15_000;

/** Resolves once everything delivered in a channel was taken, and everything said there is shown or given up. */
export async function settled(store: Store, channel: string): Promise<void> {
  const from = Date.now();
  const waits = async (table: "inbox" | "posts"): Promise<boolean> =>
    (await store.read.nextDue(table, channel)) !== null;
  while ((await waits("inbox")) || (await waits("posts"))) {
    if (Date.now() - from > LONGEST_MS) throw new Error("something still waits");
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

import type { Assistant } from "../../adapters/adapter.ts";

/** Stands where turns pass: closed, it keeps them until it is opened. */
export type Gate = {
  readonly assistant: Assistant;
  /** Closes before a turn is taken, or after: stored, and its answer not given yet. Resolves once one stands there. */
  close(where: "before" | "after"): Promise<void>;
  open(): void;
};

/** An assistant whose turns can be kept waiting. */
export function gated(assistant: Assistant): Gate {
  let closed: "before" | "after" | null = null;
  let arrived = (): void => undefined;
  let open = (): void => undefined;
  let opened = Promise.resolve();

  async function pass(where: "before" | "after"): Promise<void> {
    if (closed !== where) return;
    arrived();
    await opened;
  }

  return {
    assistant: {
      ...assistant,
      async take(inbound) {
        await pass("before");
        const taken = await assistant.take(inbound);
        await pass("after");
        return taken;
      },
    },
    close(where) {
      closed = where;
      opened = new Promise((resolve) => (open = resolve));
      return new Promise((resolve) => (arrived = resolve));
    },
    open() {
      closed = null;
      open();
    },
  };
}

import { collectDefaultMetrics, Counter, Gauge, Registry } from "prom-client";
import type { Assistant } from "../adapters/adapter.ts";
import type { Store } from "./store/store.ts";

/** What whoever watches the program may read at `/metrics`: figures only, nothing of any conversation. */
export type Metrics = {
  /** The assistant, its turns counted. */
  readonly counting: (assistant: Assistant) => Assistant;
  /** Prometheus text (exposition format 0.0.4). */
  readonly text: () => Promise<string>;
};

/** Turns by how they ended, mails by state, and the process's own figures. */
export function openMetrics(store: Store): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const opened = new Counter({
    name: "passerelle_conversations_opened_total",
    help: "Conversations opened",
    registers,
  });
  const turns = new Counter({
    name: "passerelle_turns_total",
    help: "Turns, by how they ended: taken, replayed, or the code of the refusal",
    labelNames: ["ended"],
    registers,
  });
  const seconds = new Counter({
    name: "passerelle_turn_seconds_total",
    help: "Time spent in turns",
    registers,
  });
  const mails = new Gauge({
    name: "passerelle_outbox_mails",
    help: "Mails by state",
    labelNames: ["state"],
    registers,
  });
  return {
    counting: (assistant) => ({
      ...assistant,
      async open(from) {
        const result = await assistant.open(from);
        opened.inc();
        return result;
      },
      async take(inbound) {
        const begun = performance.now();
        const result = await assistant.take(inbound);
        seconds.inc((performance.now() - begun) / 1000);
        turns.inc({ ended: result.kind === "refused" ? result.code : result.replay ? "replayed" : "taken" });
        return result;
      },
    }),
    async text() {
      const counts = await store.read.mailsByState();
      for (const state of ["pending", "sent", "failed", "unknown"])
        mails.set({ state }, counts.get(state) ?? 0);
      return registry.metrics();
    },
  };
}

import type { WebSocketOptions } from "discord.js";
import { SimpleShardingStrategy } from "discord.js";
import type { AdapterLog } from "../adapter.ts";

type BuildStrategy = NonNullable<WebSocketOptions["buildStrategy"]>;
type Manager = Parameters<BuildStrategy>[0];
type Session = Parameters<Manager["options"]["updateSessionInfo"]>[1];

export type Tap = {
  /** Every event of the gateway, as it was sent; true where the library's own caches need not hear of it. */
  readonly onEvent: (name: string, data: unknown) => boolean;
  /** Aborts once nothing is to connect any more. */
  readonly signal: AbortSignal;
  readonly log: AdapterLog;
};

/** How long the gateway may stay silent before its session counts as over, and a new one is begun. */
const PATIENCE_MS = 120_000;

/**
 * Connects to the gateway as discord.js does, but for three things. A session outlives a network that is away: the library gives
 * it up when it cannot connect, and what was written meanwhile would be lost (docs.discord.com/developers/events/gateway#resuming
 * gives up none then). An event the library cannot read costs that event and no more. Nothing connects again after a stop.
 */
export function lastingSession({ onEvent, signal, log }: Tap): BuildStrategy {
  return (manager) => {
    /** Shards the gateway spoke to on the connection they have; by shard, since when it has been silent. */
    const heard = new Set<number>();
    const silent = new Map<number, number>();
    const { retrieveSessionInfo, updateSessionInfo } = manager.options;
    const passOn = manager as { emit(name: string, event: unknown): boolean };
    const options: Manager["options"] = {
      ...manager.options,
      retrieveSessionInfo: (shard) =>
        signal.aborted ? new Promise<never>(() => undefined) : retrieveSessionInfo(shard),
      async updateSessionInfo(shard: number, session: Session) {
        if (session === null && !heard.has(shard)) {
          const since = silent.get(shard) ?? Date.now();
          silent.set(shard, since);
          if (Date.now() - since < PATIENCE_MS) return;
        }
        await updateSessionInfo(shard, session);
      },
    };
    const emit = (name: string, event: { readonly shardId: number; readonly data?: unknown }): boolean => {
      if (name === "hello") {
        heard.add(event.shardId);
        silent.delete(event.shardId);
      }
      // A code the gateway closes with is its word too: what is given up for it is given up before this.
      if (name === "closed") queueMicrotask(() => heard.delete(event.shardId));
      try {
        if (name === "dispatch") {
          const { t, d } = event.data as { readonly t: string; readonly d: unknown };
          if (onEvent(t, d)) return true;
        }
        return passOn.emit(name, event);
      } catch (error) {
        log.error(
          { event: name, err: error instanceof Error ? error.name : "error" },
          "an event was dropped",
        );
        return true;
      }
    };
    const lasting = Object.create(manager, {
      options: { value: options },
      emit: { value: emit },
    }) as Manager;
    return new SimpleShardingStrategy(lasting);
  };
}

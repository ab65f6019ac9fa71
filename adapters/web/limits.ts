import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";

export type Bucket = "open" | "turn" | "upload" | "read";

/** Shares of the turn rate: opening and uploading cost most and people do them least; reading is cheap. */
const SHARE: Readonly<Record<Bucket, number>> = { open: 0.25, turn: 1, upload: 0.25, read: 10 };
const WINDOW_SECONDS = 60;

export type Limits = {
  /** Counts one act of `peer`; resolves to 0 where it may pass, else to the seconds to wait. */
  take(bucket: Bucket, peer: string): Promise<number>;
};

/** One window a minute, per bucket and peer address. `rate` is the number of turns a minute, or `off`. */
export function createLimits(rate: number | "off"): Limits {
  if (rate === "off") return { take: async () => 0 };
  const limiter = (share: number): RateLimiterMemory =>
    new RateLimiterMemory({ points: Math.max(1, Math.ceil(rate * share)), duration: WINDOW_SECONDS });
  const buckets: Readonly<Record<Bucket, RateLimiterMemory>> = {
    open: limiter(SHARE.open),
    turn: limiter(SHARE.turn),
    upload: limiter(SHARE.upload),
    read: limiter(SHARE.read),
  };
  return {
    async take(bucket, peer) {
      try {
        await buckets[bucket].consume(peer);
        return 0;
      } catch (refused) {
        if (refused instanceof RateLimiterRes) return Math.max(1, Math.ceil(refused.msBeforeNext / 1000));
        throw refused;
      }
    },
  };
}

import { hourText } from "./hour.ts";
import type { Drawing } from "../finding.ts";

/** Buckets held while reading; past it they are made twice as wide. */
const HELD = 1_024;
/** Buckets drawn at most. */
const DRAWN = 48;
const STEPS = [1, 2, 5, 10, 15, 30, 60, 120, 240, 480, 1_440, 2_880, 10_080, 43_200];

/** Counts of findings over time, in constant memory whatever the span. */
export function newHistogram(): {
  add(code: string, ms: number): void;
  drawing(zoned: boolean): Extract<Drawing, { kind: "timeline" }> | null;
} {
  const codes = new Map<string, Map<number, number>>();
  let width = 60_000;
  let held = 0;

  function widen(): void {
    width *= 2;
    held = 0;
    for (const [code, counts] of codes) {
      const wider = new Map<number, number>();
      for (const [bucket, count] of counts) {
        const key = Math.floor(bucket / 2);
        wider.set(key, (wider.get(key) ?? 0) + count);
      }
      codes.set(code, wider);
      held += wider.size;
    }
  }

  return {
    add(code, ms) {
      let counts = codes.get(code);
      if (counts === undefined) codes.set(code, (counts = new Map()));
      const bucket = Math.floor(ms / width);
      const known = counts.get(bucket);
      if (known === undefined) held += 1;
      counts.set(bucket, (known ?? 0) + 1);
      if (held > HELD) widen();
    },
    drawing(zoned) {
      const keys = [...codes.values()].flatMap((counts) => [...counts.keys()]);
      if (keys.length === 0) return null;
      const first = keys.reduce((a, b) => Math.min(a, b)) * width;
      const last = keys.reduce((a, b) => Math.max(a, b)) * width;
      const needed = (last - first) / 60_000 / DRAWN;
      const held_ = width / 60_000;
      const minutes =
        STEPS.find((step) => step >= needed && step % held_ === 0) ??
        Math.max(held_, Math.ceil(needed / held_) * held_);
      const step = minutes * 60_000;
      const from = Math.floor(first / step) * step;
      const size = Math.floor((last - from) / step) + 1;
      const series = [...codes]
        .map(([code, counts]) => {
          const drawn = Array.from({ length: size }, () => 0);
          for (const [bucket, count] of counts) {
            const at = Math.floor((bucket * width - from) / step);
            drawn[at] = (drawn[at] ?? 0) + count;
          }
          return { code, counts: drawn };
        })
        .sort((a, b) => total(b.counts) - total(a.counts));
      return { kind: "timeline", from: hourText(from, zoned), minutes, series };
    },
  };
}

function total(counts: readonly number[]): number {
  return counts.reduce((sum, one) => sum + one, 0);
}

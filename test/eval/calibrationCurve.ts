import type { Judged } from "./judged.ts";
import { isRight } from "./judged.ts";
import { percent } from "./rate.ts";
import { table } from "./table.ts";

/** Messages judged about as surely: how sure on the average, and how many of them rightly. */
export type Bin = {
  readonly from: number;
  readonly to: number;
  readonly messages: number;
  /** NaN where there are no messages, as is `right`. */
  readonly confidence: number;
  readonly right: number;
};

const BINS = 10;

/** Confidence against the share that was right. */
export function calibrationCurve(all: readonly Judged[]): readonly Bin[] {
  return Array.from({ length: BINS }, (_, index) => {
    const here = all.filter(
      (one) => Math.min(BINS - 1, Math.floor(one.judgement.confidence * BINS)) === index,
    );
    return {
      from: index / BINS,
      to: (index + 1) / BINS,
      messages: here.length,
      confidence: here.reduce((sum, one) => sum + one.judgement.confidence, 0) / here.length,
      right: here.filter(isRight).length / here.length,
    };
  });
}

/** How far confidence is from the truth, on the average over messages. */
export function expectedError(bins: readonly Bin[]): number {
  const filled = bins.filter((bin) => bin.messages > 0);
  const messages = filled.reduce((sum, bin) => sum + bin.messages, 0);
  return filled.reduce((sum, bin) => sum + bin.messages * Math.abs(bin.confidence - bin.right), 0) / messages;
}

export function curveTable(bins: readonly Bin[]): string {
  return table("lrrr", [
    ["confidence", "messages", "mean", "right"],
    ...bins.map((bin) => [
      `${bin.from.toFixed(1)}–${bin.to.toFixed(1)}`,
      String(bin.messages),
      percent(bin.confidence),
      percent(bin.right),
    ]),
  ]);
}

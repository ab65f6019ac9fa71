import type { Rate } from "./rate.ts";
import { percent, share } from "./rate.ts";
import { table } from "./table.ts";

/** One figure of the report, with what is wanted of it. */
export type Figure = {
  readonly what: string;
  readonly shown: string;
  /** What it was counted over. */
  readonly over: string;
  readonly goal: string;
  /** Whether it is as wanted; null where it is only reported. */
  readonly met: boolean | null;
};

/** At least or at most so much. */
export type Goal = { readonly least: number } | { readonly most: number };

/** A figure as `show` writes it. Of nothing at all (NaN) no goal is met. */
export function figure(
  what: string,
  value: number,
  show: (value: number) => string,
  { goal, over = "" }: { readonly goal?: Goal; readonly over?: string } = {},
): Figure {
  const shown = show(value);
  if (goal === undefined) return { what, shown, over, goal: "", met: null };
  return "least" in goal
    ? { what, shown, over, goal: `≥ ${show(goal.least)}`, met: value >= goal.least }
    : { what, shown, over, goal: `≤ ${show(goal.most)}`, met: value <= goal.most };
}

export function rateFigure(what: string, rate: Rate, goal?: Goal): Figure {
  const over = `${rate.part}/${rate.whole}`;
  return figure(what, share(rate), percent, goal === undefined ? { over } : { goal, over });
}

export function figureTable(figures: readonly Figure[]): string {
  return table(
    "lrrll",
    figures.map(({ what, shown, over, goal, met }) => [
      what,
      shown,
      over,
      goal,
      met === null ? "" : met ? "✓" : "✗",
    ]),
  );
}

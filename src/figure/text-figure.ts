import type { Figure } from "../message.ts";
import { bucketNames } from "./figure-table.ts";

const BAR = "█";
const WIDEST_BAR = 24;

function bar(count: number, most: number): string {
  return BAR.repeat(Math.max(count > 0 ? 1 : 0, Math.round((WIDEST_BAR * count) / Math.max(1, most))));
}

/** A figure in letters, for a terminal: one line a bar, a bucket or a hop. */
export function textFigure(figure: Figure): readonly string[] {
  switch (figure.kind) {
    case "bars": {
      const most = Math.max(...figure.bars.map((one) => one.count));
      return figure.bars.map(
        ({ name, count }) => `${bar(count, most).padEnd(WIDEST_BAR)} ${String(count).padStart(6)}  ${name}`,
      );
    }
    case "timeline": {
      const names = bucketNames(figure);
      const totals = names.map((_, at) => figure.series.reduce((sum, one) => sum + (one.counts[at] ?? 0), 0));
      const most = Math.max(...totals);
      const width = Math.max(...names.map((one) => one.length));
      return names.flatMap((name, at) => {
        const count = totals[at] ?? 0;
        return count === 0
          ? []
          : [`${name.padEnd(width)}  ${bar(count, most).padEnd(WIDEST_BAR)} ${String(count).padStart(6)}`];
      });
    }
    case "sequence":
      return figure.hops.map(({ from, to, label, wrong }, at) => {
        const arrow = `${figure.actors[from] ?? ""} → ${figure.actors[to] ?? ""}`;
        return `${String(at + 1).padStart(2)}. ${arrow}  ${label}${wrong ? "  ✗" : ""}`;
      });
  }
}

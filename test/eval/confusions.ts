import type { Judged } from "./judged.ts";
import { got, isDecided, isRight, wanted } from "./judged.ts";
import { table } from "./table.ts";

const SHOWN = 15;

/** The pairs of matters most often taken one for the other, and how many of them were acted upon or refused. */
export function confusions(all: readonly Judged[]): string {
  const pairs = new Map<string, Judged[]>();
  for (const one of all) {
    if (isRight(one)) continue;
    const pair = `${wanted(one)} → ${got(one)}`;
    pairs.set(pair, [...(pairs.get(pair) ?? []), one]);
  }
  const most = [...pairs]
    .sort(([a, x], [b, y]) => y.length - x.length || (a < b ? -1 : 1))
    .slice(0, SHOWN)
    .map(([pair, ones]) => [String(ones.length), String(ones.filter(isDecided).length), pair]);
  return table("rrl", [["times", "sure", "wanted → got"], ...most]);
}

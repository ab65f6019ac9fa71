import type { Figure, Goal } from "./figure.ts";
import { rateFigure } from "./figure.ts";
import { percent } from "./rate.ts";
import { table } from "./table.ts";

type Facts = Readonly<Record<string, string>>;

/** The facts a message states, and those read in it. */
export type FactsRead = { readonly wanted: Facts; readonly got: Facts };

type Count = { wanted: number; got: number; right: number };

function countOf(all: readonly FactsRead[]): ReadonlyMap<string, Count> {
  const counts = new Map<string, Count>();
  const of = (fact: string): Count => {
    const count = counts.get(fact) ?? { wanted: 0, got: 0, right: 0 };
    counts.set(fact, count);
    return count;
  };
  for (const { wanted, got } of all) {
    for (const [fact, value] of Object.entries(wanted)) {
      of(fact).wanted += 1;
      if (got[fact] === value) of(fact).right += 1;
    }
    for (const fact of Object.keys(got)) of(fact).got += 1;
  }
  return counts;
}

/** Precision and recall over values, all together and fact by fact; a wrong value is read in vain, and missed. */
export function factScores(
  all: readonly FactsRead[],
  name: string,
  goals?: { readonly precision: number; readonly recall: number },
): {
  readonly figures: readonly Figure[];
  readonly byFact: string;
} {
  const counts = [...countOf(all)].sort(([a, x], [b, y]) => y.wanted - x.wanted || (a < b ? -1 : 1));
  const sum = (of: keyof Count): number => counts.reduce((total, [, count]) => total + count[of], 0);
  const right = sum("right");
  return {
    figures: [
      rateFigure(`${name}: precision`, { part: right, whole: sum("got") }, atLeast(goals?.precision)),
      rateFigure(`${name}: recall`, { part: right, whole: sum("wanted") }, atLeast(goals?.recall)),
    ],
    byFact: table("lrrrrr", [
      ["", "stated", "read", "right", "precision", "recall"],
      ...counts.map(([fact, count]) => [
        fact,
        String(count.wanted),
        String(count.got),
        String(count.right),
        percent(count.right / count.got),
        percent(count.right / count.wanted),
      ]),
    ]),
  };
}

function atLeast(goal: number | undefined): Goal | undefined {
  return goal === undefined ? undefined : { least: goal };
}

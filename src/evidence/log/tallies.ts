import type { Found } from "../finding.ts";
import { found } from "../finding.ts";
import { differenceOf } from "../safe-url.ts";
import type { Counted } from "./counted.ts";
import { newCounted } from "./counted.ts";
import type { Stamp } from "./hour.ts";
import { hourText } from "./hour.ts";

/** Services told with a finding. */
const SERVICES = 3;

type Tally = {
  count: number;
  first: Stamp | null;
  last: Stamp | null;
  readonly line: number;
  readonly services: Counted;
  pair: readonly [string, string] | null;
};

/** One more of a finding: the number of its line, when it was, what it is about. */
export type Hit = { readonly line: number; readonly at: Stamp | null; readonly services: readonly string[] };

/** Findings of a log with how often, from when to when, and for which services. */
export function newTallies(): {
  hit(code: string, hit: Hit, times?: number): void;
  has(code: string): boolean;
  findings(): Found[];
} {
  const tallies = new Map<string, Tally>();
  return {
    hit(code, { line, at, services }, times = 1) {
      let tally = tallies.get(code);
      if (tally === undefined) {
        tally = { count: 0, first: null, last: null, line, services: newCounted(20), pair: null };
        tallies.set(code, tally);
      }
      tally.count += times;
      if (at !== null) {
        if (tally.first === null || at.ms < tally.first.ms) tally.first = at;
        if (tally.last === null || at.ms > tally.last.ms) tally.last = at;
      }
      for (const service of services) tally.services.note(service);
      const [one, other] = services;
      if (code === "service-mismatch" && one !== undefined && other !== undefined)
        tally.pair ??= [one, other];
    },
    has: (code) => tallies.has(code),
    findings: () =>
      [...tallies].sort(([, a], [, b]) => b.count - a.count).map(([code, tally]) => findingOf(code, tally)),
  };
}

function told(at: Stamp | null): string {
  return at === null ? "none" : hourText(at.ms, at.zoned);
}

function findingOf(code: string, { count, first, last, line, services, pair }: Tally): Found {
  const named = services.list().slice(0, SERVICES);
  const values = { first: told(first), last: told(last), services: named.join(", ") || "none" };
  const where = { line, column: 1 };
  if (pair === null) return found(code, { count, where, examples: named, values });
  const both = `${pair[0]} ≠ ${pair[1]}`;
  const difference = differenceOf(pair[0], pair[1]);
  return found(code, { count, where, examples: [both], values: { ...values, pair: both, difference } });
}

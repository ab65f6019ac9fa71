import type { Fault } from "./fault.ts";
import { inOrder } from "./fault.ts";
import { matters } from "./matters.ts";
import type { Model } from "./model.ts";
import { structure } from "./structure.ts";
import { graphsOf } from "./walks.ts";
import { ways } from "./ways.ts";
import { words } from "./words.ts";

/** Faults after which walking makes no sense: the engine would stop at a hole, or turn in a circle. */
const UNWALKABLE: ReadonlySet<Fault["rule"]> = new Set([
  "duplicate-id",
  "dangling-target",
  "circular-call",
  "unknown-fact",
]);

/** Whether the flows can be walked, for all these faults of theirs. */
export function isWalkable(faults: readonly Fault[]): boolean {
  return !faults.some((one) => UNWALKABLE.has(one.rule));
}

/**
 * Every fault of the flows and their texts, in the order of files and lines. Structure first: paths are only walked
 * where every name leads somewhere.
 */
export function checkFlows(model: Model): readonly Fault[] {
  const built = structure(model);
  const walked = isWalkable(built) ? ways(model, graphsOf(model)) : [];
  return inOrder([...built, ...walked, ...words(model), ...matters(model)]);
}

import type { Flows, Step } from "./flow.ts";
import { indexOf } from "./index-of.ts";
import type { Settled } from "./index-of.ts";
import { walkOn } from "./next.ts";
import type { Known, Outcome, Situation } from "./situation.ts";

/** How far along a procedure is, in steps that await something. `total` is an estimate: answers to come may change it. */
export type Progress = { readonly done: number; readonly total: number };

/** Whether a person has something to do at a step. */
function awaits(step: Step): boolean {
  return step.kind !== "explain" && step.kind !== "end";
}

/**
 * Progress in `root`, the flow the conversation stands in: its steps that are settled, and those ahead where each open one is
 * answered as `guess` says of its fact and done where it is none. Null where there is no such flow. Pure.
 */
export function progress(
  flows: Flows,
  situation: Situation,
  root: string | undefined,
  guess: (fact: string) => string,
): Progress | null {
  const flow = root === undefined ? undefined : flows.get(root);
  if (flow === undefined) return null;
  const known = indexOf(situation);
  const facts = new Map<string, Settled<Known>>(known.facts);
  const outcomes = new Map<string, Settled<{ readonly value: Outcome }>>(known.outcomes);
  const last = Number.MAX_SAFE_INTEGER;
  let done = 0;
  let left = 0;
  walkOn(flow, flows, { facts, outcomes, opened: known.opened }, (id, step, passed) => {
    if (passed === "settled" && awaits(step)) done += 1;
    if (passed !== "open" && passed !== "confirm") return;
    if (awaits(step)) left += 1;
    if (step.kind === "ask") facts.set(step.fact, { value: guess(step.fact), from: "chosen", at: last });
    else outcomes.set(`${id}/${step.id}`, { value: step.kind === "draft" ? "sent" : "done", at: last });
  });
  return { done, total: done + left };
}

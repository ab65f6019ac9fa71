import type { Flow, Flows } from "./flow.ts";
import { indexOf } from "./index-of.ts";
import type { Settled } from "./index-of.ts";
import { position, walkOn } from "./next.ts";
import type { Known, Mark, Outcome, Situation } from "./situation.ts";

/** How far along a procedure is, in steps that await something. `total` is an estimate: answers to come may change it. */
export type Progress = { readonly done: number; readonly total: number };

/**
 * Progress in the flow the conversation stands in, found by walking the flow from its start with what is known and, for
 * what is not, the answer `guess` gives. Null where nothing is under way. Pure.
 */
export function progress(
  flows: Flows,
  situation: Situation,
  guess: (fact: string) => string,
): Progress | null {
  const at = position(flows, situation);
  const flow = at && flows.get(at.root);
  if (flow === undefined) return null;
  const left = stepsAhead(flows, situation, flow, guess);
  const facts: Mark[] = [];
  let asked = 0;
  for (const mark of situation.flat()) {
    if (mark.kind !== "fact") continue;
    facts.push(mark);
    if (mark.from === "chosen") asked += 1;
  }
  facts.push({ kind: "open", key: flow.flow });
  const whole = stepsAhead(flows, [facts], flow, guess) + asked;
  const total = Math.max(whole, left);
  return { done: total - left, total };
}

/** Steps that await something from here on: each that is open is settled as most people would, and the walk goes on. */
function stepsAhead(flows: Flows, from: Situation, flow: Flow, guess: (fact: string) => string): number {
  const known = indexOf(from);
  const facts = new Map<string, Settled<Known>>(known.facts);
  const outcomes = new Map<string, Settled<{ readonly value: Outcome }>>(known.outcomes);
  const at = Number.MAX_SAFE_INTEGER;
  let steps = 0;
  walkOn(flow, flows, { facts, outcomes, opened: known.opened }, (id, step, passed) => {
    if (passed !== "open" && passed !== "confirm") return;
    if (step.kind !== "explain" && step.kind !== "end") steps += 1;
    if (step.kind === "ask") facts.set(step.fact, { value: guess(step.fact), from: "chosen", at });
    else outcomes.set(`${id}/${step.id}`, { value: step.kind === "draft" ? "sent" : "done", at });
  });
  return steps;
}

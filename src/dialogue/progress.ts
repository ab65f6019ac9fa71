import type { Flows } from "./flow.ts";
import { next, position } from "./next.ts";
import type { Mark, Situation } from "./situation.ts";
import { extend } from "./situation.ts";

/** How far along a procedure is, in steps that await something. `total` is an estimate: answers to come may change it. */
export type Progress = { readonly done: number; readonly total: number };

/** More steps than any procedure has; a flow that would go on for ever is the model checker's to find. */
const MOST = 200;

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
  if (at === undefined || flow === undefined) return null;
  const left = stepsAhead(flows, situation, flow.flow, guess);
  const facts: Situation = [
    [
      ...situation.flat().filter((mark): mark is Mark => mark.kind === "fact"),
      { kind: "open", key: flow.flow },
    ],
  ];
  const asked = situation.flat().filter((mark) => mark.kind === "fact" && mark.from === "chosen").length;
  const whole = stepsAhead(flows, facts, flow.flow, guess) + asked;
  const total = Math.max(whole, left);
  return { done: total - left, total };
}

function stepsAhead(flows: Flows, from: Situation, root: string, guess: (fact: string) => string): number {
  const flow = flows.get(root);
  let situation = from;
  let steps = 0;
  for (let turns = 0; flow !== undefined && turns < MOST; turns++) {
    const at = next(flow, flows, situation);
    if (at === undefined) break;
    if (at.step.kind !== "explain" && at.step.kind !== "end") steps += 1;
    const { step } = at;
    const settled: Mark =
      step.kind === "ask"
        ? { kind: "fact", key: step.fact, value: guess(step.fact), from: "chosen" }
        : { kind: "outcome", key: at.path, value: step.kind === "draft" ? "sent" : "done" };
    situation = extend(situation, [settled]);
  }
  return steps;
}

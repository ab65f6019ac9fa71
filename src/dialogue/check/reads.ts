import type { Condition } from "../condition.ts";
import { factsIn, stepsIn } from "../condition.ts";
import type { Flows, Step } from "../flow.ts";

/** What a condition or step goes by: facts as settled (derived ones traced to what they derive from) and steps. */
export type Reads = { readonly facts: ReadonlySet<string>; readonly steps: ReadonlySet<string> };

/** A function that tells, for any step of `flows`, everything that decides whether it applies; `deep`: or a step called by it. */
export function readsOf(flows: Flows): (flow: string, step: Step, deep: boolean) => Reads {
  const deciders = new Map<
    string,
    { readonly flow: string; readonly step: Extract<Step, { kind: "decide" }> }[]
  >();
  for (const flow of flows.values()) {
    for (const step of flow.steps) {
      if (step.kind !== "decide") continue;
      deciders.set(step.fact, [...(deciders.get(step.fact) ?? []), { flow: flow.flow, step }]);
    }
  }

  function collect(condition: Condition, flow: string, facts: Set<string>, steps: Set<string>): void {
    for (const step of stepsIn(condition, flow)) steps.add(step);
    for (const fact of factsIn(condition)) {
      if (facts.has(fact)) continue;
      facts.add(fact);
      for (const decider of deciders.get(fact) ?? []) {
        for (const one of decider.step.cases) collect(one.when, decider.flow, facts, steps);
        if (decider.step.when !== undefined) collect(decider.step.when, decider.flow, facts, steps);
      }
    }
  }

  function inside(id: string, facts: Set<string>, steps: Set<string>, seen: Set<string>): void {
    if (seen.has(id)) return;
    seen.add(id);
    for (const step of flows.get(id)?.steps ?? []) {
      if (step.when !== undefined) collect(step.when, id, facts, steps);
      if (step.kind === "call") inside(step.flow, facts, steps, seen);
    }
  }

  const shallow = new Map<Step, Reads>();
  const deepest = new Map<Step, Reads>();
  return (flow, step, deep) => {
    const known = deep ? deepest : shallow;
    const found = known.get(step);
    if (found !== undefined) return found;
    const facts = new Set<string>();
    const steps = new Set<string>();
    if (step.when !== undefined) collect(step.when, flow, facts, steps);
    if (deep && step.kind === "call") inside(step.flow, facts, steps, new Set());
    // A derived fact is settled once what it derives from is.
    const reads = { facts: new Set([...facts].filter((fact) => !deciders.has(fact))), steps };
    known.set(step, reads);
    return reads;
  };
}

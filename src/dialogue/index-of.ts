import type { Flows, Step } from "./flow.ts";
import type { Known, Outcome, Situation } from "./situation.ts";

/** A fact or an outcome as it stands last, with the number of the mark that settled it. */
export type Settled<T> = T & { readonly at: number };

/** A situation read once: what stands last of each fact and step, and which flows were opened, the latest last. */
export type SituationIndex = {
  readonly facts: ReadonlyMap<string, Settled<Known>>;
  readonly outcomes: ReadonlyMap<string, Settled<{ readonly value: Outcome }>>;
  readonly opened: ReadonlyMap<string, number>;
};

export function indexOf(situation: Situation): SituationIndex {
  const facts = new Map<string, Settled<Known>>();
  const outcomes = new Map<string, Settled<{ readonly value: Outcome }>>();
  const opened = new Map<string, number>();
  let at = 0;
  for (const group of situation) {
    for (const mark of group) {
      if (mark.kind === "fact") {
        if (mark.value === "") facts.delete(mark.key);
        else facts.set(mark.key, { value: mark.value, from: mark.from, at });
      } else if (mark.kind === "outcome") outcomes.set(mark.key, { value: mark.value, at });
      else if (mark.kind === "open") {
        // Set anew, so that the map's order is that of the last opening.
        opened.delete(mark.key);
        opened.set(mark.key, at);
      }
      at += 1;
    }
  }
  return { facts, outcomes, opened };
}

const NONE: readonly string[] = [];

/** A `blocked` that opens no flow and leaves none. */
export const GO_ON = "go-on";

/** Whether a flow is left on this step being blocked. */
export function leaves(step: Step): boolean {
  return (step.kind === "instruct" || step.kind === "request") && step.blocked !== GO_ON;
}

/** The steps that are blocked and leave their flow, as `<flow>/<step>`, the one blocked last at the end. */
export function blockedSteps(flows: Flows, index: SituationIndex): readonly string[] {
  if (index.outcomes.size === 0) return NONE;
  const blocked: { readonly path: string; readonly at: number }[] = [];
  for (const [path, outcome] of index.outcomes) {
    if (outcome.value !== "blocked") continue;
    const step = stepAt(flows, path);
    if (step !== undefined && leaves(step)) blocked.push({ path, at: outcome.at });
  }
  return blocked.sort((a, b) => a.at - b.at).map((one) => one.path);
}

/** The step a path names, if it still exists. */
export function stepAt(flows: Flows, path: string): Step | undefined {
  const [flow = "", id] = path.split("/");
  return flows.get(flow)?.steps.find((one) => one.id === id);
}

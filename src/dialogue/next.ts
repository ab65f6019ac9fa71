import type { View } from "./condition.ts";
import { holds, stepPath } from "./condition.ts";
import type { Flow, Flows, Step } from "./flow.ts";
import type { Known, Outcome, Situation } from "./situation.ts";
import { UNKNOWN } from "./situation.ts";

/** The step a conversation stands at. `root` is the flow that was opened, `flow` the one the step is written in. */
export type Position = {
  readonly root: string;
  readonly flow: string;
  readonly step: Step;
  /** `<flow>/<step>` */
  readonly path: string;
  /** Facts derived on the way by `decide` steps. */
  readonly derived: ReadonlyMap<string, string>;
  /** An `ask` whose fact was only inferred: put as yes or no. */
  readonly confirms: boolean;
};

/** What one opened flow sees: every fact, and the outcomes since it was last opened. */
type Scope = {
  readonly facts: ReadonlyMap<string, Known>;
  readonly fresh: ReadonlySet<string>;
  readonly outcomes: ReadonlyMap<string, Outcome>;
  readonly derived: Map<string, string>;
};

function viewOf(scope: Scope): View {
  return {
    fact: (name) => scope.derived.get(name) ?? scope.facts.get(name)?.value,
    outcome: (step) => scope.outcomes.get(step),
  };
}

/** A `blocked` that opens no flow and leaves none. */
export const GO_ON = "go-on";

const CLOSING: ReadonlySet<Outcome> = new Set(["done", "blocked", "shown", "sent", "noted", "cancelled"]);

type Standing = "settled" | "open" | "confirm";

function standing(step: Step, path: string, scope: Scope): Standing {
  const outcome = scope.outcomes.get(path);
  if (step.kind !== "ask") {
    return outcome !== undefined && CLOSING.has(outcome) ? "settled" : "open";
  }
  const known = scope.facts.get(step.fact);
  if (known === undefined || (step.fresh && !scope.fresh.has(step.fact))) return "open";
  if (known.value === UNKNOWN) return step.again && outcome === undefined ? "open" : "settled";
  return step.confirm && known.from === "inferred" && outcome === undefined ? "confirm" : "settled";
}

/** Whether a flow is left on this step being blocked. */
function leaves(step: Step): boolean {
  return (step.kind === "instruct" || step.kind === "request") && step.blocked !== GO_ON;
}

function decided(step: Extract<Step, { kind: "decide" }>, view: View, flow: string): string {
  return step.cases.find((one) => holds(one.when, view, flow))?.then ?? step.otherwise ?? UNKNOWN;
}

function walk(flow: Flow, flows: Flows, scope: Scope, root: string): Position | undefined {
  const view = viewOf(scope);
  let left = false;
  for (const step of flow.steps) {
    const path = stepPath(flow.flow, step.id);
    if (left && step.kind !== "end") {
      // A flow left on a blocked step still undoes what it had begun: publication is started again.
      if (step.kind !== "instruct" || step.ensure === undefined) continue;
      if (scope.outcomes.get(stepPath(flow.flow, step.ensure)) !== "done") continue;
    }
    if (step.when !== undefined && !holds(step.when, view, flow.flow)) continue;
    if (step.kind === "decide") {
      scope.derived.set(step.fact, decided(step, view, flow.flow));
      continue;
    }
    if (step.kind === "call") {
      const called = flows.get(step.flow);
      const inside = called && walk(called, flows, scope, root);
      if (inside !== undefined) return inside;
      continue;
    }
    if (step.kind === "end" && flow.flow !== root) continue;
    const stands = standing(step, path, scope);
    if (stands !== "settled") {
      return { root, flow: flow.flow, step, path, derived: scope.derived, confirms: stands === "confirm" };
    }
    if (scope.outcomes.get(path) === "blocked" && leaves(step)) left = true;
  }
  return undefined;
}

/** The step blocked last, if it still is, with the party that must act: what a detour and a route go by. */
function blockedLast(outcomes: ReadonlyMap<string, Outcome>, flows: Flows): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const [path, outcome] of outcomes) {
    if (outcome !== "blocked") continue;
    const [flow = "", id] = path.split("/");
    const step = flows.get(flow)?.steps.find((one) => one.id === id);
    if (step === undefined || !("owner" in step) || !leaves(step)) continue;
    found.set("blocked_step", path);
    found.set("blocked_owner", step.owner);
  }
  return found;
}

function scopeFrom(situation: Situation, opened: number, flows: Flows): Scope {
  const facts = new Map<string, Known>();
  const fresh = new Set<string>();
  const outcomes = new Map<string, Outcome>();
  const everSince = new Map<string, Outcome>();
  situation.flat().forEach((mark, index) => {
    if (mark.kind === "fact") {
      if (mark.value === "") facts.delete(mark.key);
      else facts.set(mark.key, mark);
      if (index > opened) fresh.add(mark.key);
    } else if (mark.kind === "outcome") {
      // Set anew, so that the map's order is that of the last time each step was settled.
      everSince.delete(mark.key);
      everSince.set(mark.key, mark.value);
      if (index > opened) outcomes.set(mark.key, mark.value);
    }
  });
  return { facts, fresh, outcomes, derived: new Map(blockedLast(everSince, flows)) };
}

/** Flows opened so far, the latest first, each with the place of its last opening in the marks. */
function opened(situation: Situation): readonly { readonly flow: string; readonly at: number }[] {
  const at = new Map<string, number>();
  situation.flat().forEach((mark, index) => {
    if (mark.kind === "open") {
      at.delete(mark.key);
      at.set(mark.key, index);
    }
  });
  return [...at].map(([flow, index]) => ({ flow, at: index })).toReversed();
}

/** The first step of `flow` that applies and is not settled, or undefined where the flow is over. Pure. */
export function next(flow: Flow, flows: Flows, situation: Situation): Position | undefined {
  const at = opened(situation).find((one) => one.flow === flow.flow)?.at ?? -1;
  return walk(flow, flows, scopeFrom(situation, at, flows), flow.flow);
}

/**
 * Where the conversation stands: in the flow opened last that is not over, so a detour ends where it began.
 * Undefined where every opened flow is over, or none was opened. A flow that no longer exists is passed over.
 */
export function position(flows: Flows, situation: Situation): Position | undefined {
  for (const one of opened(situation)) {
    const flow = flows.get(one.flow);
    const found = flow && walk(flow, flows, scopeFrom(situation, one.at, flows), one.flow);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** What conditions and texts may look at from outside a walk: every fact, the last outcomes, and what was derived. */
export function viewAt(
  flows: Flows,
  situation: Situation,
  derived: ReadonlyMap<string, string> = new Map(),
): View {
  const scope = scopeFrom(situation, -1, flows);
  return viewOf({ ...scope, derived: new Map([...scope.derived, ...derived]) });
}

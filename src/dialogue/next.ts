import type { View } from "./view.ts";
import { holds, stepPath } from "./condition.ts";
import type { Flow, Flows, Step } from "./flow.ts";
import type { SituationIndex } from "./index-of.ts";
import { blockedSteps, indexOf, leaves, stepAt } from "./index-of.ts";
import type { Outcome, Situation } from "./situation.ts";
import { UNKNOWN } from "./situation.ts";

/** The step a conversation stands at. `root` is the flow that was opened, `flow` the one the step is written in. */
export type Position = {
  readonly root: string;
  readonly flow: string;
  readonly step: Step;
  /** `<flow>/<step>` */
  readonly path: string;
  /** Facts derived on the way by `decide` steps, and the step blocked last with who must act on it. */
  readonly derived: ReadonlyMap<string, string>;
  /** An `ask` whose fact was only inferred: put as yes or no. */
  readonly confirms: boolean;
};

/** What one opened flow sees: every fact, and the outcomes since the mark that opened it. */
class Scope implements View {
  readonly index: SituationIndex;
  readonly openedAt: number;
  readonly derived: Map<string, string>;

  constructor(index: SituationIndex, openedAt: number, derived: Map<string, string>) {
    this.index = index;
    this.openedAt = openedAt;
    this.derived = derived;
  }

  fact(name: string): string | undefined {
    return this.derived.get(name) ?? this.index.facts.get(name)?.value;
  }

  outcome(path: string): Outcome | undefined {
    const outcome = this.index.outcomes.get(path);
    return outcome !== undefined && outcome.at > this.openedAt ? outcome.value : undefined;
  }
}

const paths = new WeakMap<Step, string>();

/** `<flow>/<step>`, made once of each: a walk asks it of every step. */
function pathOf(flow: string, step: Step): string {
  let path = paths.get(step);
  if (path === undefined) {
    path = `${flow}/${step.id}`;
    paths.set(step, path);
  }
  return path;
}

const CLOSING: ReadonlySet<Outcome> = new Set(["done", "blocked", "shown", "sent", "noted", "cancelled"]);

export type Standing = "settled" | "open" | "confirm";

function standing(step: Step, flow: string, scope: Scope): Standing {
  if (step.kind !== "ask") {
    const outcome = scope.outcome(pathOf(flow, step));
    return outcome !== undefined && CLOSING.has(outcome) ? "settled" : "open";
  }
  const known = scope.index.facts.get(step.fact);
  if (known === undefined || (step.fresh && known.at < scope.openedAt)) return "open";
  if (known.value === UNKNOWN) return step.again && !answered(step, flow, scope) ? "open" : "settled";
  return step.confirm && known.from === "inferred" && !answered(step, flow, scope) ? "confirm" : "settled";
}

function answered(step: Step, flow: string, scope: Scope): boolean {
  return scope.outcome(pathOf(flow, step)) !== undefined;
}

function decided(step: Extract<Step, { kind: "decide" }>, view: View, flow: string): string {
  return step.cases.find((one) => holds(one.when, view, flow))?.then ?? step.otherwise ?? UNKNOWN;
}

/** What became of a step on a walk: left out for good, not applying, a decision or call gone through, or its standing. */
export type Passed = "left" | "not-applying" | "through" | Standing;

/** Told of every step a walk comes by; a walk that is watched goes on to the end (the model checker's way to look). */
export type Watch = (flow: string, step: Step, passed: Passed, view: View) => void;

function walk(flow: Flow, flows: Flows, scope: Scope, root: string, watch?: Watch): Position | undefined {
  let first: Position | undefined;
  let left = false;
  for (const step of flow.steps) {
    // A flow left on a blocked step still undoes what it had begun: publication is started again.
    if (left && step.kind !== "end" && !undoes(step, flow.flow, scope)) {
      watch?.(flow.flow, step, "left", scope);
      continue;
    }
    if (step.when !== undefined && !holds(step.when, scope, flow.flow)) {
      watch?.(flow.flow, step, "not-applying", scope);
      continue;
    }
    if (step.kind === "decide") {
      scope.derived.set(step.fact, decided(step, scope, flow.flow));
      watch?.(flow.flow, step, "through", scope);
      continue;
    }
    if (step.kind === "call") {
      watch?.(flow.flow, step, "through", scope);
      const called = flows.get(step.flow);
      const inside = called && walk(called, flows, scope, root, watch);
      first ??= inside;
      if (first !== undefined && watch === undefined) return first;
      continue;
    }
    if (step.kind === "end" && flow.flow !== root) continue;
    const stands = standing(step, flow.flow, scope);
    watch?.(flow.flow, step, stands, scope);
    if (stands !== "settled" && first === undefined) {
      const path = pathOf(flow.flow, step);
      const derived = watch === undefined ? scope.derived : new Map(scope.derived);
      first = { root, flow: flow.flow, step, path, derived, confirms: stands === "confirm" };
      if (watch === undefined) return first;
    }
    if (leaves(step) && scope.outcome(pathOf(flow.flow, step)) === "blocked") left = true;
  }
  return first;
}

function undoes(step: Step, flow: string, view: View): boolean {
  if (step.kind !== "instruct" || step.ensure === undefined) return false;
  return view.outcome(stepPath(flow, step.ensure)) === "done";
}

/** What a detour and a route go by: the step blocked last, if it still is, and the party that must act on it. */
function derivedFrom(flows: Flows, index: SituationIndex): Map<string, string> {
  const derived = new Map<string, string>();
  const path = blockedSteps(flows, index).at(-1);
  const step = path === undefined ? undefined : stepAt(flows, path);
  if (path === undefined || step === undefined || !("owner" in step)) return derived;
  return derived.set("blocked_step", path).set("blocked_owner", step.owner);
}

/** What a walk of `root` looks at: facts and outcomes since it was opened, and what is derived from them. */
function scopeOf(root: string, flows: Flows, index: SituationIndex): Scope {
  return new Scope(index, index.opened.get(root) ?? -1, derivedFrom(flows, index));
}

/** The first step of `flow` that applies and is not settled, or undefined where the flow is over. Pure. */
export function next(flow: Flow, flows: Flows, situation: Situation, watch?: Watch): Position | undefined {
  return walk(flow, flows, scopeOf(flow.flow, flows, indexOf(situation)), flow.flow, watch);
}

/**
 * Comes by every step of `flow` that may still be met. `watch` may settle in `index` what it is told of: the walk goes on
 * with what was settled.
 */
export function walkOn(flow: Flow, flows: Flows, index: SituationIndex, watch: Watch): void {
  walk(flow, flows, scopeOf(flow.flow, flows, index), flow.flow, watch);
}

/**
 * Where the conversation stands: in the flow opened last that is not over, so a detour ends where it began.
 * Undefined where every opened flow is over, or none was opened. A flow that no longer exists is passed over.
 */
export function position(flows: Flows, situation: Situation): Position | undefined {
  const index = indexOf(situation);
  const opened = [...index.opened.keys()];
  for (let id = opened.pop(); id !== undefined; id = opened.pop()) {
    const flow = flows.get(id);
    const found = flow && walk(flow, flows, scopeOf(id, flows, index), id);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** What conditions may look at from outside a walk: every fact, the last outcomes, and `derived`. */
export function viewAt(
  flows: Flows,
  situation: Situation,
  derived: ReadonlyMap<string, string> = new Map(),
): View {
  const index = indexOf(situation);
  return new Scope(index, -1, new Map([...derivedFrom(flows, index), ...derived]));
}

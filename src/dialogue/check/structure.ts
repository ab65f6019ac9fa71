import type { Condition } from "../condition.ts";
import { factsIn, stepPath, stepsIn } from "../condition.ts";
import type { Flow, Step } from "../flow.ts";
import { GO_ON } from "../index-of.ts";
import { predicates } from "../predicates.ts";
import { UNKNOWN } from "../situation.ts";
import { detours } from "./explore.ts";
import type { Fault } from "./fault.ts";
import { fault } from "./fault.ts";
import type { Model } from "./model.ts";

/** Faults that show without walking: names that lead nowhere, flows nobody opens, advice without source. */
export function structure(model: Model): readonly Fault[] {
  const faults = model.twice.map((one) => fault("duplicate-id", one.place, { name: one.name }));
  faults.push(...openings(model), ...circular(model), ...sections(model));
  for (const flow of model.flows.values()) {
    for (const step of flow.steps) faults.push(...ofStep(model, flow, step));
  }
  return faults;
}

function openings(model: Model): readonly Fault[] {
  const faults: Fault[] = [];
  const openers = new Map<string, string>();
  const opened = detours(model.flows);
  const called = new Set(
    [...model.flows.values()].flatMap((flow) =>
      flow.steps.map((step) => (step.kind === "call" ? step.flow : "")),
    ),
  );
  for (const flow of model.flows.values()) {
    const place = model.place(flow.flow);
    if (flow.intent !== undefined) {
      const other = openers.get(flow.intent);
      if (other !== undefined)
        faults.push(fault("several-openers", place, { intent: flow.intent, flow: flow.flow, other }));
      openers.set(flow.intent, flow.flow);
      if (!model.intents.has(flow.intent))
        faults.push(fault("unknown-intent", place, { intent: flow.intent }));
    } else if (flow.given !== undefined) {
      if (!model.facts.has(flow.given))
        faults.push(fault("unknown-fact", place, { path: flow.flow, fact: flow.given }));
    } else if (flow.command === undefined && !called.has(flow.flow) && !opened.has(flow.flow)) {
      faults.push(fault("unused-flow", place, { flow: flow.flow }));
    }
  }
  return faults;
}

/** Flows that call themselves in the end: the engine could not walk them. */
export function circular(model: Model): readonly Fault[] {
  const faults: Fault[] = [];
  const done = new Set<string>();
  function visit(flow: Flow, above: readonly { readonly flow: string; readonly step: string }[]): void {
    for (const step of flow.steps) {
      if (step.kind !== "call") continue;
      const path = [...above, { flow: flow.flow, step: stepPath(flow.flow, step.id) }];
      const at = path.findIndex((one) => one.flow === step.flow);
      if (at >= 0) {
        const way = path.slice(at).map((one) => ({ step: one.step, settled: "→" }));
        faults.push(
          fault("circular-call", model.place(stepPath(flow.flow, step.id)), { flow: step.flow }, way),
        );
        continue;
      }
      const called = model.flows.get(step.flow);
      if (called !== undefined && !done.has(called.flow)) visit(called, path);
    }
    done.add(flow.flow);
  }
  for (const flow of model.flows.values()) if (!done.has(flow.flow)) visit(flow, []);
  return faults;
}

function sections(model: Model): readonly Fault[] {
  const covered = new Set(
    [...model.flows.values()].flatMap((flow) => flow.steps.flatMap((step) => step.guide)),
  );
  return [...model.sections]
    .filter(([section]) => !covered.has(section))
    .map(([section, place]) => fault("section-not-covered", place, { section }));
}

const ADVICE: ReadonlySet<Step["kind"]> = new Set(["instruct", "explain", "request", "draft", "end"]);

function ofStep(model: Model, flow: Flow, step: Step): readonly Fault[] {
  const path = stepPath(flow.flow, step.id);
  const place = model.place(path);
  const faults: Fault[] = [];
  const unknownFlow = (target: string): void => {
    if (!model.flows.has(target)) faults.push(fault("dangling-target", place, { path, target }));
  };

  if (step.kind === "call") unknownFlow(step.flow);
  if ((step.kind === "instruct" || step.kind === "request") && step.blocked !== GO_ON)
    unknownFlow(step.blocked);
  if (step.kind === "instruct" && step.ensure !== undefined)
    faults.push(...unknownSteps(model, path, [stepPath(flow.flow, step.ensure)]));
  if ((step.kind === "ask" || step.kind === "request") && !model.facts.has(step.fact)) {
    faults.push(fault("unknown-fact", place, { path, fact: step.fact }));
  }
  if (step.kind === "ask") faults.push(...unknownValues(model, path, step.fact, step.offer ?? []));
  if (ADVICE.has(step.kind) && step.guide.length === 0 && step.source === undefined) {
    faults.push(fault("source-missing", place, { path }));
  }
  for (const section of step.guide) {
    if (!model.sections.has(section)) faults.push(fault("unknown-section", place, { path, section }));
  }
  const conditions = [step.when, ...(step.kind === "decide" ? step.cases.map((one) => one.when) : [])];
  for (const condition of conditions) {
    if (condition !== undefined) faults.push(...ofCondition(model, flow.flow, path, condition));
  }
  return faults;
}

function unknownSteps(model: Model, path: string, targets: readonly string[]): readonly Fault[] {
  return targets
    .filter((target) => {
      const [flow, id] = target.split("/");
      return model.flows.get(flow ?? "")?.steps.every((one) => one.id !== id) ?? true;
    })
    .map((target) => fault("dangling-target", model.place(path), { path, target }));
}

function ofCondition(model: Model, flow: string, path: string, condition: Condition): readonly Fault[] {
  const faults: Fault[] = [...unknownSteps(model, path, stepsIn(condition, flow))];
  const derived = domainOfDerived(model);
  for (const fact of new Set(factsIn(condition))) {
    if (!model.facts.has(fact) && !derived.has(fact) && !model.supplied.has(fact)) {
      faults.push(fault("unknown-fact", model.place(path), { path, fact }));
    }
  }
  for (const atom of atomsOf(condition)) {
    if ("is" in atom && predicates[atom.is] === undefined) {
      faults.push(fault("unknown-predicate", model.place(path), { path, predicate: atom.is }));
    }
    if ("fact" in atom) {
      const values = derived.get(atom.fact);
      if (values === undefined) faults.push(...unknownValues(model, path, atom.fact, atom.in));
      else {
        for (const value of atom.in) {
          if (!values.has(value))
            faults.push(fault("unknown-value", model.place(path), { path, fact: atom.fact, value }));
        }
      }
    }
  }
  return faults;
}

function unknownValues(
  model: Model,
  path: string,
  fact: string,
  values: readonly string[],
): readonly Fault[] {
  const domain = model.facts.get(fact);
  if (domain === undefined) return [];
  return values
    .filter((value) => (value === UNKNOWN ? !domain.unknown : domain.free || !domain.values.includes(value)))
    .map((value) => fault("unknown-value", model.place(path), { path, fact, value }));
}

export function atomsOf(condition: Condition): readonly Condition[] {
  if ("all" in condition) return condition.all.flatMap(atomsOf);
  if ("any" in condition) return condition.any.flatMap(atomsOf);
  if ("not" in condition) return atomsOf(condition.not);
  return [condition];
}

/** The values each derived fact can have. */
export function domainOfDerived(model: Model): ReadonlyMap<string, ReadonlySet<string>> {
  const derived = new Map<string, Set<string>>();
  for (const flow of model.flows.values()) {
    for (const step of flow.steps) {
      if (step.kind !== "decide") continue;
      const values = derived.get(step.fact) ?? new Set<string>();
      for (const one of step.cases) values.add(one.then);
      if (step.otherwise !== undefined) values.add(step.otherwise);
      derived.set(step.fact, values);
    }
  }
  return derived;
}

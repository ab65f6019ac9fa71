import type { View } from "../view.ts";
import { holds, stepPath } from "../condition.ts";
import type { Flow, Flows } from "../flow.ts";
import { next } from "../next.ts";
import type { Mark, Situation } from "../situation.ts";
import type { Edge, Graph, Node, Passing } from "./explore.ts";
import { detours, explore } from "./explore.ts";
import type { Model } from "./model.ts";

/** How a flow can begin: opened by intent or command, with a fact given, on a step that is blocked, or called with what its caller knows. */
export function startsOf(flow: Flow, model: Model): readonly Situation[] {
  const open: Mark = { kind: "open", key: flow.flow };
  const starts: Situation[] = [];
  if (flow.intent !== undefined || flow.command !== undefined) starts.push([[open]]);
  const given = flow.given;
  for (const value of given === undefined ? [] : (model.facts.get(given)?.values ?? [])) {
    starts.push([[{ kind: "fact", key: given ?? "", value, from: "said" }, open]]);
  }
  for (const path of detours(model.flows).get(flow.flow) ?? []) {
    starts.push([[{ kind: "outcome", key: path, value: "blocked" }, open]]);
  }
  return starts;
}

/** The graph of every flow that is opened, by its id. */
export function graphsOf(model: Model): ReadonlyMap<string, Graph> {
  const graphs = new Map<string, Graph>();
  for (const flow of model.flows.values()) {
    const starts = startsOf(flow, model);
    if (starts.length > 0) graphs.set(flow.flow, explore(flow, model.flows, model.facts, starts));
  }
  return graphs;
}

/** The graph of a flow that is only called: begun from every situation in which a caller comes to it. */
export function calledGraph(flow: Flow, model: Model, graphs: ReadonlyMap<string, Graph>): Graph {
  const starts: Situation[] = [];
  for (const graph of graphs.values()) {
    for (const node of graph.nodes) {
      const first = node.steps.findIndex(
        (one) => one.step.kind === "call" && one.step.flow === flow.flow && one.passed === "through",
      );
      const at = node.at === undefined ? -1 : node.steps.findIndex((one) => one.path === node.at?.path);
      if (first < 0 || at < first) continue;
      const facts = node.situation.flat().filter((mark): mark is Mark => mark.kind === "fact");
      const derived = [...(node.at?.derived ?? [])].map(([key, value]): Mark => ({
        kind: "fact",
        key,
        value,
        from: "inferred",
      }));
      starts.push([[{ kind: "open", key: flow.flow }, ...facts, ...derived]]);
    }
  }
  // What the caller derived is given: only the flows called from here derive anything more.
  return explore(flow, within(flow, model.flows), model.facts, starts);
}

function within(flow: Flow, flows: Flows, found = new Map<string, Flow>()): Flows {
  found.set(flow.flow, flow);
  for (const step of flow.steps) {
    const called = step.kind === "call" ? flows.get(step.flow) : undefined;
    if (called !== undefined && !found.has(called.flow)) within(called, flows, found);
  }
  return found;
}

/** One way from a node (none: the opening) to the next, with the steps first come by on it, the one stood at included. */
export type Way = {
  readonly from: Node | null;
  readonly to: Node;
  readonly situation: Situation;
  readonly passed: readonly Passing[];
};

/** Every way of a graph, the openings first. */
export function waysOf(graph: Graph): readonly Way[] {
  return [
    ...graph.starts.map((to) => wayTo(null, to, to)),
    ...graph.nodes.flatMap((from) => from.edges.map((edge) => wayTo(from, edge.to, edge))),
  ];
}

function wayTo(from: Node | null, to: Node, { situation, steps }: Pick<Edge, "situation" | "steps">): Way {
  const since = from?.at === undefined ? -1 : steps.findIndex((one) => one.path === from.at?.path);
  const until = to.at === undefined ? steps.length : steps.findIndex((one) => one.path === to.at?.path) + 1;
  return { from, to, situation, passed: steps.slice(since + 1, until) };
}

export type Look = { readonly fact: string; readonly value: string | undefined };

/** What each newly passed step's conditions looked at on a way, with the values they saw. */
export function looks(
  flows: Flows,
  root: Flow,
  { situation, passed }: Way,
): ReadonlyMap<string, readonly Look[]> {
  const wanted = new Set(passed.map((one) => one.path));
  const seen = new Map<string, Look[]>();
  next(root, flows, situation, (flow, step, _passed, view) => {
    const path = stepPath(flow, step.id);
    if (!wanted.has(path) || seen.has(path)) return;
    const list: Look[] = [];
    const noting: View = {
      outcome: (one) => view.outcome(one),
      fact(name) {
        const value = view.fact(name);
        list.push({ fact: name, value });
        return value;
      },
    };
    if (step.when !== undefined && !holds(step.when, noting, flow)) {
      seen.set(path, list);
      return;
    }
    if (step.kind === "decide") step.cases.some((one) => holds(one.when, noting, flow));
    seen.set(path, list);
  });
  return seen;
}

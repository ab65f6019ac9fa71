import type { Condition } from "../condition.ts";
import { holds, stepPath } from "../condition.ts";
import type { Flow, Step } from "../flow.ts";
import { next } from "../next.ts";
import { UNKNOWN } from "../situation.ts";
import type { Graph, Node } from "./explore.ts";
import { detours, trail, wayBetween } from "./explore.ts";
import type { Fault, PathStep } from "./fault.ts";
import { fault } from "./fault.ts";
import { measure } from "./measure.ts";
import type { Model } from "./model.ts";
import { domainOfDerived } from "./structure.ts";
import { looks, waysOf } from "./walks.ts";

/** Faults that only walking every path shows. */
export function ways(model: Model, graphs: ReadonlyMap<string, Graph>): readonly Fault[] {
  return [
    ...unreachable(model, graphs),
    ...roundTrips(model),
    ...neverKnown(model, graphs),
    ...siblings(model, graphs),
    ...[...graphs.values()].flatMap((graph) => [
      ...endings(model, graph),
      ...askedTwice(model, graph),
      ...undecided(model, graph),
      ...silent(model, graph),
    ]),
  ];
}

function unreachable(model: Model, graphs: ReadonlyMap<string, Graph>): readonly Fault[] {
  const reached = new Set<string>();
  for (const graph of graphs.values()) {
    for (const { to, passed } of waysOf(graph)) {
      if (to.at !== undefined) reached.add(to.at.path);
      for (const one of passed) if (one.passed === "through") reached.add(one.path);
    }
  }
  return [...model.flows.values()].flatMap((flow) =>
    flow.steps
      .map((step) => stepPath(flow.flow, step.id))
      .filter((path) => !reached.has(path))
      // The last words of a flow are left to its caller: where it is only called, they are never said.
      .map((path) => fault("unreachable-step", model.place(path), { path })),
  );
}

/** A step that, blocked, opens a flow whose own step, blocked, opens it again: no way out. */
function roundTrips(model: Model): readonly Fault[] {
  const opens = new Map<string, { readonly path: string; readonly flow: string }[]>();
  for (const [target, paths] of detours(model.flows)) {
    for (const path of paths) {
      const from = path.split("/")[0] ?? "";
      opens.set(from, [...(opens.get(from) ?? []), { path, flow: target }]);
    }
  }
  const faults: Fault[] = [];
  const done = new Set<string>();
  function visit(flow: string, above: readonly { readonly flow: string; readonly path: string }[]): void {
    for (const one of opens.get(flow) ?? []) {
      const way = [...above, { flow, path: one.path }];
      const at = way.findIndex((before) => before.flow === one.flow);
      if (at >= 0) {
        const path = way.slice(at).map((step) => ({ step: step.path, settled: "blocked" }));
        if (!done.has(one.path))
          faults.push(fault("endless-path", model.place(one.path), { path: one.path }, path));
        done.add(one.path);
      } else if (!done.has(one.flow)) visit(one.flow, way);
    }
    done.add(flow);
  }
  for (const flow of model.flows.keys()) if (!done.has(flow)) visit(flow, []);
  return faults;
}

function endings(model: Model, graph: Graph): readonly Fault[] {
  const size = measure(graph);
  if ("endless" in size) {
    const path = size.endless.at?.path ?? graph.root.flow;
    const way = [...trail(size.endless), ...wayBetween(size.endless, size.endless)];
    return [fault("endless-path", model.place(path), { path }, way)];
  }
  for (const node of graph.nodes) {
    const last = node.from?.node.at?.step.kind;
    // What is opened on a matter may end on its answer: the flow that mends it goes on.
    if (node.at !== undefined || last === "end" || (last === "explain" && graph.root.given !== undefined))
      continue;
    return [fault("path-without-end", model.place(graph.root.flow), { flow: graph.root.flow }, trail(node))];
  }
  return [];
}

/** A condition goes by a fact that, where it is first come by, no path knows yet. */
function neverKnown(model: Model, graphs: ReadonlyMap<string, Graph>): readonly Fault[] {
  const known = new Set<string>();
  const unknown = new Map<string, { readonly path: string; readonly fact: string; readonly node: Node }>();
  for (const graph of graphs.values()) {
    for (const way of waysOf(graph)) {
      for (const [path, looked] of looks(model.flows, graph.root, way)) {
        for (const { fact, value } of looked) {
          const id = `${path} ${fact}`;
          // What only a file can tell is known whenever a file is handed over, before any question.
          if (value !== undefined || model.facts.get(fact)?.told === false) known.add(id);
          else if (!unknown.has(id)) unknown.set(id, { path, fact, node: way.to });
        }
      }
    }
  }
  return [...unknown]
    .filter(([id]) => !known.has(id))
    .map(([, { path, fact, node }]) =>
      fault("fact-before-known", model.place(path), { path, fact }, trail(node)),
    );
}

/** Two questions about one fact on one path: the second is never put, or is put twice. */
function askedTwice(model: Model, graph: Graph): readonly Fault[] {
  const asked = new Map<Node, Map<string, Node>>();
  const queue: Node[] = [...graph.starts];
  for (const start of graph.starts) asked.set(start, new Map());
  for (let node = queue.shift(); node !== undefined; node = queue.shift()) {
    const here = new Map(asked.get(node));
    if (node.at?.step.kind === "ask") here.set(node.at.path, node);
    for (const { to } of node.edges) {
      const there = asked.get(to);
      if (there === undefined) {
        asked.set(to, new Map(here));
        queue.push(to);
        continue;
      }
      let more = false;
      for (const [path, at] of here) {
        if (there.has(path)) continue;
        there.set(path, at);
        more = true;
      }
      if (more) queue.push(to);
    }
  }
  const faults = new Map<string, Fault>();
  for (const { to, passed } of waysOf(graph)) {
    for (const one of passed) {
      if (one.step.kind !== "ask" || one.step.again || one.step.fresh || one.passed !== "settled") continue;
      for (const [path, node] of asked.get(to) ?? []) {
        if (path === one.path || faults.has(one.path)) continue;
        if (node.at?.step.kind !== "ask" || node.at.step.fact !== one.step.fact) continue;
        const values = { path: one.path, other: path, fact: one.step.fact };
        faults.set(
          one.path,
          fault("fact-asked-twice", model.place(one.path), values, [...trail(node), ...wayBetween(node, to)]),
        );
      }
    }
  }
  return [...faults.values()];
}

/** A decision without `otherwise` that a path falls through. */
function undecided(model: Model, graph: Graph): readonly Fault[] {
  const faults = new Map<string, Fault>();
  for (const { to, situation, passed } of waysOf(graph)) {
    if (!passed.some((one) => one.step.kind === "decide" && one.step.otherwise === undefined)) continue;
    const wanted = new Set(passed.map((one) => one.path));
    next(graph.root, model.flows, situation, (flow, step, stood, view) => {
      const path = stepPath(flow, step.id);
      if (step.kind !== "decide" || step.otherwise !== undefined || stood !== "through") return;
      if (!wanted.has(path) || faults.has(path)) return;
      if (step.cases.some((one) => holds(one.when, view, flow))) return;
      faults.set(
        path,
        fault("branch-not-covered", model.place(path), { path, fact: step.fact, value: UNKNOWN }, trail(to)),
      );
    });
  }
  return [...faults.values()];
}

/** Steps side by side that choose by one fact, and a value of it that none of them is for. */
function siblings(model: Model, graphs: ReadonlyMap<string, Graph>): readonly Fault[] {
  const derived = domainOfDerived(model);
  const faults: Fault[] = [];
  for (const flow of model.flows.values()) {
    for (const group of groupsOf(flow)) {
      const { fact } = group;
      const domain = model.facts.get(fact);
      if (domain?.free === true) continue;
      const values =
        domain === undefined
          ? [...(derived.get(fact) ?? [])]
          : [...domain.values, ...(domain.unknown ? [UNKNOWN] : [])];
      for (const value of values) {
        if (
          flow.steps.some(
            (step) => step.when !== undefined && step.kind !== "ask" && mentions(step.when, fact, value),
          )
        )
          continue;
        const path = stepPath(flow.flow, group.first.id);
        faults.push(
          fault(
            "branch-not-covered",
            model.place(path),
            { path, fact, value },
            answering(graphs, fact, value),
          ),
        );
      }
    }
  }
  return faults;
}

function groupsOf(flow: Flow): readonly { readonly fact: string; readonly first: Step }[] {
  const groups: { readonly fact: string; readonly first: Step }[] = [];
  let before: { readonly fact: string; readonly step: Step; counted: boolean } | undefined;
  for (const step of flow.steps) {
    const fact = step.when !== undefined && "fact" in step.when ? step.when.fact : undefined;
    // A question beside others is not a branch: what it asks is asked in its own turn.
    if (fact === undefined || step.kind === "ask") before = undefined;
    else if (before?.fact === fact && before.step.kind === step.kind) {
      if (!before.counted) groups.push({ fact, first: before.step });
      before.counted = true;
    } else before = { fact, step, counted: false };
  }
  return groups;
}

function mentions(condition: Condition, fact: string, value: string): boolean {
  if ("all" in condition) return condition.all.some((one) => mentions(one, fact, value));
  if ("any" in condition) return condition.any.some((one) => mentions(one, fact, value));
  if ("not" in condition) return !mentions(condition.not, fact, value);
  return "fact" in condition && condition.fact === fact && condition.in.includes(value);
}

function answering(graphs: ReadonlyMap<string, Graph>, fact: string, value: string): readonly PathStep[] {
  for (const graph of graphs.values()) {
    for (const node of graph.nodes) {
      const edge = node.edges.find((one) => one.settled === `${fact} = ${value}`);
      if (edge !== undefined) return [...trail(node), { step: node.at?.path ?? "", settled: edge.settled }];
    }
  }
  return [];
}

const SAYS: ReadonlySet<Step["kind"]> = new Set(["instruct", "explain", "request", "draft"]);

/** A path that asks and then ends, having told the person nothing. */
function silent(model: Model, graph: Graph): readonly Fault[] {
  const queue = graph.starts.filter((node) => !says(node));
  const before = new Map<Node, PathStep[]>(queue.map((node) => [node, []]));
  for (let node = queue.shift(); node !== undefined; node = queue.shift()) {
    const way = before.get(node) ?? [];
    if (node.at === undefined) {
      return [fault("nothing-said", model.place(graph.root.flow), { flow: graph.root.flow }, way)];
    }
    for (const { settled, to } of node.edges) {
      if (before.has(to) || says(to)) continue;
      before.set(to, [...way, { step: node.at.path, settled }]);
      queue.push(to);
    }
  }
  return [];
}

function says(node: Node): boolean {
  return node.at !== undefined && SAYS.has(node.at.step.kind);
}

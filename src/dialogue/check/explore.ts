import type { View } from "../view.ts";
import { stepPath } from "../condition.ts";
import type { Flow, Flows, Step } from "../flow.ts";
import { GO_ON } from "../index-of.ts";
import type { Passed, Position } from "../next.ts";
import { next } from "../next.ts";
import type { Mark, Situation } from "../situation.ts";
import { extend, UNKNOWN } from "../situation.ts";
import type { PathStep } from "./fault.ts";
import type { FactDomain } from "./model.ts";
import type { Reads } from "./reads.ts";
import { readsOf } from "./reads.ts";

/** A step a walk came by, with what stood then. */
export type Passing = {
  readonly flow: string;
  readonly step: Step;
  readonly path: string;
  readonly passed: Passed;
};

/** All situations from which everything ahead is the same, one of them standing for all. */
export type Node = {
  readonly situation: Situation;
  /** Undefined where the flow is over. */
  readonly at: Position | undefined;
  /** Every step the walk comes by, in order; those up to the position are behind or passed over. */
  readonly steps: readonly Passing[];
  readonly edges: Edge[];
  readonly from: { readonly node: Node; readonly settled: string } | null;
};

/** One answer, and where it leads; `situation` and `steps` are those of this very way there. */
export type Edge = {
  readonly settled: string;
  readonly to: Node;
  readonly situation: Situation;
  readonly steps: readonly Passing[];
};

export type Graph = {
  readonly root: Flow;
  readonly starts: readonly Node[];
  readonly nodes: readonly Node[];
};

/** More than any flow needs; past it a flow is not checkable, and not explainable to a person either. */
const MOST_NODES = 200_000;

/**
 * Every situation reachable in `root` from each of `starts`, with the real engine. Two situations are one node where the
 * steps still ahead and all that those go by are equal, so the graph is small and yet leaves no path out.
 */
export function explore(
  root: Flow,
  flows: Flows,
  facts: ReadonlyMap<string, FactDomain>,
  starts: readonly Situation[],
): Graph {
  const reads = readsOf(flows);
  const nodes = new Map<string, Node>();

  function look(situation: Situation): {
    readonly key: string;
    readonly at: Position | undefined;
    readonly steps: Passing[];
  } {
    const steps: Passing[] = [];
    const pending: string[] = [];
    const at = next(root, flows, situation, (flow, step, passed, view) => {
      const path = stepPath(flow, step.id);
      steps.push({ flow, step, path, passed });
      pending.push(ahead(path, step, passed, view, reads(flow, step, passed === "not-applying")));
    });
    return { key: pending.join(""), at, steps };
  }

  function startAt(situation: Situation): Node {
    const { key, at, steps } = look(situation);
    const node: Node = nodes.get(key) ?? { situation, at, steps, edges: [], from: null };
    nodes.set(key, node);
    return node;
  }

  const first = [...new Set(starts.map(startAt))];
  const queue = [...first];
  for (let node = queue.shift(); node !== undefined; node = queue.shift()) {
    if (node.at === undefined) continue;
    if (nodes.size > MOST_NODES) throw new RangeError(`${root.flow}: over ${MOST_NODES} situations`);
    for (const { settled, marks } of answers(node.at, facts)) {
      const situation = extend(node.situation, marks);
      const { key, at, steps } = look(situation);
      const known = nodes.get(key);
      // A wrong file is asked for again: not a way of its own.
      if (known === node && node.at.step.kind === "request") continue;
      const to = known ?? { situation, at, steps, edges: [], from: { node, settled } };
      node.edges.push({ settled, to, situation, steps });
      if (known !== undefined) continue;
      nodes.set(key, to);
      queue.push(to);
    }
  }
  return { root, starts: first, nodes: [...nodes.values()] };
}

/** What a step adds to the key of a node: nothing where no answer to come can make it apply or not. */
function ahead(path: string, step: Step, passed: Passed, view: View, reads: Reads): string {
  if (passed === "settled" || passed === "left") return "";
  const settled =
    [...reads.facts].every((fact) => view.fact(fact) !== undefined) &&
    [...reads.steps].every((one) => view.outcome(one) !== undefined);
  if (passed === "not-applying" && settled) return "";
  const waits = step.kind === "decide" || step.kind === "call" ? "" : `${path}:${passed}`;
  const ensured =
    step.kind === "instruct" && step.ensure !== undefined ? pathOf(path, step.ensure) : undefined;
  const undone = ensured === undefined ? "" : `^${view.outcome(ensured) ?? ""}`;
  if (settled) return waits === "" ? "" : `${waits}${undone};`;
  const facts = [...reads.facts].map((fact) => `${fact}=${view.fact(fact) ?? ""}`).join(",");
  const outcomes = [...reads.steps].map((one) => `${one}=${view.outcome(one) ?? ""}`).join(",");
  return `${path}:${passed}${undone}?${facts}|${outcomes};`;
}

function pathOf(path: string, step: string): string {
  return stepPath(path.split("/")[0] ?? "", step);
}

type Answer = { readonly settled: string; readonly marks: readonly Mark[] };

/** Every way a position can be answered, a file among them. */
function answers(at: Position, facts: ReadonlyMap<string, FactDomain>): readonly Answer[] {
  const { step, path } = at;
  const outcome = (value: "done" | "blocked" | "shown" | "sent" | "cancelled"): Answer => ({
    settled: value,
    marks: [{ kind: "outcome", key: path, value }],
  });
  switch (step.kind) {
    case "ask":
      return valuesOf(step.fact, step.offer, facts).map((value): Answer => ({
        settled: `${step.fact} = ${value}`,
        marks: [
          { kind: "fact", key: step.fact, value, from: "chosen" },
          ...(step.again ? [{ kind: "outcome", key: path, value: "again" } as const] : []),
        ],
      }));
    case "instruct":
      return [outcome("done"), outcome("blocked")];
    case "request":
      return [
        ...valuesOf(step.fact, undefined, facts)
          .filter((value) => value !== UNKNOWN)
          .map((value): Answer => ({
            settled: `${step.fact} = ${value}`,
            marks: [{ kind: "fact", key: step.fact, value, from: "upload" }],
          })),
        outcome("done"),
        outcome("blocked"),
      ];
    case "draft":
      return [outcome("sent"), outcome("cancelled")];
    default:
      return [outcome("shown")];
  }
}

function valuesOf(
  fact: string,
  offer: readonly string[] | undefined,
  facts: ReadonlyMap<string, FactDomain>,
): readonly string[] {
  const domain = facts.get(fact);
  if (domain === undefined) return [];
  // One value stands for all where it may be anything: conditions only go by whether such a fact is known.
  const values = domain.free ? ["…"] : (offer ?? domain.values);
  return domain.unknown ? [...values, UNKNOWN] : values;
}

/** The flows that are opened where a step of `flows` is blocked, each with the steps that open it. */
export function detours(flows: Flows): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const flow of flows.values()) {
    for (const step of flow.steps) {
      if ((step.kind !== "instruct" && step.kind !== "request") || step.blocked === GO_ON) continue;
      found.set(step.blocked, [...(found.get(step.blocked) ?? []), stepPath(flow.flow, step.id)]);
    }
  }
  return found;
}

/** The answers that lead to `node`, from the opening on. */
export function trail(node: Node): readonly PathStep[] {
  const steps: PathStep[] = [];
  for (let one: Node | undefined = node; one?.from != null; one = one.from.node) {
    steps.unshift({ step: one.from.node.at?.path ?? "", settled: one.from.settled });
  }
  return steps;
}

/** The answers on a shortest way from one node to another; empty where there is none. */
export function wayBetween(from: Node, to: Node): readonly PathStep[] {
  const before = new Map<Node, { readonly node: Node; readonly edge: Edge }>();
  const queue = [from];
  for (let node = queue.shift(); node !== undefined; node = queue.shift()) {
    for (const edge of node.edges) {
      if (before.has(edge.to)) continue;
      before.set(edge.to, { node, edge });
      if (edge.to !== to) {
        queue.push(edge.to);
        continue;
      }
      const way: PathStep[] = [];
      for (
        let one = before.get(to);
        one !== undefined;
        one = one.node === from ? undefined : before.get(one.node)
      ) {
        way.unshift({ step: one.node.at?.path ?? "", settled: one.edge.settled });
      }
      return way;
    }
  }
  return [];
}

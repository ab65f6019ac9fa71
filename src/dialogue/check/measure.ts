import type { Graph, Node } from "./explore.ts";

/** Sizes of a flow: how many ways through, and steps shown on the longest and shortest, the most questions on one. */
export type Measure = {
  readonly paths: number;
  readonly longest: number;
  readonly shortest: number;
  readonly questions: number;
};

const OVER: Measure = { paths: 1, longest: 0, shortest: 0, questions: 0 };

/** Measures a graph, or names a node that leads back to itself. */
export function measure(graph: Graph): Measure | { readonly endless: Node } {
  const known = new Map<Node, Measure>();
  const order = sorted(graph);
  if ("endless" in order) return order;
  for (const node of order) known.set(node, node.at === undefined ? OVER : stepOn(node, known));
  return joined(graph.starts.map((node) => known.get(node) ?? OVER));
}

function stepOn(node: Node, known: ReadonlyMap<Node, Measure>): Measure {
  const after = joined(node.edges.map((edge) => known.get(edge.to) ?? OVER));
  const question = node.at?.step.kind === "ask" ? 1 : 0;
  return {
    paths: after.paths,
    longest: after.longest + 1,
    shortest: after.shortest + 1,
    questions: after.questions + question,
  };
}

function joined(all: readonly Measure[]): Measure {
  return {
    paths: all.reduce((sum, one) => sum + one.paths, 0),
    longest: Math.max(0, ...all.map((one) => one.longest)),
    shortest: all.length === 0 ? 0 : Math.min(...all.map((one) => one.shortest)),
    questions: Math.max(0, ...all.map((one) => one.questions)),
  };
}

/** The nodes so that each comes after all it leads to. */
export function sorted(graph: Graph): readonly Node[] | { readonly endless: Node } {
  const order: Node[] = [];
  const state = new Map<Node, "open" | "done">();
  const stack: { readonly node: Node; edge: number }[] = [];
  for (const start of graph.starts) {
    if (state.has(start)) continue;
    stack.push({ node: start, edge: 0 });
    state.set(start, "open");
    for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
      const to = top.node.edges[top.edge]?.to;
      top.edge += 1;
      if (to === undefined) {
        state.set(top.node, "done");
        order.push(top.node);
        stack.pop();
      } else if (state.get(to) === "open") return { endless: to };
      else if (!state.has(to)) {
        state.set(to, "open");
        stack.push({ node: to, edge: 0 });
      }
    }
  }
  return order;
}

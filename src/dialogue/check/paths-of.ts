import { stepPath } from "../condition.ts";
import type { Graph } from "./explore.ts";
import { measure } from "./measure.ts";
import type { Model } from "./model.ts";
import { calledGraph, graphsOf } from "./walks.ts";

/** `longest` and `shortest` in steps shown, `questions` the most asked on one path; `steps` as written. */
export type FlowPaths = {
  readonly id: string;
  readonly steps: number;
  readonly paths: number;
  readonly longest: number;
  readonly shortest: number;
  readonly questions: number;
};

export type Paths = {
  readonly flows: readonly FlowPaths[];
  /** Steps that follow each section of the guide, as `<flow>/<step>`. */
  readonly guide: Readonly<Record<string, readonly string[]>>;
};

/** Every flow's paths counted, and the guide's sections with the steps that follow them. For flows without faults. */
export function pathsOf(model: Model): Paths {
  const graphs = graphsOf(model);
  const flows = [...model.flows.values()].map((flow) => {
    const graph: Graph = graphs.get(flow.flow) ?? calledGraph(flow, model, graphs);
    const size = measure(graph);
    if ("endless" in size) throw new RangeError(`${flow.flow} never ends; see passerelle flows check`);
    const { paths, longest, shortest, questions } = size;
    return { id: flow.flow, steps: flow.steps.length, paths, longest, shortest, questions };
  });
  const guide: Record<string, string[]> = {};
  for (const section of model.sections.keys()) guide[section] = [];
  for (const flow of model.flows.values()) {
    for (const step of flow.steps)
      for (const section of step.guide) guide[section]?.push(stepPath(flow.flow, step.id));
  }
  return { flows, guide };
}

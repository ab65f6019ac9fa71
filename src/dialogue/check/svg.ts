import { instance } from "@viz-js/viz";
import type { Flow } from "../flow.ts";
import type { Box } from "./arrows.ts";
import { boxesOf } from "./arrows.ts";

const SHAPES: Readonly<Record<Box["kind"], string>> = {
  ask: "parallelogram",
  request: "parallelogram",
  decide: "diamond",
  call: "component",
  instruct: "box",
  explain: "note",
  draft: "cds",
  end: "oval",
};

/** The flows drawn by Graphviz, as one SVG document: a frame a flow, its conditions on the arrows. */
export async function flowsAsSvg(flows: readonly Flow[]): Promise<string> {
  const viz = await instance();
  return viz.renderString(dot(flows), { format: "svg" });
}

function dot(flows: readonly Flow[]): string {
  const lines = [
    "digraph flows {",
    'graph [fontname="Helvetica", rankdir=TB, newrank=true]; node [fontname="Helvetica", fontsize=11];',
    'edge [fontname="Helvetica", fontsize=9];',
  ];
  flows.forEach((flow, number) => {
    const boxes = boxesOf(flow);
    lines.push(`subgraph cluster_${number} { label=${quoted(flow.flow)};`);
    for (const box of boxes)
      lines.push(`${quoted(box.id)} [label=${quoted(box.label)}, shape=${SHAPES[box.kind]}];`);
    boxes.slice(1).forEach((box, index) => {
      lines.push(
        `${quoted(boxes[index]?.id ?? "")} -> ${quoted(box.id)} [label=${quoted(box.when.replaceAll(" ∧ ", " ∧\n"))}];`,
      );
    });
    lines.push("}");
  });
  lines.push("}");
  return lines.join("\n");
}

function quoted(text: string): string {
  return JSON.stringify(text);
}

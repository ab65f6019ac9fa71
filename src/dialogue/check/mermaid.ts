import type { Flow } from "../flow.ts";
import type { Box } from "./arrows.ts";
import { boxesOf } from "./arrows.ts";

/** Shapes by kind: a question leans, a decision is a lozenge, a called flow a doubled box, words a plain one. */
const SHAPES: Readonly<Record<Box["kind"], readonly [string, string]>> = {
  ask: ["[/", "/]"],
  request: ["[/", "/]"],
  decide: ["{", "}"],
  call: ["[[", "]]"],
  instruct: ["[", "]"],
  explain: ["(", ")"],
  draft: [">", "]"],
  end: ["([", "])"],
};

/** The flows as one Mermaid flowchart, a subgraph each. */
export function flowsAsMermaid(flows: readonly Flow[]): string {
  const lines = ["flowchart TD"];
  for (const flow of flows) {
    lines.push(`  subgraph ${name(flow.flow)}["${flow.flow}"]`);
    const boxes = boxesOf(flow);
    for (const box of boxes) {
      const [open, close] = SHAPES[box.kind];
      lines.push(`    ${name(box.id)}${open}"${box.label.replaceAll('"', "#quot;")}"${close}`);
    }
    boxes.slice(1).forEach((box, index) => {
      const before = boxes[index];
      if (before === undefined) return;
      const when = box.when === "" ? "" : `|"${box.when.replaceAll('"', "#quot;")}"|`;
      lines.push(`    ${name(before.id)} -->${when} ${name(box.id)}`);
    });
    lines.push("  end");
  }
  return `${lines.join("\n")}\n`;
}

function name(id: string): string {
  return id.replace(/[^a-z0-9]+/gi, "_");
}

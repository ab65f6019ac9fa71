import type { Condition } from "../condition.ts";
import type { Flow, Step } from "../flow.ts";

/** A step as drawn: the arrow that leads to it carries `when`, the condition without which it is passed over. */
export type Box = {
  readonly id: string;
  readonly label: string;
  readonly kind: Step["kind"];
  readonly when: string;
};

export function boxesOf(flow: Flow): readonly Box[] {
  return flow.steps.map((step) => ({
    id: `${flow.flow}/${step.id}`,
    label: labelOf(step),
    kind: step.kind,
    when: step.when === undefined ? "" : conditionText(step.when),
  }));
}

function labelOf(step: Step): string {
  switch (step.kind) {
    case "ask":
    case "request":
      return `${step.id} (${step.fact})`;
    case "decide":
      return `${step.fact} ?`;
    case "call":
      return `→ ${step.flow}`;
    default:
      return step.id;
  }
}

/** A condition in one line: `hosting = hosted and (setup = yearly or …)`. */
export function conditionText(condition: Condition): string {
  if ("all" in condition) return condition.all.map(grouped).join(" ∧ ");
  if ("any" in condition) return condition.any.map(grouped).join(" ∨ ");
  if ("not" in condition) return `¬${grouped(condition.not)}`;
  if ("is" in condition) return condition.is;
  return `${"fact" in condition ? condition.fact : condition.step} = ${condition.in.join(" | ")}`;
}

function grouped(condition: Condition): string {
  return "any" in condition || "all" in condition
    ? `(${conditionText(condition)})`
    : conditionText(condition);
}

import { renderStep } from "../assistant/render.ts";
import type { Position } from "../dialogue/next.ts";
import type { Step } from "../dialogue/flow.ts";
import type { Situation } from "../dialogue/situation.ts";
import type { Language } from "../message.ts";
import type { Occasion } from "./occasion.ts";
import type { Stage } from "./stage.ts";

/** What every step of every flow tells, letters aside: its text with its answers, and what it tells where a menu was not found. */
export function occasionsOfSteps(stage: Stage, language: Language): readonly Occasion[] {
  const { flows } = stage.world.catalogue;
  return [...flows.values()].flatMap((flow) =>
    flow.steps.flatMap((step) => occasionsOfStep(stage, language, flow.flow, step)),
  );
}

function occasionsOfStep(stage: Stage, language: Language, flow: string, step: Step): readonly Occasion[] {
  const path = `${flow}/${step.id}`;
  const own = `${flow}.${step.id}`;
  const told = (key: string, confirms: boolean, situation: Situation): Occasion => {
    const at: Position = { root: flow, flow, step, path, derived: new Map(), confirms };
    return { language, output: renderStep(stage.world, language, at, situation, "999.0"), key, path };
  };
  switch (step.kind) {
    case "decide":
    case "call":
    case "draft":
      return [];
    case "ask": {
      const key = stage.texts.has(language, own) ? own : `facts.${step.fact}.question`;
      return [told(key, false, []), ...(step.confirm ? [told("ui.confirm", true, [])] : [])];
    }
    case "instruct":
    case "request": {
      const notFound = `${own}-not-found`;
      if (!stage.texts.has(language, notFound)) return [told(own, false, [])];
      const situation: Situation = [[{ kind: "outcome", key: path, value: "not-found" }]];
      return [told(own, false, []), told(notFound, false, situation)];
    }
    default:
      return [told(own, false, [])];
  }
}

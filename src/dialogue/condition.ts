import { z } from "zod";
import type { Outcome } from "./situation.ts";
import { OUTCOMES } from "./situation.ts";
import { predicates } from "./predicates.ts";
import type { View } from "./view.ts";

/** Conditions are data, so that every path can be walked at build time; `is` names a predicate written in code. */
export type Condition =
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition }
  | { readonly fact: string; readonly in: readonly string[] }
  | { readonly step: string; readonly in: readonly Outcome[] }
  | { readonly is: string };

const outcomeSchema = z.enum(OUTCOMES);

export const conditionSchema: z.ZodType<Condition> = z.lazy(() =>
  z.union([
    z.strictObject({ all: z.array(conditionSchema).min(1) }),
    z.strictObject({ any: z.array(conditionSchema).min(1) }),
    z.strictObject({ not: conditionSchema }),
    z.strictObject({ fact: z.string(), in: z.array(z.coerce.string()).min(1) }),
    z.strictObject({ step: z.string(), in: z.array(outcomeSchema).min(1) }),
    z.strictObject({ is: z.string() }),
  ]),
);

/** Whether `condition` holds. A bare step name is one of `flow`. */
export function holds(condition: Condition, view: View, flow: string): boolean {
  if ("all" in condition) return condition.all.every((part) => holds(part, view, flow));
  if ("any" in condition) return condition.any.some((part) => holds(part, view, flow));
  if ("not" in condition) return !holds(condition.not, view, flow);
  if ("fact" in condition) {
    const value = view.fact(condition.fact);
    return value !== undefined && condition.in.includes(value);
  }
  if ("step" in condition) {
    const outcome = view.outcome(stepPath(flow, condition.step));
    return outcome !== undefined && condition.in.includes(outcome);
  }
  return predicates[condition.is]?.holds(view) ?? false;
}

/** `<flow>/<step>`, for a name that may already be one. */
export function stepPath(flow: string, step: string): string {
  return step.includes("/") ? step : `${flow}/${step}`;
}

/** Every fact a condition looks at, those of its predicates included. */
export function factsIn(condition: Condition): readonly string[] {
  if ("all" in condition) return condition.all.flatMap(factsIn);
  if ("any" in condition) return condition.any.flatMap(factsIn);
  if ("not" in condition) return factsIn(condition.not);
  if ("fact" in condition) return [condition.fact];
  if ("is" in condition) return predicates[condition.is]?.reads ?? [];
  return [];
}

/** Every step a condition looks at, as `<flow>/<step>`. */
export function stepsIn(condition: Condition, flow: string): readonly string[] {
  if ("all" in condition) return condition.all.flatMap((part) => stepsIn(part, flow));
  if ("any" in condition) return condition.any.flatMap((part) => stepsIn(part, flow));
  if ("not" in condition) return stepsIn(condition.not, flow);
  if ("step" in condition) return [stepPath(flow, condition.step)];
  return [];
}

import { z } from "zod";
import type { Flow, Step } from "./flow.ts";
import { ownerSchema } from "./flow.ts";
import { GO_ON } from "./index-of.ts";

/** A known problem: whose it is to act, and what mends it, a flow or the steps of its own answer. */
export const caseSchema = z.strictObject({
  /** What a person who tells of it wants. */
  intent: z.string(),
  owner: ownerSchema,
  /** Whom to write to where the answer did not help; without one whoever must act, or PRONOTE's support. */
  route: ownerSchema.optional(),
  /** Who cannot get in: whoever is named, whoever is likely to be meant, or nobody. */
  keeps_out: z.enum(["always", "told", "never"]).optional(),
  /** The flow that mends it; without one the answer holds the steps. */
  flow: z.string().optional(),
  guide: z.array(z.string()).default([]),
  source: z.string().optional(),
});

/** `flows/cases.yaml`: every case by its id. */
export const casesSchema = z.record(z.string(), caseSchema);

export type Case = z.infer<typeof caseSchema>;

/** The flow every case is answered in, and the fact that says which case it is. */
export const CASE_FLOW = "case";
export const CASE_FACT = "case";

/**
 * The cases as one flow, so that an answer is walked, checked, tried and escalated like any other step: a step a case,
 * the draft where it did not help, the last words.
 */
export function caseFlow(cases: Readonly<Record<string, Case>>): Flow {
  const answers = Object.entries(cases).map(([id, one]): Step => {
    const { guide, source, owner } = one;
    const common = {
      id,
      guide,
      when: { fact: CASE_FACT, in: [id] },
      ...(source === undefined ? {} : { source }),
    };
    return one.flow === undefined
      ? { ...common, kind: "instruct", owner, blocked: GO_ON, resolves: false }
      : { ...common, kind: "explain" };
  });
  const tried = answers
    .filter((one) => one.kind === "instruct")
    .map((one) => ({ step: one.id, in: ["blocked" as const] }));
  return {
    flow: CASE_FLOW,
    given: CASE_FACT,
    steps: [
      ...answers,
      {
        id: "draft",
        kind: "draft",
        route: "by-rule",
        about: "problem",
        guide: ["5.2"],
        when: { any: tried },
      },
      {
        id: "end",
        kind: "end",
        guide: ["5.1"],
        when: { any: tried.map(({ step }) => ({ step, in: ["done", "blocked"] })) },
      },
    ],
  };
}

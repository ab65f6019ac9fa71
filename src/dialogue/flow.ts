import { z } from "zod";
import { conditionSchema } from "./condition.ts";

export const ownerSchema = z.enum([
  "school",
  "school-it",
  "itslearning",
  "ent-operator",
  "index-education",
  "academy",
  "user",
]);

const id = z.string().regex(/^[a-z][a-z0-9-]*$/, "a name in lower case, digits and hyphens");

const common = {
  id,
  /** Shown only where this holds. */
  when: conditionSchema.optional(),
  /** Sections of the guide the step follows. */
  guide: z.array(z.string()).default([]),
  /** Where the words come from when not (only) from the guide. */
  source: z.string().optional(),
};

export const stepSchema = z.discriminatedUnion("kind", [
  /** Asks about a fact, unless it is known. */
  z.strictObject({
    ...common,
    kind: z.literal("ask"),
    fact: z.string(),
    /** The values offered, where not all of the fact's. */
    offer: z.array(z.coerce.string()).optional(),
    /** A value only inferred is confirmed once. */
    confirm: z.boolean().default(false),
    /** Asked once more where the person did not know the first time. */
    again: z.boolean().default(false),
    /** Asked anew each time the flow is opened, whatever was answered before. */
    fresh: z.boolean().default(false),
  }),
  /** Something the person does: done, blocked, not found, later. */
  z.strictObject({
    ...common,
    kind: z.literal("instruct"),
    /** Who must act where it cannot be done. */
    owner: ownerSchema,
    /** Flow opened where the person is blocked; `go-on`: none, and the flow is not left. */
    blocked: z.string().default("stuck"),
    /** Done here, the step that was blocked counts as done. */
    resolves: z.boolean().default(false),
    /** Shown even after the flow was left on a blocked step, if this step had been done. */
    ensure: z.string().optional(),
  }),
  /** Something to know; needs no answer. */
  z.strictObject({ ...common, kind: z.literal("explain") }),
  /** Asks for a file; an upload settles it, or an outcome does. */
  z.strictObject({
    ...common,
    kind: z.literal("request"),
    fact: z.string(),
    owner: ownerSchema,
    blocked: z.string().default("stuck"),
  }),
  /** Derives a fact from others; never stored, so it can never be stale. */
  z.strictObject({
    ...common,
    kind: z.literal("decide"),
    fact: z.string(),
    cases: z.array(z.strictObject({ when: conditionSchema, then: z.coerce.string() })).min(1),
    otherwise: z.coerce.string().optional(),
  }),
  /** The steps of another flow, in this place. */
  z.strictObject({ ...common, kind: z.literal("call"), flow: z.string() }),
  /** Shows an escalation; `by-rule` takes the route from `routes.yaml`, `party` goes to whom the last one went. */
  z.strictObject({
    ...common,
    kind: z.literal("draft"),
    route: z.union([ownerSchema, z.literal("by-rule"), z.literal("party")]),
    /** Which body: keys below `draft.<about>` in the texts. */
    about: id,
  }),
  /** The last words of a flow; a flow called by another does not say them. */
  z.strictObject({ ...common, kind: z.literal("end") }),
]);

export const flowSchema = z.strictObject({
  flow: id,
  /** The intent that opens this flow. */
  intent: z.string().optional(),
  /** The word that opens this flow at every step. */
  command: z.enum(["person"]).optional(),
  /** A fact that is settled as this flow is opened: it is walked once for each value. */
  given: z.string().optional(),
  steps: z.array(stepSchema).min(1),
});

export type Step = z.infer<typeof stepSchema>;
export type StepOf<K extends Step["kind"]> = Extract<Step, { kind: K }>;
export type Flow = z.infer<typeof flowSchema>;

/** All flows by id. */
export type Flows = ReadonlyMap<string, Flow>;

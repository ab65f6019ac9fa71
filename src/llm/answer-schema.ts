import { z } from "zod";
import type { Known } from "./known.ts";

/** Describes the items of a list that must stay empty. */
const anyPair = z.object({ fact: z.string(), value: z.string() });

/**
 * What a model may answer: known ids and values, and nothing else. `null` for what it cannot tell. Facts are a list of
 * pairs, so that an answer is as short as what was stated: strict servers want every key of an object filled in.
 */
export function answerSchema(known: Known) {
  const pairs = known.facts
    .filter(({ values }) => values.length > 0)
    .map(({ id, values }) => z.object({ fact: z.literal(id), value: z.enum(values) }));
  return z.object({
    intent: oneOf(known.intents),
    case: oneOf(known.cases.map(({ id }) => id)),
    facts: pairs.length === 0 ? z.array(anyPair).max(0) : z.array(z.union(pairs)),
  });
}

function oneOf(ids: readonly string[]): z.ZodType<string | null> {
  return ids.length === 0 ? z.null() : z.enum(ids).nullable();
}

export type AnswerSchema = ReturnType<typeof answerSchema>;

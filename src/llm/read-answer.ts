import { z } from "zod";
import type { Advice, Unusable } from "./advice.ts";
import type { AnswerSchema } from "./answer-schema.ts";
import type { Known } from "./known.ts";

export type Read =
  /** Advice, or null where the model cannot tell. */
  | { readonly kind: "read"; readonly advice: Advice | null }
  | { readonly kind: "unusable"; readonly what: Unusable };

const completionSchema = z.object({
  choices: z
    .array(
      z.object({
        finish_reason: z.string().nullish(),
        message: z.object({ content: z.string().nullish(), refusal: z.string().nullish() }),
      }),
    )
    .min(1),
});

/** Reads the body of a chat completion. Nothing is mended: an answer is wholly what was asked for, or unusable. */
export function readAnswer(body: string, schema: AnswerSchema, known: Known): Read {
  const choice = completionSchema.safeParse(parsed(body)).data?.choices[0];
  if (choice === undefined) return unusable("not-a-completion");
  const { finish_reason: end, message } = choice;
  if ((message.refusal ?? "") !== "" || end === "content_filter") return unusable("refused");
  if (end === "length") return unusable("cut-short");
  const content = message.content ?? "";
  if (content.trim() === "") return unusable("empty");
  const said = parsed(content);
  if (said === undefined) return unusable("not-json");
  const answer = schema.safeParse(said).data;
  const facts = answer === undefined ? undefined : agreed(answer.facts);
  if (answer === undefined || facts === undefined) return unusable("not-known");
  // A case belongs to one intent, whatever the model says.
  const intent = known.cases.find(({ id }) => id === answer.case)?.intent ?? answer.intent;
  return { kind: "read", advice: intent === null ? null : { intent, case: answer.case, facts } };
}

function unusable(what: Unusable): Read {
  return { kind: "unusable", what };
}

/** Undefined where it is not JSON. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The facts by id; undefined where one has two values. */
function agreed(
  pairs: readonly { readonly fact: string; readonly value: string }[],
): Readonly<Record<string, string>> | undefined {
  const facts = new Map<string, string>();
  for (const { fact, value } of pairs) {
    if ((facts.get(fact) ?? value) !== value) return undefined;
    facts.set(fact, value);
  }
  return Object.fromEntries(facts);
}

import { z } from "zod";
import type { Language } from "../message.ts";
import type { Advice, AdviceFailure } from "./advice.ts";
import { answerSchema } from "./answer-schema.ts";
import { asData } from "./as-data.ts";
import { instructions } from "./instructions.ts";
import type { Known } from "./known.ts";
import { newPause } from "./pause.ts";
import { post } from "./post.ts";
import { readAnswer } from "./read-answer.ts";

export type { Advice, AdviceFailure } from "./advice.ts";
export type { Known } from "./known.ts";

/** `text` is redacted by whoever asks; `options` are what the program holds likely, and do not limit the answer. */
export type Question = {
  readonly text: string;
  readonly language: Language;
  readonly options: readonly { readonly intent: string; readonly case: string | null }[];
};

/** Null where the model cannot tell, where it failed, and while it is left alone. Never rejects. */
export type Adviser = (question: Question) => Promise<Advice | null>;

export type AdviserSettings = {
  /** Base of an OpenAI-compatible endpoint, such as `http://127.0.0.1:11434/v1`. */
  readonly url: string;
  readonly model: string;
  readonly apiKey?: string;
  /** Longest a question may take, body included, in milliseconds. */
  readonly limitMs?: number;
  /** A clock that only goes forward, in milliseconds. */
  readonly now?: () => number;
};

/** Room for a case and a dozen facts. */
const MAX_TOKENS = 400;

/**
 * A language model that says which of the known intents, cases and facts a text is about. Its answer is read by a
 * schema of those: no prose ever comes out. `told` hears why each question that failed did.
 */
export function openAdviser(
  { url, model, apiKey, limitMs = 2_000, now = () => performance.now() }: AdviserSettings,
  known: Known,
  told: (why: AdviceFailure) => void = () => undefined,
): Adviser {
  const endpoint = `${url.replace(/\/+$/, "")}/chat/completions`;
  const schema = answerSchema(known);
  const system = { role: "system", content: instructions(known) };
  const asked = {
    model,
    temperature: 0,
    max_tokens: MAX_TOKENS,
    stream: false,
    response_format: {
      type: "json_schema",
      json_schema: { name: "advice", strict: true, schema: z.toJSONSchema(schema) },
    },
  };
  const pause = newPause(now);

  return async (question) => {
    if (pause.on()) return null;
    const messages = [system, { role: "user", content: asData(question) }];
    const posted = await post(endpoint, { ...asked, messages }, { apiKey, limitMs });
    const outcome = posted.kind === "answered" ? readAnswer(posted.body, schema, known) : posted;
    if (outcome.kind === "read") {
      pause.succeeded();
      return outcome.advice;
    }
    pause.failed();
    told(outcome);
    return null;
  };
}

import type { Language } from "../../src/message.ts";
import type { WebContext } from "./context.ts";
import type { Web } from "./options.ts";
import { acceptedLanguage } from "./pickLanguage.ts";
import { Problem } from "./problem.ts";

/** The conversation's language where the caller has shown its token, else the browser's, else French. */
async function languageOf(context: WebContext, web: Web): Promise<Language> {
  const conversation = context.get("conversation");
  const held = conversation === undefined ? null : await web.assistant.read(conversation).catch(() => null);
  return held?.language ?? acceptedLanguage(context.req.header("accept-language"));
}

/** Anything thrown, as a problem; what was not foreseen is logged and says nothing of itself. */
export function asProblem(error: unknown, web: Web): Problem {
  if (error instanceof Problem) return error;
  web.options.log?.error({ err: error }, "a web request failed");
  return new Problem(500, "internal");
}

export async function sentence(problem: Problem, context: WebContext, web: Web): Promise<string> {
  if ("sentence" in problem.said) return problem.said.sentence;
  return web.assistant.text(await languageOf(context, web), problem.said.key, problem.said.values);
}

/** A problem as the API answers it. */
export async function tell(problem: Problem, context: WebContext, web: Web): Promise<Response> {
  for (const [name, value] of Object.entries(problem.headers)) context.header(name, value);
  const message = await sentence(problem, context, web);
  return context.json({ error: { code: problem.code, message } }, problem.status);
}

import type { Taken } from "../../adapters/adapter.ts";
import type { AssistantParts } from "../../src/assistant/assistant.ts";
import type { Language } from "../../src/message.ts";
import type { Talk } from "./talk.ts";
import { lastMessage, startTalk } from "./talk.ts";

/** What is answered of what is offered, the first first; the yearly restart of a PRONOTE on the school's own machine. */
const ANSWERS = [
  "yearly",
  "web",
  "everyone",
  "no",
  "yes",
  "2024",
  "e-lyco",
  "escalate",
  "unknown",
  "blocked",
];

function offeredBy(taken: Taken): readonly string[] {
  return lastMessage(taken).choices.map((one) => one.id);
}

async function until(talk: Talk, from: Taken, enough: (taken: Taken) => boolean): Promise<Taken> {
  let taken = from;
  for (let turns = 0; !enough(taken); turns += 1) {
    const id = ANSWERS.find((one) => offeredBy(taken).includes(one));
    if (id === undefined || turns > 20) throw new Error(`lost at ${offeredBy(taken).join(", ")}`);
    taken = await talk.choose(id);
  }
  return taken;
}

/** A talk that came to a call: two steps were done, a quarter of an hour each, and the third is blocked. */
export async function toPhoneDraft(
  language: Language,
  parts: Partial<AssistantParts> = {},
): Promise<{ readonly talk: Talk; readonly draft: Taken }> {
  const talk = await startTalk(language, parts);
  await talk.choose("restart");
  await talk.choose("self-hosted");
  let taken = await talk.say("0440001M, e-lyco");
  taken = await until(talk, taken, (one) => offeredBy(one).includes("blocked"));
  for (const outcome of ["done", "done", "blocked"]) {
    talk.wait(0.25);
    taken = await talk.choose(outcome);
  }
  return {
    talk,
    draft: await until(talk, taken, (one) => one.messages.some((said) => said.type === "draft")),
  };
}

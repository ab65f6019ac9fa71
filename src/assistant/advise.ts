import type { Advice } from "../llm/advice.ts";
import type { Adviser } from "../llm/adviser.ts";
import { read } from "../language/read.ts";
import type { About } from "./ready.ts";
import { offered } from "./speak.ts";
import type { TurnContext } from "./talk.ts";
import { newTalk, where } from "./talk.ts";
import { understand } from "./understand.ts";
import type { World } from "./world.ts";

/** Reading a text looks at nothing outside the conversation. */
const NO_CONTEXT: TurnContext = { seq: 0, now: "", caseNumber: "", idleHours: 0, tickets: [] };

/**
 * Asks a language model what a text is about, where the program alone would only offer readings; null elsewhere, and
 * where the model cannot tell. `redacted` is all that leaves.
 */
export async function advise(
  world: World,
  adviser: Adviser,
  { state, notes, language }: About,
  text: string,
  redacted: string,
): Promise<Advice | null> {
  if (state.mode === "editing") return null;
  const talk = newTalk(world, state, notes, NO_CONTEXT);
  const at = where(talk);
  const asked = at?.step.kind === "ask" && state.conflicts.length === 0 ? at.step.fact : null;
  const reading = read(text, world.catalogue.lexicon, { asked, offered: offered(talk) });
  if (reading.command !== null || reading.choice !== null || reading.outcome !== null) return null;
  if (understand(talk, reading, asked, null).kind !== "offers") return null;
  const options = reading.judged?.options ?? [];
  return adviser({ text: redacted, language: reading.language ?? language, options });
}

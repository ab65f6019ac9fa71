import type { Language, Message, Output } from "../message.ts";
import type { Talk } from "../assistant/talk.ts";
import { newTalk } from "../assistant/talk.ts";
import { newState, NO_NOTES } from "../assistant/state.ts";
import type { Notes, State } from "../assistant/state.ts";
import type { Stage } from "./stage.ts";

/** Something people are told, as the assistant tells it. */
export type Occasion = {
  readonly language: Language;
  readonly output: Output;
  /** The text it is told for. */
  readonly key: string;
  /** The step it is told at, `<flow>/<step>`; null where it is told anywhere. */
  readonly path: string | null;
};

/** An hour of no day in particular: hours are all of one length. */
const SOME_HOUR = "2026-09-02T10:00:00Z";

/** A conversation that stands nowhere yet, to speak in. */
export function talkOn(
  { world }: Stage,
  language: Language,
  state: Partial<State> = {},
  notes: Partial<Notes> = {},
): Talk {
  const context = { seq: 999, now: SOME_HOUR, caseNumber: "PSL-7F3K2M", idleHours: 0, tickets: [] };
  return newTalk(world, { ...newState(language, true), ...state }, { ...NO_NOTES, ...notes }, context);
}

/** A message that asks nothing. */
export function plainMessage(text: string): Message {
  return { type: "message", id: "999.0", text, step: "", asks: null, guide: [], choices: [] };
}

import type { Refusal } from "../../adapters/adapter.ts";
import type { Advice } from "../llm/advice.ts";
import type { Language, Output, Turn } from "../message.ts";
import { answer, isOffered } from "./answer.ts";
import { goBack, startOver } from "./commands.ts";
import { atDraft } from "./drafting.ts";
import { hear, hearPasted, revise } from "./hear.ts";
import type { News } from "./news.ts";
import { closeSolved, hearNews } from "./news.ts";
import type { Received } from "./receive.ts";
import { receive } from "./receive.ts";
import { speak, tellMenu, tellRecap, turnOf } from "./speak.ts";
import type { Notes, State } from "./state.ts";
import type { Effect, Talk, TurnContext } from "./talk.ts";
import { isOver, newTalk, where } from "./talk.ts";
import type { World } from "./world.ts";

/** One input as the turn takes it: a file has been examined by now. */
export type TurnInput =
  | {
      readonly kind: "say";
      readonly text: string;
      /** What a language model says of it, where one was asked. */
      readonly advice?: Advice | null;
      /** What was found in an artefact pasted into it, and the words around that. */
      readonly pasted?: { readonly received: Received; readonly rest: string };
    }
  | { readonly kind: "choose"; readonly id: string; readonly of?: string | undefined }
  | { readonly kind: "back" }
  | { readonly kind: "restart" }
  | { readonly kind: "revise"; readonly body: string }
  | { readonly kind: "file"; readonly received: Received };

export type Stepped = {
  readonly kind: "stepped";
  readonly state: State;
  readonly notes: Notes;
  readonly messages: readonly Output[];
  readonly turn: Turn;
  readonly effects: readonly Effect[];
};

/** Longest text taken, in characters; a longer one is asked for as a file. */
export const TEXT_LIMIT = 20_000;

/** After this many hours away, the next answer begins with where we were. */
const AWAY_HOURS = 6;

function stepped(talk: Talk): Stepped {
  closeSolved(talk);
  return {
    kind: "stepped",
    state: talk.state,
    notes: talk.notes,
    messages: talk.out,
    turn: turnOf(talk),
    effects: talk.effects,
  };
}

function refused(world: World, language: Language, code: Refusal["code"], values = {}): Refusal {
  return { kind: "refused", code, message: world.texts.say(language, `ui.${code}`, values) };
}

/** The first words of a conversation. */
export function greet(world: World, state: State, notes: Notes, context: TurnContext): Stepped {
  const talk = newTalk(world, state, notes, context);
  tellMenu(talk, "ui.greeting");
  return stepped(talk);
}

/** Coming back to a conversation without saying anything: where it stands, with one sentence of recap. */
export function comeBack(world: World, state: State, notes: Notes, context: TurnContext): Stepped {
  const talk = newTalk(world, { ...state, mode: "going" }, notes, context);
  if (where(talk) === undefined && state.conflicts.length === 0) tellMenu(talk, "ui.menu-done");
  else {
    tellRecap(talk);
    speak(talk);
  }
  return stepped(talk);
}

/** Something that happened while nobody spoke, told as a turn of its own. */
export function tellNews(
  world: World,
  state: State,
  notes: Notes,
  news: News,
  context: TurnContext,
): Stepped {
  const talk = newTalk(world, state, notes, context);
  hearNews(talk, news);
  return stepped(talk);
}

/**
 * One turn: what was, one input → what is, what is said, what is to be done. Pure. A refusal changes nothing and is one
 * sentence in the person's language.
 */
export function turn(
  world: World,
  state: State,
  notes: Notes,
  input: TurnInput,
  context: TurnContext,
): Stepped | Refusal {
  const talk = newTalk(world, state, notes, context);
  const away = context.idleHours >= AWAY_HOURS && where(talk) !== undefined && state.mode !== "paused";
  switch (input.kind) {
    case "say": {
      const text = input.text.trim();
      if (text === "") return refused(world, state.language, "empty-text");
      if (text.length > TEXT_LIMIT) {
        return refused(world, state.language, "text-too-long", { length: text.length, limit: TEXT_LIMIT });
      }
      if (away && state.mode !== "editing") tellRecap(talk);
      if (input.pasted === undefined) hear(talk, text, input.advice ?? null);
      else hearPasted(talk, input.pasted);
      break;
    }
    case "choose":
      if (input.of !== undefined && isOver(talk, input.of)) {
        return refused(world, state.language, "question-over");
      }
      if (!isOffered(talk, input.id)) {
        return refused(world, state.language, "unknown-choice", { id: input.id.slice(0, 60) });
      }
      if (away || state.mode === "paused") tellRecap(talk);
      answer(talk, input.id);
      break;
    case "back":
      talk.state = { ...talk.state, offers: [] };
      goBack(talk);
      break;
    case "restart":
      startOver(talk);
      break;
    case "revise":
      if (atDraft(talk) === undefined) return refused(world, state.language, "no-draft");
      revise(talk, input.body);
      break;
    case "file":
      if (away || state.mode === "paused") tellRecap(talk);
      talk.state = { ...talk.state, offers: [] };
      receive(talk, input.received);
      break;
  }
  return stepped(talk);
}

import type { Position } from "../dialogue/next.ts";
import { position } from "../dialogue/next.ts";
import type { Mark, Outcome, Situation } from "../dialogue/situation.ts";
import { extend, settle } from "../dialogue/situation.ts";
import type { Choice, Figure, Output, Owner, TicketStatus } from "../message.ts";
import type { Values } from "../texts.ts";
import { MENU_STEP } from "./render.ts";
import type { Notes, State } from "./state.ts";
import type { World } from "./world.ts";

/** What a turn wants done beside saving the conversation; written in the same transaction. */
export type Effect =
  | {
      readonly kind: "ticket";
      readonly id: string;
      readonly route: Owner;
      readonly status: TicketStatus;
      readonly subject: string;
      readonly body: string;
    }
  | {
      readonly kind: "mail";
      /** Its number in the outbox. */
      readonly id: string;
      readonly ticket: string;
      readonly route: Owner;
      readonly to: string;
      readonly subject: string;
      readonly body: string;
      /** Ids of the mails before, where it goes on with a thread. */
      readonly references: readonly string[];
    }
  /** What became of a ticket; `null` leaves it as it was. */
  | {
      readonly kind: "ticket-news";
      readonly ticket: string;
      readonly status: TicketStatus | null;
      readonly number: string | null;
    };

/** A ticket of this conversation as it stands in the store. */
export type KnownTicket = { readonly id: string; readonly route: Owner; readonly status: TicketStatus };

/** What the turn is told of the outside; with it, a turn is a pure function. */
export type TurnContext = {
  /** Number of this turn in the conversation, from 0. */
  readonly seq: number;
  /** ISO 8601, UTC. */
  readonly now: string;
  /** Stable number of the case, e.g. `PSL-7F3K2M`. */
  readonly caseNumber: string;
  /** Hours since the conversation was last heard. */
  readonly idleHours: number;
  readonly tickets: readonly KnownTicket[];
};

/** One turn in the making: what is said and settled so far. Lives no longer than the turn. */
export type Talk = {
  readonly world: World;
  readonly context: TurnContext;
  state: State;
  notes: Notes;
  readonly out: Output[];
  readonly effects: Effect[];
  readonly findings: string[];
  readonly found: { situation: Situation | undefined; position: Position | undefined };
};

export function newTalk(world: World, state: State, notes: Notes, context: TurnContext): Talk {
  const found = { situation: undefined, position: undefined };
  return { world, context, state, notes, out: [], effects: [], findings: [], found };
}

/** Where the conversation stands. A situation never changes, so its position is found once. */
export function where({ world, state, found }: Talk): Position | undefined {
  if (found.situation !== state.situation) {
    found.situation = state.situation;
    found.position = position(world.catalogue.flows, state.situation);
  }
  return found.position;
}

export function messageId(talk: Talk): string {
  return `${talk.context.seq}.${talk.out.length}`;
}

/** Whether another turn came since message `id` was said: what it asked has been answered, or is asked anew. */
export function isOver(talk: Talk, id: string): boolean {
  const seq = /^(\d+)\.\d+$/.exec(id)?.[1];
  return seq !== undefined && Number(seq) < talk.context.seq - 1;
}

export function phrase(talk: Talk, key: string, values?: Values): string {
  return talk.world.texts.say(talk.state.language, key, values);
}

/** Says one thing that asks nothing. */
export function tell(talk: Talk, key: string, values?: Values, choices: readonly Choice[] = []): void {
  tellText(talk, phrase(talk, key, values), choices);
}

export function tellText(talk: Talk, text: string, choices: readonly Choice[] = [], asks?: string): void {
  const at = where(talk);
  talk.out.push({
    type: "message",
    id: messageId(talk),
    text,
    step: at?.path ?? MENU_STEP,
    asks: asks ?? null,
    guide: at?.step.guide ?? [],
    choices,
  });
}

/** Shows a picture of what was found; its title stands as the text, for whoever cannot see it. */
export function tellFigure(talk: Talk, figure: Figure): void {
  tellText(talk, `**${figure.title}**`);
  const said = talk.out.at(-1);
  if (said?.type === "message") talk.out[talk.out.length - 1] = { ...said, figure };
}

/** Settles marks as a new group: one input is one group, so `back` takes it back whole. */
export function mark(talk: Talk, marks: readonly Mark[]): void {
  talk.state = { ...talk.state, situation: settle(talk.state.situation, marks), mode: "going" };
}

export function addMarks(talk: Talk, marks: readonly Mark[]): void {
  talk.state = { ...talk.state, situation: extend(talk.state.situation, marks) };
}

/** Keeps what was tried and when, for an escalation. */
export function remember(talk: Talk, step: string, outcome: Outcome): void {
  const tried = talk.notes.tried.filter((one) => one.step !== step);
  talk.notes = { ...talk.notes, tried: [...tried, { step, outcome, at: talk.context.now }] };
}

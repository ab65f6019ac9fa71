import { encode, fromStored } from "../dialogue/codec.ts";
import type { Outcome, Provenance, Situation } from "../dialogue/situation.ts";
import type { Hidden, Language, Owner } from "../message.ts";

/** Two values of one fact: the person decides which holds. */
export type Conflict = {
  readonly fact: string;
  readonly old: string;
  readonly value: string;
  readonly from: Provenance;
};

/** What a conversation is, beside its turns. Encoded it stays under 1 KB. */
export type State = {
  readonly situation: Situation;
  readonly language: Language;
  /** The language was chosen, so no message changes it any more. */
  readonly languageFixed: boolean;
  /** Contradictions still to be put to the person, the first being asked now. */
  readonly conflicts: readonly Conflict[];
  /** The person left the step for later, or the next text is a draft's new body. */
  readonly mode: "going" | "paused" | "editing";
  /** Readings of the last message put as buttons: ids of intents and cases. */
  readonly offers: readonly string[];
  /** A second matter of one message, taken up once the first is over. */
  readonly waiting: string | null;
};

/** One step's outcome with its hour: what an escalation lists as already tried. */
export type Tried = { readonly step: string; readonly outcome: Outcome; readonly at: string };

/** An escalation that goes on: what is written next goes to the same party, in the same thread. */
export type Replying = {
  readonly ticket: string;
  readonly route: Owner;
  readonly subject: string;
  /** Ids of the mails before, the last being the one answered; empty where there is none. */
  readonly references: readonly string[];
  /** The letter that is proposed, where it is not made of the situation. */
  readonly letter: string | null;
};

/** What is kept for an escalation: redacted words, what was tried and when, what was hidden. */
export type Notes = {
  readonly said: readonly string[];
  readonly hidden: readonly Hidden[];
  readonly tried: readonly Tried[];
  /** Fingerprints of identifiers files seen, to recognise the same file again. */
  readonly files: readonly string[];
  /** PRONOTE's addresses as files of this conversation spell them; notes stored before have none. */
  readonly services?: readonly string[];
  readonly tickets: readonly { readonly id: string; readonly route: Owner }[];
  /** The escalation whose answer, or silence, is being talked about. */
  readonly replying?: Replying | null;
  /** The person's own wording of the draft on show, redacted. */
  readonly edited: { readonly body: string; readonly hidden: readonly Hidden[] } | null;
};

export function newState(language: Language, fixed: boolean): State {
  return {
    situation: [],
    language,
    languageFixed: fixed,
    conflicts: [],
    mode: "going",
    offers: [],
    waiting: null,
  };
}

export const NO_NOTES: Notes = { said: [], hidden: [], tried: [], files: [], tickets: [], edited: null };

type Stored = {
  s: string;
  l: Language;
  f?: 1;
  c?: readonly Conflict[];
  m?: State["mode"];
  o?: readonly string[];
  w?: string;
};

/** JSON of a state, without what is at its default. */
export function encodeState(state: State): string {
  const stored: Stored = { s: "", l: state.language };
  if (state.languageFixed) stored.f = 1;
  if (state.conflicts.length > 0) stored.c = state.conflicts;
  if (state.mode !== "going") stored.m = state.mode;
  if (state.offers.length > 0) stored.o = state.offers;
  if (state.waiting !== null) stored.w = state.waiting;
  const { s: _, ...rest } = stored;
  return `{"s":${encode(state.situation)},${JSON.stringify(rest).slice(1)}`;
}

export function decodeState(json: string): State {
  const stored = JSON.parse(json) as Omit<Stored, "s"> & { s: string[] };
  return {
    situation: fromStored(stored.s),
    language: stored.l,
    languageFixed: stored.f === 1,
    conflicts: stored.c ?? [],
    mode: stored.m ?? "going",
    offers: stored.o ?? [],
    waiting: stored.w ?? null,
  };
}

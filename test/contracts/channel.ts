import type { Assistant } from "../../adapters/adapter.ts";
import type { Language } from "../../src/message.ts";

/** What a person sees of one answer: the text as the channel shows it, and the labels that can be chosen. */
export type Shown = { readonly text: string; readonly choices: readonly string[] };

/** A person in front of a channel. Each act resolves to what was shown in answer to it. */
export type Person = {
  readonly greeting: Shown;
  say(text: string): Promise<Shown>;
  /** Chooses by the label on screen. */
  choose(label: string): Promise<Shown>;
  back(): Promise<Shown>;
  startOver(): Promise<Shown>;
  upload(name: string, content: string): Promise<Shown>;
  /** What comes next without being asked for. */
  next(): Promise<Shown>;
  /** Leaves as one does who has no time; the channel is stopped. */
  leave(): Promise<void>;
};

export type Sitting = {
  readonly language: Language;
  /** In the conversation held last. */
  readonly again?: boolean;
  /** How many turns a minute are taken of one person; else as many as come. */
  readonly turnsAMinute?: number;
};

export type Channel<P extends Person = Person> = {
  readonly name: string;
  /** How it is used here. */
  readonly setting: string;
  /** Starts the channel over an assistant and sits a person down in front of it. */
  sit(assistant: Assistant, options: Sitting): Promise<P>;
  /** What comes in that is nobody's words, by name; each resolves to what was shown. */
  readonly malformed: Readonly<Record<string, (person: P) => Promise<Shown>>>;
  readonly can: Capabilities<P>;
};

export type Act = { readonly say: string } | { readonly choose: string };

/** Something added between turns, as it arrives. */
export type Told = { readonly seq: number; readonly text: string };

/** What can go wrong with a channel, by name. One that is absent has no counterpart there: the channel says why. */
export type Capabilities<P> = {
  /** An act is an event with an id, which may come again: each call delivers the same one. The signal cuts its connection. */
  readonly redelivery?: (person: P, act: Act) => (cut?: AbortSignal) => Promise<Shown>;
  /** More may be typed while an answer is being written: resolves once it has been, at a person's pace. */
  readonly typingAhead?: (person: P, text: string) => Promise<void>;
  /** A second answer may be chosen before the next question is shown. */
  readonly choosingTwice?: true;
  /** A question stays where it was shown, and its answers with it: chooses one of them. */
  readonly oldChoices?: (person: P, question: Shown, label: string) => Promise<Shown>;
  /** Too many turns at once are put off: the seconds the last answer said to wait, or null. */
  readonly limit?: (person: P) => number | null;
  /** What is added between turns comes over a line that may be cut: follows it from after `seq` until `enough`. */
  readonly following?: (
    person: P,
    seq: number,
    enough: (told: readonly Told[], bytes: number) => boolean,
  ) => Promise<readonly Told[]>;
  /** The person is gone in the middle, his `last` words still on the way: resolves once the channel has ended of itself. */
  readonly hangingUp?: (person: P, last?: string) => Promise<void>;
  /** Acts without the right to, by what is wrong; each resolves to whether it was taken. */
  readonly forgery?: Readonly<Record<string, (person: P, act: Act) => Promise<boolean>>>;
  /** What programs do where a person is meant to, by name; each resolves to whether it was taken for a person's act. */
  readonly programs?: Readonly<Record<string, (person: P, act: Act) => Promise<boolean>>>;
  /** What a stranger tries on the owner's conversation (null: on one there is none of); each resolves to what it was answered. */
  readonly strangers?: Readonly<Record<string, (stranger: P, owner: P | null) => Promise<string>>>;
};

/** One capability, for the tests of it. */
export type Named<P extends Person, N extends keyof Capabilities<P>> = NonNullable<Capabilities<P>[N]>;

import type { Language } from "../../message.ts";
import type { Flows } from "../flow.ts";

/** A line of a file, counted from 1; `file` is relative to the project's folder. */
export type Place = { readonly file: string; readonly line: number };

/**
 * What a fact may be: its values, or anything where `free`; `unknown` where a person may not know; not `told` where only
 * evidence settles it.
 */
export type FactDomain = {
  readonly values: readonly string[];
  readonly told: boolean;
  readonly free: boolean;
  readonly unknown: boolean;
};

export type TextEntry = { readonly text: string; readonly place: Place };

/** A case, with where it is written. */
export type KnownCase = { readonly intent: string; readonly flow: string | undefined; readonly place: Place };

/** A place that names an intent or a case: sentences of it (how many), or a message it is the symptom of (none). */
export type Mention = {
  readonly intent: string | null;
  readonly case: string | null;
  readonly sentences: number;
  readonly place: Place;
};

/** Everything the model checker looks at, read from the data files with the line each thing stands on. */
export type Model = {
  readonly flows: Flows;
  /** Steps and flows written twice, found before they are keyed by id. */
  readonly twice: readonly { readonly name: string; readonly place: Place }[];
  readonly intents: ReadonlySet<string>;
  readonly facts: ReadonlyMap<string, FactDomain>;
  readonly cases: ReadonlyMap<string, KnownCase>;
  readonly mentions: readonly Mention[];
  /** Facts the engine itself supplies. */
  readonly supplied: ReadonlySet<string>;
  readonly sections: ReadonlyMap<string, Place>;
  readonly texts: ReadonlyMap<Language, ReadonlyMap<string, TextEntry>>;
  /** Placeholders besides facts, with the longest each can stand for. */
  readonly placeholders: ReadonlyMap<string, string>;
  /** Where a flow, or a step of it (`<flow>/<step>`), is written. */
  place(path: string): Place;
};

import type { Language, Output } from "../src/message.ts";
import type { Chat } from "./chat.ts";

/**
 * What a chat platform would make of an output, told without showing it: the platform's own renderer is run and what it
 * produced is held against the output and the platform's limits. Pure: no library of the platform is loaded, nothing is sent.
 */
export type Previewer = {
  /** The platform's name, as people write it. */
  readonly platform: string;
  preview(output: Output, reading: Reading): Preview;
};

/** In which language it is read, and the program's sentences and tables a renderer takes. */
export type Reading = {
  readonly language: Language;
  readonly text: Chat["text"];
  readonly table: Chat["table"];
};

export type Preview = {
  /** Characters a person reads in each message it takes, in order; labels of what can be pressed aside. */
  readonly messages: readonly number[];
  /** Empty where it all fits. */
  readonly losses: readonly Loss[];
};

/** What does not fit: the platform would refuse it, or a person would not see all of it. Lengths are in characters. */
export type Loss =
  /** A label that what can be pressed does not hold. */
  | { readonly kind: "label"; readonly label: string; readonly length: number; readonly limit: number }
  /** More choices than can be put at once. */
  | { readonly kind: "choices"; readonly count: number; readonly limit: number }
  /** A piece of text longer than the platform takes in one. */
  | { readonly kind: "text"; readonly length: number; readonly limit: number }
  /** Words that are shown nowhere. */
  | { readonly kind: "words"; readonly words: readonly string[] };

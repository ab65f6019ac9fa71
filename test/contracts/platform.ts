import type { ChatAdapter } from "../../adapters/chat.ts";
import type { Language } from "../../src/message.ts";

/**
 * A chat platform as the conformance suite drives it: a stand-in of its servers on loopback, to which the real adapter with
 * its real SDK connects. All acts happen in one place: a thread of a channel, or a direct message where `direct`.
 */
export type Platform = {
  /** The adapter's name. */
  readonly name: string;
  /** Present where the platform cannot tell that something was shown already: what was shown while the answer was lost is shown again. */
  readonly forgets?: true;
  open(options: { readonly language: Language }): Promise<StandIn>;
};

/** Who acts: the admin, a colleague of his, an agent (in the configured group or role), another program. */
export type Who = "admin" | "colleague" | "agent" | "robot";

/** What somebody does, as he does it on the platform. */
export type Act =
  /** Calls the assistant without a word: a command or a bare mention. */
  | { readonly kind: "open" }
  | { readonly kind: "say"; readonly text: string }
  /** Presses the button that shows this label (or picks that entry of a menu) on the latest message that has it. */
  | { readonly kind: "press"; readonly label: string }
  | { readonly kind: "back" }
  | { readonly kind: "restart" }
  | { readonly kind: "upload"; readonly name: string; readonly content: string };

/** An event the platform made of an act; what is in it is the stand-in's affair. */
export type PlatformEvent = { readonly id: string; readonly payload: unknown };

/** What the adapter made of a delivery: whether it was acknowledged as good, and how long that took. */
export type Ack = { readonly accepted: boolean; readonly milliseconds: number };

/** A message as it now stands on the platform. */
export type ShownMessage = {
  readonly id: string;
  /** All a person reads of it, its fallback text aside; marks of the platform may be in it. */
  readonly text: string;
  /** Labels of the buttons and menu entries that can be pressed now, in order. */
  readonly labels: readonly string[];
  /** The plain text for notifications and screen readers. */
  readonly fallback: string;
  /** How often it was changed. */
  readonly edits: number;
};

export type StandIn = {
  /** The adapter, configured to talk to this stand-in; a new one at each call, as after a restart. */
  adapter(): ChatAdapter;
  /** Where the adapter's mounts are served, for a platform that posts its events there. */
  reach(url: string): void;

  /** Somebody acts; resolves with the event and what the adapter made of its first delivery. */
  act(who: Who, act: Act): Promise<{ readonly event: PlatformEvent; readonly ack: Ack }>;
  /** Makes the event without delivering it. */
  make(who: Who, act: Act): PlatformEvent;
  deliver(event: PlatformEvent): Promise<Ack>;

  /** What is shown in the place, in order. */
  shown(): readonly ShownMessage[];
  /** Sentences only that person was shown. */
  notices(who: Who): readonly string[];
  /** What is shown in the agents' place; empty where the platform has none. */
  calls(): readonly ShownMessage[];

  /** The next `times` calls that show something are refused with « too many requests », to be tried after `seconds`. */
  limit(times: number, seconds: number): void;
  /** The next `times` calls that show something are done, but the connection is cut before the answer. */
  lose(times: number): void;
  /** Cuts every connection; the platform takes new ones again after `milliseconds`. */
  cut(milliseconds: number): Promise<void>;
  /** From now on an answer to an interaction is refused as expired; ordinary messages are not. */
  expire(): void;
  /** Delivers an event with a wrong signature or token; null where the platform's connection is the adapter's own and has none. */
  forge(event: PlatformEvent): Promise<Ack | null>;
  /** Delivers payloads that are no event of the platform; resolves when all were answered or dropped. */
  malformed(): Promise<void>;

  close(): Promise<void>;
};

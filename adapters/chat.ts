import type { Readable } from "node:stream";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Choice, Draft, Figure, FigureTable, Language, Output } from "../src/message.ts";

/**
 * The contract between the assistant and a chat platform (Slack, Discord, Teams), in full.
 *
 * A platform's events come by themselves, twice or late, and want an answer within seconds; what is said goes out over a
 * network that fails. So both ways are stored first. An adapter turns an event it has verified into a `Delivery`, hands it
 * to `chat.receive` and acknowledges it once that resolves; it never answers by itself. What is said comes to it as
 * `post`, one at a time for each place and in order, and again after a failure. It keeps no state.
 */

/** Who did something on the platform. */
export type Author = {
  /** The platform's own id of the person, the workspace or tenant included where ids are unique only there. */
  readonly id: string;
  /** As the platform shows it; never stored. */
  readonly name: string;
  /** That of the profile, where it is one the program speaks. */
  readonly language: Language | null;
  /** Whether the person is an agent: member of the group, role or channel the configuration names. */
  readonly agent: boolean;
};

/** What a person can do on a chat platform. */
export type ChatInput =
  /** Begins a conversation, or shows again where one stands: a mention without words, a command, « Reprendre ». */
  | { readonly kind: "open" }
  | { readonly kind: "say"; readonly text: string }
  /** Presses the button `id` of the platform's message `message`. */
  | { readonly kind: "choose"; readonly id: string; readonly message: string | null }
  | { readonly kind: "back" }
  | { readonly kind: "restart" }
  /** A file that stays on the platform until its turn comes: `ref` is what the adapter's own `fetch` finds it by. */
  | { readonly kind: "file"; readonly name: string; readonly ref: string }
  /** The draft on show, rewritten by the person. */
  | { readonly kind: "revise"; readonly body: string };

/** One verified event. */
export type Delivery = {
  /** The platform's own id of the event: delivered again it is the same one. At most 200 characters. */
  readonly eventId: string;
  /** Where it happened: a thread, a direct message, as the adapter names it. At most 200 characters. */
  readonly place: string;
  /** Sorts the events of a place as they happened, whatever order they are delivered in; a time stamp the platform gives. */
  readonly order: string;
  readonly author: Author;
  /** Whether it may begin a conversation where there is none: a mention, a direct message, a command. */
  readonly opens: boolean;
  readonly input: ChatInput;
};

/** What became of a delivery. `refused` comes with a sentence for the author alone. */
export type Received =
  | { readonly kind: "stored" }
  /** Stored before. */
  | { readonly kind: "known" }
  /** None of the assistant's business: people talking among themselves. */
  | { readonly kind: "ignored" }
  | { readonly kind: "refused"; readonly message: string };

/** One thing to show in a place. Only the last of a turn keeps its choices. */
export type Post =
  | { readonly kind: "show"; readonly output: Output }
  /** The one shown as `id` had choices: it now shows the answer given, or none, and no button any more. */
  | { readonly kind: "settle"; readonly output: Output; readonly answer: string | null }
  /** A conversation that wants an agent, in the agents' place; shown again as `id` when its state changes. */
  | { readonly kind: "call"; readonly call: Call };

/** What agents are shown of a conversation that wants one of them. */
export type Call = {
  /** Number of the ticket. */
  readonly ticket: string;
  /** Where the person waits. */
  readonly place: string;
  /** Markdown: situation and what was tried, no personal data. */
  readonly text: string;
  /** Name of the agent who took it up; null while nobody has. */
  readonly takenBy: string | null;
};

/** What is shown where. */
export type Posting = {
  readonly place: string;
  readonly language: Language;
  readonly post: Post;
  /** The platform's id of what was shown before, where this changes it; else null. */
  readonly id: string | null;
  /** The same at every try: what was shown already although the answer was lost is not to be shown twice. */
  readonly key: string;
  /** From 1. */
  readonly attempt: number;
};

/** How a try to show something ended. */
export type Posted =
  /**
   * `id`: what the platform knows it by, and what a button pressed on it names as its `message`. At most 500 characters.
   */
  | { readonly kind: "posted"; readonly id: string }
  /** To be tried again after so many seconds, or when the back-off says where the platform gave no number. */
  | { readonly kind: "later"; readonly seconds: number | null; readonly why: string }
  /** It never will: the place is gone, a right is missing. `why` is for the operator. */
  | { readonly kind: "refused"; readonly why: string };

/** Why a file of the platform cannot be read, by the key of the sentence that says so (`chat.file.<why>`). */
export class FileUnavailable extends Error {
  override readonly name = "FileUnavailable";
  readonly why: "gone" | "no-right" | "too-large" | "unreachable";

  constructor(why: FileUnavailable["why"], detail: string) {
    super(detail);
    this.why = why;
  }
}

/** A procedure of a person that is not over. */
export type Procedure = {
  readonly place: string;
  readonly title: string;
  /** What is asked or to be done now. */
  readonly step: string;
  readonly progress: { readonly done: number; readonly total: number } | null;
  /** ISO 8601, UTC. */
  readonly at: string;
};

/** What an adapter is given. */
export interface Chat {
  /**
   * Stores a delivery for good; the platform may be acknowledged then. Those of one place are taken one after the other, each
   * once however often it is delivered.
   */
  receive(delivery: Delivery): Promise<Received>;
  /** What a person has under way in this channel, the one heard last first. */
  procedures(person: string): Promise<readonly Procedure[]>;
  /** The draft on show at a place, as it would be sent; null where none is. */
  draft(place: string): Promise<Draft | null>;
  /** Matters to choose from that resemble what is typed so far, the likeliest first: what autocompletion offers. */
  suggest(typed: string, language: Language): readonly Choice[];
  /** A figure as an SVG picture. */
  draw(figure: Figure): Promise<string>;
  /** The same in rows. */
  table(language: Language, figure: Figure): FigureTable;
  /** One sentence of the program's own texts. */
  text(language: Language, key: string, values?: Readonly<Record<string, string | number>>): string;
}

/** An address of the program's own web server that belongs to an adapter: a platform posts its events there. */
export type Mount = {
  readonly path: string;
  readonly handle: (request: IncomingMessage, response: ServerResponse) => void;
};

/** One check of a live set-up, as `passerelle doctor` tells it. */
export type Check = {
  /** What was checked, in a few words. */
  readonly what: string;
  readonly ok: boolean;
  /** What was found, or what is wrong, in one sentence of the person's language. */
  readonly found: string;
  /** Where it is wrong: the setting to change and where its value is found. */
  readonly fix: string | null;
};

/** A chat platform. `start` resolves once it takes events; `stop` once nothing of it is left running. */
export interface ChatAdapter {
  readonly name: string;
  /** The agents' place, where one is configured. */
  readonly agents: string | null;
  /** Addresses it is to be served at; empty where it keeps its own connection. Known before `start`. */
  readonly mounts: readonly Mount[];
  start(chat: Chat): Promise<void>;
  /** Shows one thing, or changes one that was shown. Never throws for what the platform answers. */
  post(posting: Posting): Promise<Posted>;
  /** The content of a file it named as `ref`. Throws a `FileUnavailable`, from the stream too. */
  fetch(ref: string): AsyncIterable<Uint8Array> | Readable;
  /** Whether each part of the configuration works against the live service. */
  check(language: Language): Promise<readonly Check[]>;
  stop(): Promise<void>;
}

import type { Figure, FigureTable, Language, Output, Turn } from "../src/message.ts";

/**
 * The contract between the assistant and a channel, in full.
 *
 * A channel turns what its platform delivers into an `Inbound`, hands it to `assistant.take`, and shows what comes
 * back. It never decides anything: no state, no understanding, no retry of its own. Whatever arrives later (a mail
 * that left, an agent's answer) comes through `follow`.
 */

/** What a person can do in one turn. A file is a stream: it is examined in memory and never kept. */
export type Input =
  | { readonly kind: "say"; readonly text: string }
  /** `of` is the id of the message the choice stands on, where the channel knows it: once that is answered, it is over. */
  | { readonly kind: "choose"; readonly id: string; readonly of?: string | undefined }
  | { readonly kind: "back" }
  | { readonly kind: "restart" }
  /** The draft on show, rewritten. */
  | { readonly kind: "revise"; readonly body: string }
  | { readonly kind: "file"; readonly name: string; readonly content: AsyncIterable<Uint8Array> };

/** One delivery. The same `eventId` in the same conversation is one turn, however often it is delivered. */
export type Inbound = { readonly conversation: string; readonly eventId: string; readonly input: Input };

/** Why nothing was taken. `message` is one sentence in the person's language. */
export type Refusal = {
  readonly kind: "refused";
  readonly code:
    | "unknown-conversation"
    | "event-conflict"
    | "unknown-choice"
    | "question-over"
    | "no-draft"
    | "empty-text"
    | "text-too-long"
    | "file-too-large"
    | "busy";
  readonly message: string;
};

/** A stored turn; `replay` where this event had been taken before and its first answer is given again. */
export type Taken = {
  readonly kind: "taken";
  readonly messages: readonly Output[];
  readonly turn: Turn;
  readonly replay: boolean;
};

/** What a stored turn was made from: text as stored (redacted), never a file's content. */
export type StoredInput =
  | { readonly kind: "say"; readonly text: string }
  | { readonly kind: "choose"; readonly id: string }
  | { readonly kind: "back" }
  | { readonly kind: "restart" }
  | { readonly kind: "revise"; readonly body: string }
  | { readonly kind: "file"; readonly name: string }
  | null;

export type StoredTurn = {
  readonly eventId: string;
  readonly input: StoredInput;
  readonly messages: readonly Output[];
  readonly turn: Turn;
  /** ISO 8601, UTC. */
  readonly at: string;
};

/** Something added to a conversation between turns; `seq` grows, so a lost connection asks for what came after it. */
export type Update = {
  readonly seq: number;
  readonly messages: readonly Output[];
  /** ISO 8601, UTC. */
  readonly at: string;
  /** Number of the turn that says the same, for who shows turns; null where none does. */
  readonly turn: number | null;
};

/** A name and what it stands for; null where it is to be looked up and written in by hand. */
export type SheetField = { readonly name: string; readonly value: string | null };

/**
 * What to have at hand while calling a support that is reached by phone. Plain text in the person's language; nothing is
 * in it that the draft does not show.
 */
export type CallSheet = {
  readonly language: Language;
  /** Number of the ticket to be, e.g. `PSL-7F3K2M-1`. */
  readonly number: string;
  /** Who is called, as a sentence names them. */
  readonly party: string;
  /** As it is published, with its spaces. */
  readonly phone: string;
  /** When they answer; null where that is not known. */
  readonly hours: string | null;
  /** Address of the page where they say how they are reached. */
  readonly page: string | null;
  /** What they ask for first. */
  readonly asked: readonly SheetField[];
  /** What to have open, and what not to say. */
  readonly ready: readonly string[];
  /** What to say first: in the person's language, then in French where that is another. */
  readonly opening: readonly { readonly language: Language; readonly text: string }[];
  /** What to say next: the draft as the person wrote it where he did, else points. */
  readonly points: readonly { readonly name: string; readonly value: string }[];
  readonly ownWords: string | null;
  readonly findings: readonly { readonly code: string; readonly title: string }[];
  /** Steps followed, with their hour in Paris. */
  readonly tried: readonly { readonly at: string; readonly title: string; readonly outcome: string }[];
};

export type Opened = { readonly id: string; readonly token: string; readonly greeting: StoredTurn };

export interface Assistant {
  /** Opens a conversation and greets. The same `eventId` from the same channel opens it once. */
  open(from: {
    readonly channel: string;
    readonly language?: Language | undefined;
    readonly eventId?: string | undefined;
    /** What is known of the person beforehand, by fact. */
    readonly known?: Readonly<Record<string, string>> | undefined;
    /** Where it is held on a chat platform, and whether the greeting is shown there. */
    readonly room?: { readonly place: string; readonly person: string; readonly greets: boolean } | undefined;
  }): Promise<Opened>;
  /** Takes one input; whatever is answered is stored for good before this resolves. */
  take(inbound: Inbound): Promise<Taken | Refusal>;
  /** Coming back without a word: one sentence of recap and where it stands, as a turn of its own. */
  resume(conversation: string, eventId: string): Promise<StoredTurn | null>;
  /** The conversation of a channel heard last, for a channel with one person. */
  latest(channel: string): Promise<string | null>;
  /** The whole conversation, or null where there is none. `language` is the one it is held in. */
  read(conversation: string): Promise<{
    readonly language: Language;
    readonly turns: readonly StoredTurn[];
    readonly seq: number;
  } | null>;
  /** Whether `token` opens this conversation. */
  admits(conversation: string, token: string): Promise<boolean>;
  /** What is added between turns, from after `seq` on, until `signal` aborts. */
  follow(conversation: string, seq: number, signal: AbortSignal): AsyncIterable<Update>;
  /** A mail of this conversation as it was or will be sent (RFC 5322 bytes), or null. */
  mail(conversation: string, mail: string): Promise<Uint8Array | null>;
  /** What to have at hand for the call that was proposed last; null where there is none, or it was left since. */
  callSheet(conversation: string): Promise<CallSheet | null>;
  /** A figure as an SVG picture. */
  draw(figure: Figure): Promise<string>;
  /** The same in rows. */
  table(language: Language, figure: Figure): FigureTable;
  /** One sentence of the program's own texts, for what an adapter must say itself (too fast, wrong type, …). */
  text(language: Language, key: string, values?: Readonly<Record<string, string | number>>): string;
}

/** Where a channel tells the operator what happened: pino's calls, data first. Never given names, texts or tokens. */
export type AdapterLog = {
  info(data: object, message: string): void;
  warn(data: object, message: string): void;
  error(data: object, message: string): void;
};

/** A channel. `start` resolves once it takes input; `stop` once nothing of it is left running. */
export interface Adapter {
  readonly name: string;
  start(assistant: Assistant): Promise<void>;
  stop(): Promise<void>;
}

import type { Kysely, Selectable, Transaction } from "kysely";
import type { LettersReading, LettersWriting } from "./letters.ts";
import type { Schema } from "./schema.ts";

export type ConversationRow = Selectable<Schema["conversations"]>;
export type TurnRow = Selectable<Schema["turns"]>;
export type TicketRow = Selectable<Schema["tickets"]>;
export type MailRow = Selectable<Schema["outbox"]>;
export type UpdateRow = Selectable<Schema["updates"]>;
export type RoomRow = Selectable<Schema["rooms"]>;
export type PersonRow = Selectable<Schema["persons"]>;
export type DeliveryRow = Selectable<Schema["inbox"]>;
export type PostRow = Selectable<Schema["posts"]>;
export type MailSummary = Omit<MailRow, "raw">;

/** How a try ended, as it is written down. */
export type MailSettlement = Pick<MailRow, "state" | "next_at" | "last_error" | "answer" | "sent_at">;

/** What a try to show something came to. */
export type PostSettlement = Pick<PostRow, "state" | "shown_as" | "attempts" | "next_at" | "last_error">;

/** What became of a delivery; its input goes with it once it is taken. */
export type DeliverySettlement = Pick<DeliveryRow, "state" | "attempts" | "next_at">;

export type BeforeTurn = {
  readonly conversation: ConversationRow;
  readonly known: TurnRow | undefined;
};

/** What can be read. */
export type Reading = {
  /** Conversations by mail. */
  readonly letters: LettersReading;
  conversation(id: string): Promise<ConversationRow | undefined>;
  /** The conversation an event of this channel opened. */
  openedBy(channel: string, event: string): Promise<ConversationRow | undefined>;
  /** The conversation of this channel heard last. */
  latest(channel: string): Promise<ConversationRow | undefined>;
  turns(conversation: string): Promise<readonly TurnRow[]>;
  turn(conversation: string, event: string): Promise<TurnRow | undefined>;
  lastTurn(conversation: string): Promise<TurnRow | undefined>;
  /** All that a turn starts from: the conversation, and the turn this event made before. */
  beforeTurn(conversation: string, event: string): Promise<BeforeTurn | undefined>;
  ticket(id: string): Promise<TicketRow | undefined>;
  tickets(conversation: string): Promise<readonly TicketRow[]>;
  /** Updates of a conversation after `seq`, oldest first. */
  updatesAfter(conversation: string, seq: number): Promise<readonly UpdateRow[]>;
  lastUpdate(conversation: string): Promise<number>;
  /** Every mail, the latest first, without its bytes. */
  mails(): Promise<readonly MailSummary[]>;
  /** How many mails there are in each state that has any. */
  mailsByState(): Promise<ReadonlyMap<string, number>>;
  mail(id: string): Promise<MailRow | undefined>;
  room(channel: string, place: string): Promise<RoomRow | undefined>;
  roomOf(conversation: string): Promise<RoomRow | undefined>;
  roomsOf(channel: string, person: string): Promise<readonly RoomRow[]>;
  person(channel: string, person: string): Promise<PersonRow | undefined>;
  post(seq: number): Promise<PostRow | undefined>;
  /** Whether a post of this conversation is known to its platform as `shownAs`. */
  isShown(conversation: string, shownAs: string): Promise<boolean>;
  /** Number of the post that is shown next at a place, due or not; undefined where none waits. */
  firstInLine(channel: string, place: string): Promise<number | undefined>;
  /** Whether something delivered at a place is still to be taken. */
  waitsAt(channel: string, place: string): Promise<boolean>;
  /** Of each place of a channel the delivery to take next, where it is due. */
  dueDeliveries(channel: string, now: string, most: number): Promise<readonly DeliveryRow[]>;
  /** Of each place of a channel the post to show next, where it is due. */
  duePosts(channel: string, now: string, most: number): Promise<readonly PostRow[]>;
  /** When something that waits in a channel is due next; null where nothing waits. */
  nextDue(table: "inbox" | "posts", channel: string): Promise<string | null>;
};

/** What can be written, inside a transaction only. */
export type Writing = Omit<Reading, "letters"> & {
  readonly letters: LettersWriting;
  addConversation(row: ConversationRow): Promise<void>;
  saveConversation(
    row: Pick<ConversationRow, "id" | "language" | "state" | "notes" | "turns" | "updated_at">,
  ): Promise<void>;
  addTurn(row: TurnRow): Promise<void>;
  addTicket(row: TicketRow): Promise<void>;
  setTicketStatus(id: string, status: string, at: string): Promise<void>;
  enqueue(row: MailRow): Promise<void>;
  addUpdate(row: Omit<UpdateRow, "seq" | "turn"> & Partial<Pick<UpdateRow, "turn">>): Promise<void>;
  /**
   * Takes one mail that is due and that nobody is sending, for `by` until `until`; counts the attempt. A lease that
   * ran out means its sender died: the mail comes back with its old `lease_by`, so that the caller knows.
   */
  claimMail(now: string, until: string, by: string): Promise<MailRow | undefined>;
  settleMail(id: string, by: string, settlement: MailSettlement): Promise<boolean>;
  addRoom(row: RoomRow): Promise<void>;
  /** Changes what is given of a room, and nothing else. */
  saveRoom(conversation: string, changed: Partial<Pick<RoomRow, "held_by" | "call_post">>): Promise<void>;
  /** The question open in a room now is shown by this post. */
  setOpenPost(conversation: string, post: number | null): Promise<void>;
  savePerson(row: PersonRow): Promise<void>;
  /** False where this event was delivered before. */
  addDelivery(row: Omit<DeliveryRow, "seq">): Promise<boolean>;
  settleDelivery(seq: number, settlement: DeliverySettlement): Promise<void>;
  addPost(row: Omit<PostRow, "seq">): Promise<number>;
  settlePost(seq: number, settlement: PostSettlement): Promise<void>;
  /** Puts a mail that failed back among those to send. */
  retryMail(id: string, now: string): Promise<boolean>;
};

export interface Store {
  /** Random, made with the store and kept in it: what tokens are derived from. */
  readonly secret: string;
  readonly read: Reading;
  /** One transaction: all of it is written for good when this resolves, or none of it where it throws. */
  write<T>(work: (tx: Writing) => Promise<T>): Promise<T>;
  /** Whether the store answers and every migration has run. */
  ready(): Promise<boolean>;
  /** Calls back when this process adds an update to the conversation. Returns how to stop it. */
  onUpdate(conversation: string, listener: () => void): () => void;
  close(): Promise<void>;
}

export type Handle = Kysely<Schema> | Transaction<Schema>;

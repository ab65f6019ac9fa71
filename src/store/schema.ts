import type { ColumnType, Generated } from "kysely";

/** Tables of the store. Instants are ISO 8601 texts in UTC, so that they compare as they read. */
export type Schema = {
  /** What the store knows of itself: `secret`, made once. */
  meta: { key: string; value: string };
  conversations: {
    id: string;
    /** SHA-256 of the token that opens it, hex. */
    token_hash: string;
    channel: string;
    /** Event that opened it, where the channel gave one: the same event opens it once. */
    opened_by: string | null;
    language: string;
    /** At most 1 KB: facts and outcomes. */
    state: string;
    notes: string;
    /** Turns taken, the greeting among them: the number of the next. */
    turns: number;
    created_at: string;
    updated_at: string;
  };
  turns: {
    conversation: string;
    seq: number;
    event_id: string;
    /** The input, or the hash of words and files: tells the same event from another under its name. */
    input_hash: string;
    input: string;
    messages: string;
    turn: string;
    at: string;
  };
  tickets: {
    id: string;
    conversation: string;
    route: string;
    status: string;
    subject: string;
    body: string;
    created_at: string;
    updated_at: string;
    /** The party's own number for it, once it gave one. */
    party_number: string | null;
    /** Reminders that were proposed, and when the last was. */
    reminded: number;
    reminded_at: string | null;
  };
  outbox: {
    id: string;
    /** `escalation`: to a party, of a ticket · `answer`: to the person, of his conversation; its ticket is "". */
    kind: string;
    conversation: string;
    ticket: string;
    route: string;
    message_id: string;
    mail_from: string;
    rcpt: string;
    subject: string;
    /** The whole message, byte for byte as it is sent at every try. */
    raw: ColumnType<Uint8Array, Uint8Array, never>;
    state: string;
    attempts: number;
    next_at: string;
    lease_until: string | null;
    lease_by: string | null;
    last_error: string | null;
    answer: string | null;
    created_at: string;
    sent_at: string | null;
  };
  updates: {
    seq: Generated<number>;
    conversation: string;
    messages: string;
    at: string;
    /** Number of the turn that says the same; null where none does. */
    turn: number | null;
  };
  /** Conversations held by mail: whom with, and the mail to be answered next. */
  threads: {
    conversation: string;
    /** In lower case. */
    address: string;
    subject: string;
    /** Ids with their brackets, a blank between; the last is the mail answered. */
    refs: string;
    /** JSON of what the last mail offered: a number answers it. */
    choices: string;
  };
  /** Mails that were taken: each once, and what was done with it. */
  letters: {
    /** As the mailbox names it: see `IncomingMail`. */
    id: string;
    /** The rule that decided. */
    rule: string;
    conversation: string | null;
    /** HMAC of the sender's address: counts what is answered to one sender, and names nobody. */
    sender: string;
    /** 1 where it was answered. */
    answered: number;
    /** Addresses in its copy, for later mails of the same thread. */
    copied: string;
    at: string;
  };
  /** Mailboxes that are read: by whom, and how far. */
  mailboxes: {
    name: string;
    holder: string | null;
    held_until: string | null;
    validity: string | null;
    uid: number;
  };
  /** Where a conversation is held on a chat platform. */
  rooms: {
    conversation: string;
    channel: string;
    place: string;
    /** The platform's id of whom it is held with. */
    person: string;
    /** The platform's id of the agent who speaks there; the assistant is silent meanwhile. */
    held_by: string | null;
    /** Post whose choices can be pressed now. */
    open_post: number | null;
    /** Post that calls an agent. */
    call_post: number | null;
  };
  /** Whom conversations are held with on chat platforms: what he wants kept of himself. */
  persons: {
    channel: string;
    person: string;
    language: string | null;
    /** His school, where he agreed that it be kept. */
    uai: string | null;
    /** 1 once he was asked. */
    asked: number;
  };
  /** Events of chat platforms, from their delivery until they are taken. */
  inbox: {
    seq: Generated<number>;
    channel: string;
    event_id: string;
    place: string;
    /** Sorts those of a place as they happened. */
    sort: string;
    person: string;
    /** 1 for an agent. */
    agent: number;
    language: string | null;
    /** 1 where it may begin a conversation. */
    opens: number;
    /** Emptied once it is taken: what people write is kept redacted, in their turns. */
    input: string;
    state: string;
    attempts: number;
    next_at: string;
    received_at: string;
  };
  /** What is to be shown on chat platforms, in order. */
  posts: {
    seq: Generated<number>;
    conversation: string;
    channel: string;
    place: string;
    kind: string;
    /** The output, or the call. */
    body: string;
    /** What a question that is settled was answered with. */
    answer: string | null;
    language: string;
    /** The post this one changes. */
    target: number | null;
    state: string;
    /** What the platform knows it by, once it is shown. */
    shown_as: string | null;
    attempts: number;
    next_at: string;
    last_error: string | null;
    created_at: string;
  };
};

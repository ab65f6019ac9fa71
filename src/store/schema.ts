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
  };
  outbox: {
    id: string;
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
  };
};

import { sql } from "kysely";
import type { Handle, MailRow, Reading, TurnRow, Writing } from "./store.ts";

const MAIL_COLUMNS = [
  "id",
  "conversation",
  "ticket",
  "route",
  "message_id",
  "mail_from",
  "rcpt",
  "subject",
  "state",
  "attempts",
  "next_at",
  "lease_until",
  "lease_by",
  "last_error",
  "answer",
  "created_at",
  "sent_at",
] as const;

export function readingOf(db: Handle): Reading {
  async function turn(conversation: string, event: string): Promise<TurnRow | undefined> {
    return db
      .selectFrom("turns")
      .selectAll()
      .where("conversation", "=", conversation)
      .where("event_id", "=", event)
      .executeTakeFirst();
  }

  return {
    conversation: (id) => db.selectFrom("conversations").selectAll().where("id", "=", id).executeTakeFirst(),
    openedBy: (channel, event) =>
      db
        .selectFrom("conversations")
        .selectAll()
        .where("channel", "=", channel)
        .where("opened_by", "=", event)
        .executeTakeFirst(),
    latest: (channel) =>
      db
        .selectFrom("conversations")
        .selectAll()
        .where("channel", "=", channel)
        .orderBy("updated_at", "desc")
        .limit(1)
        .executeTakeFirst(),
    turns: (conversation) =>
      db.selectFrom("turns").selectAll().where("conversation", "=", conversation).orderBy("seq").execute(),
    turn,
    async beforeTurn(id, event) {
      const row = await db
        .selectFrom("conversations")
        .selectAll()
        .select(({ selectFrom }) => [
          selectFrom("turns")
            .select("turns.seq")
            .where("turns.conversation", "=", id)
            .where("turns.event_id", "=", event)
            .as("again"),
        ])
        .where("id", "=", id)
        .executeTakeFirst();
      if (row === undefined) return undefined;
      const { again, ...conversation } = row;
      return { conversation, known: again === null ? undefined : await turn(id, event) };
    },
    tickets: (conversation) =>
      db.selectFrom("tickets").selectAll().where("conversation", "=", conversation).orderBy("id").execute(),
    updatesAfter: (conversation, seq) =>
      db
        .selectFrom("updates")
        .selectAll()
        .where("conversation", "=", conversation)
        .where("seq", ">", seq)
        .orderBy("seq")
        .execute(),
    async lastUpdate(conversation) {
      const row = await db
        .selectFrom("updates")
        .select((eb) => eb.fn.max("seq").as("last"))
        .where("conversation", "=", conversation)
        .executeTakeFirst();
      return Number(row?.last ?? 0);
    },
    mails: () => db.selectFrom("outbox").select(MAIL_COLUMNS).orderBy("created_at", "desc").execute(),
    mail: (id) => db.selectFrom("outbox").selectAll().where("id", "=", id).executeTakeFirst(),
  };
}

export function writingOf(db: Handle): Writing {
  return {
    ...readingOf(db),
    async addConversation(row) {
      await db.insertInto("conversations").values(row).execute();
    },
    async saveConversation({ id, ...values }) {
      await db.updateTable("conversations").set(values).where("id", "=", id).execute();
    },
    async addTurn(row) {
      await db.insertInto("turns").values(row).execute();
    },
    async addTicket(row) {
      await db.insertInto("tickets").values(row).execute();
    },
    async setTicketStatus(id, status, at) {
      await db.updateTable("tickets").set({ status, updated_at: at }).where("id", "=", id).execute();
    },
    async enqueue(row) {
      await db.insertInto("outbox").values(row).execute();
    },
    async addUpdate(row) {
      await db.insertInto("updates").values(row).execute();
    },
    async claimMail(now, until, by) {
      const due = await db
        .selectFrom("outbox")
        .selectAll()
        .where("state", "in", ["pending", "unknown"])
        .where("next_at", "<=", now)
        .where((eb) => eb.or([eb("lease_until", "is", null), eb("lease_until", "<=", now)]))
        .orderBy("next_at")
        .limit(1)
        .executeTakeFirst();
      if (due === undefined) return undefined;
      await db
        .updateTable("outbox")
        .set({ lease_until: until, lease_by: by, attempts: sql<number>`attempts + 1` })
        .where("id", "=", due.id)
        .execute();
      return { ...due, attempts: due.attempts + 1 } satisfies MailRow;
    },
    async settleMail(id, by, settlement) {
      const result = await db
        .updateTable("outbox")
        .set({ ...settlement, lease_until: null, lease_by: null })
        .where("id", "=", id)
        .where("lease_by", "=", by)
        .executeTakeFirst();
      return result.numUpdatedRows > 0n;
    },
    async retryMail(id, now) {
      const result = await db
        .updateTable("outbox")
        .set({ state: "pending", next_at: now })
        .where("id", "=", id)
        .where("state", "=", "failed")
        .executeTakeFirst();
      return result.numUpdatedRows > 0n;
    },
  };
}

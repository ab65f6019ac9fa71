import type { Selectable } from "kysely";
import type { Handle, MailSummary } from "./store.ts";
import type { Schema } from "./schema.ts";

export type ThreadRow = Selectable<Schema["threads"]>;
export type LetterRow = Selectable<Schema["letters"]>;

/** A mail that left, and what a mail that answers it is held against. */
export type Sent = Pick<
  MailSummary,
  "id" | "kind" | "conversation" | "ticket" | "route" | "rcpt" | "subject" | "message_id"
> & {
  /** Present where the conversation is held by mail. */
  readonly thread: ThreadRow | undefined;
  /** Whether every ticket of the conversation is resolved; false where it has none. */
  readonly closed: boolean;
  /** Addresses in copy of mails of this conversation that were taken. */
  readonly copied: readonly string[];
};

/** An escalation nobody answered so far. */
export type Unanswered = {
  readonly ticket: string;
  readonly conversation: string;
  readonly sentAt: string;
  /** Message-ID of the mail sent last. */
  readonly messageId: string;
  readonly reminded: number;
  readonly remindedAt: string | null;
};

/** What is read of conversations by mail. */
export class LettersReading {
  protected readonly db: Handle;

  constructor(db: Handle) {
    this.db = db;
  }

  thread(conversation: string): Promise<ThreadRow | undefined> {
    return this.db
      .selectFrom("threads")
      .selectAll()
      .where("conversation", "=", conversation)
      .executeTakeFirst();
  }

  letter(id: string): Promise<LetterRow | undefined> {
    return this.db.selectFrom("letters").selectAll().where("id", "=", id).executeTakeFirst();
  }

  /** How many mails of a sender were answered since. */
  async answeredSince(sender: string, since: string): Promise<number> {
    const row = await this.db
      .selectFrom("letters")
      .select((eb) => eb.fn.countAll().as("count"))
      .where("sender", "=", sender)
      .where("answered", "=", 1)
      .where("at", ">=", since)
      .executeTakeFirst();
    return Number(row?.count ?? 0);
  }

  /** The mail of the outbox by its id, whatever its case. */
  async sent(mail: string): Promise<Sent | undefined> {
    const found = await this.db
      .selectFrom("outbox")
      .select(["id", "kind", "conversation", "ticket", "route", "rcpt", "subject", "message_id"])
      .where((eb) => eb(eb.fn<string>("lower", ["id"]), "=", mail.toLowerCase()))
      .executeTakeFirst();
    if (found === undefined) return undefined;
    const tickets = await this.db
      .selectFrom("tickets")
      .select("status")
      .where("conversation", "=", found.conversation)
      .execute();
    const copies = await this.db
      .selectFrom("letters")
      .select("copied")
      .where("conversation", "=", found.conversation)
      .execute();
    return {
      ...found,
      thread: await this.thread(found.conversation),
      closed: tickets.length > 0 && tickets.every((one) => one.status === "resolved"),
      copied: copies.flatMap((one) => one.copied.split(" ")).filter((one) => one !== ""),
    };
  }

  async lastUid(name: string): Promise<{ readonly validity: string; readonly uid: number } | null> {
    const row = await this.db
      .selectFrom("mailboxes")
      .select(["validity", "uid"])
      .where("name", "=", name)
      .executeTakeFirst();
    return row === undefined || row.validity === null ? null : { validity: row.validity, uid: row.uid };
  }

  /** Escalations that were sent and that no answer came to, each with the mail sent last. */
  async unanswered(): Promise<readonly Unanswered[]> {
    const rows = await this.db
      .selectFrom("outbox")
      .innerJoin("tickets", "tickets.id", "outbox.ticket")
      .select([
        "tickets.id as ticket",
        "tickets.conversation as conversation",
        "tickets.reminded as reminded",
        "tickets.reminded_at as remindedAt",
        "outbox.sent_at as sentAt",
        "outbox.message_id as messageId",
      ])
      .where("outbox.kind", "=", "escalation")
      .where("tickets.status", "=", "sent")
      .where("outbox.sent_at", "is not", null)
      .orderBy("outbox.sent_at")
      .execute();
    const last = new Map(rows.map((row) => [row.ticket, { ...row, sentAt: row.sentAt ?? "" }]));
    return [...last.values()];
  }
}

/** What is written of them, inside a transaction. */
export class LettersWriting extends LettersReading {
  async saveThread(row: ThreadRow): Promise<void> {
    const { conversation: _, ...changed } = row;
    await this.db
      .insertInto("threads")
      .values(row)
      .onConflict((conflict) => conflict.column("conversation").doUpdateSet(changed))
      .execute();
  }

  /** False where this mail was taken before. */
  async addLetter(row: LetterRow): Promise<boolean> {
    const added = await this.db
      .insertInto("letters")
      .values(row)
      .onConflict((conflict) => conflict.column("id").doNothing())
      .returning("id")
      .execute();
    return added.length > 0;
  }

  /** What was resolved is not, after all. */
  async reopen(conversation: string, at: string): Promise<void> {
    await this.db
      .updateTable("tickets")
      .set({ status: "answered", updated_at: at })
      .where("conversation", "=", conversation)
      .where("status", "=", "resolved")
      .execute();
  }

  async setPartyNumber(ticket: string, number: string): Promise<void> {
    await this.db
      .updateTable("tickets")
      .set({ party_number: number })
      .where("id", "=", ticket)
      .where("party_number", "is", null)
      .execute();
  }

  async countReminder(ticket: string, reminded: number, at: string): Promise<void> {
    await this.db
      .updateTable("tickets")
      .set({ reminded, reminded_at: at })
      .where("id", "=", ticket)
      .execute();
  }

  /** Whether `holder` has the mailbox until then: it is his, nobody's, or its time is over. */
  async lease(name: string, holder: string, now: string, until: string): Promise<boolean> {
    await this.db
      .insertInto("mailboxes")
      .values({ name, holder: null, held_until: null, validity: null, uid: 0 })
      .onConflict((conflict) => conflict.column("name").doNothing())
      .execute();
    const { numUpdatedRows } = await this.db
      .updateTable("mailboxes")
      .set({ holder, held_until: until })
      .where("name", "=", name)
      .where((eb) =>
        eb.or([eb("holder", "is", null), eb("holder", "=", holder), eb("held_until", "<=", now)]),
      )
      .executeTakeFirst();
    return numUpdatedRows > 0n;
  }

  async release(name: string, holder: string): Promise<void> {
    await this.db
      .updateTable("mailboxes")
      .set({ holder: null, held_until: null })
      .where("name", "=", name)
      .where("holder", "=", holder)
      .execute();
  }

  async keepUid(name: string, validity: string, uid: number): Promise<void> {
    await this.db.updateTable("mailboxes").set({ validity, uid }).where("name", "=", name).execute();
  }
}

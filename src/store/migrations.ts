import type { Kysely, Migration, MigrationProvider } from "kysely";
import { sql } from "kysely";

/** Migrations in order; one that has run is never changed, a new one is added after it. */
const MIGRATIONS: Readonly<Record<string, Migration>> = {
  "0001-conversations": {
    async up(db: Kysely<unknown>) {
      await db.schema
        .createTable("meta")
        .addColumn("key", "text", (column) => column.primaryKey())
        .addColumn("value", "text", (column) => column.notNull())
        .execute();
      await db.schema
        .createTable("conversations")
        .addColumn("id", "text", (column) => column.primaryKey())
        .addColumn("token_hash", "text", (column) => column.notNull())
        .addColumn("channel", "text", (column) => column.notNull())
        .addColumn("opened_by", "text")
        .addColumn("language", "text", (column) => column.notNull())
        .addColumn("state", "text", (column) => column.notNull())
        .addColumn("notes", "text", (column) => column.notNull())
        .addColumn("turns", "integer", (column) => column.notNull())
        .addColumn("created_at", "text", (column) => column.notNull())
        .addColumn("updated_at", "text", (column) => column.notNull())
        .addUniqueConstraint("conversations_opened_once", ["channel", "opened_by"])
        .execute();
      await db.schema
        .createTable("turns")
        .addColumn("conversation", "text", (column) =>
          column.notNull().references("conversations.id").onDelete("cascade"),
        )
        .addColumn("seq", "integer", (column) => column.notNull())
        .addColumn("event_id", "text", (column) => column.notNull())
        .addColumn("input_hash", "text", (column) => column.notNull())
        .addColumn("input", "text", (column) => column.notNull())
        .addColumn("messages", "text", (column) => column.notNull())
        .addColumn("turn", "text", (column) => column.notNull())
        .addColumn("at", "text", (column) => column.notNull())
        // The one index a turn must write; a conversation's few turns are put in order when read.
        .addPrimaryKeyConstraint("turns_once", ["conversation", "event_id"])
        .execute();
      await db.schema
        .createTable("tickets")
        .addColumn("id", "text", (column) => column.primaryKey())
        .addColumn("conversation", "text", (column) =>
          column.notNull().references("conversations.id").onDelete("cascade"),
        )
        .addColumn("route", "text", (column) => column.notNull())
        .addColumn("status", "text", (column) => column.notNull())
        .addColumn("subject", "text", (column) => column.notNull())
        .addColumn("body", "text", (column) => column.notNull())
        .addColumn("created_at", "text", (column) => column.notNull())
        .addColumn("updated_at", "text", (column) => column.notNull())
        .execute();
      await db.schema.createIndex("tickets_of").on("tickets").column("conversation").execute();
    },
  },
  "0002-outbox": {
    async up(db: Kysely<unknown>) {
      await db.schema
        .createTable("outbox")
        .addColumn("id", "text", (column) => column.primaryKey())
        .addColumn("conversation", "text", (column) =>
          column.notNull().references("conversations.id").onDelete("cascade"),
        )
        .addColumn("ticket", "text", (column) => column.notNull())
        .addColumn("route", "text", (column) => column.notNull())
        .addColumn("message_id", "text", (column) => column.notNull().unique())
        .addColumn("mail_from", "text", (column) => column.notNull())
        .addColumn("rcpt", "text", (column) => column.notNull())
        .addColumn("subject", "text", (column) => column.notNull())
        .addColumn("raw", "blob", (column) => column.notNull())
        .addColumn("state", "text", (column) => column.notNull())
        .addColumn("attempts", "integer", (column) => column.notNull())
        .addColumn("next_at", "text", (column) => column.notNull())
        .addColumn("lease_until", "text")
        .addColumn("lease_by", "text")
        .addColumn("last_error", "text")
        .addColumn("answer", "text")
        .addColumn("created_at", "text", (column) => column.notNull())
        .addColumn("sent_at", "text")
        .execute();
      await db.schema.createIndex("outbox_due").on("outbox").columns(["state", "next_at"]).execute();
      await db.schema.createIndex("outbox_of").on("outbox").column("conversation").execute();
      await db.schema
        .createTable("updates")
        .addColumn("seq", "integer", (column) => column.primaryKey().autoIncrement())
        .addColumn("conversation", "text", (column) =>
          column.notNull().references("conversations.id").onDelete("cascade"),
        )
        .addColumn("messages", "text", (column) => column.notNull())
        .addColumn("at", "text", (column) => column.notNull())
        .execute();
      await db.schema.createIndex("updates_of").on("updates").columns(["conversation", "seq"]).execute();
    },
  },
  "0003-rooms": {
    async up(db: Kysely<unknown>) {
      await db.schema
        .createTable("rooms")
        .addColumn("conversation", "text", (column) =>
          column.primaryKey().references("conversations.id").onDelete("cascade"),
        )
        .addColumn("channel", "text", (column) => column.notNull())
        .addColumn("place", "text", (column) => column.notNull())
        .addColumn("person", "text", (column) => column.notNull())
        .addColumn("held_by", "text")
        .addColumn("open_post", "integer")
        .addColumn("call_post", "integer")
        .addUniqueConstraint("rooms_of_place", ["channel", "place"])
        .execute();
      await db.schema.createIndex("rooms_of_person").on("rooms").columns(["channel", "person"]).execute();
      await db.schema
        .createTable("persons")
        .addColumn("channel", "text", (column) => column.notNull())
        .addColumn("person", "text", (column) => column.notNull())
        .addColumn("language", "text")
        .addColumn("uai", "text")
        .addColumn("asked", "integer", (column) => column.notNull())
        .addPrimaryKeyConstraint("persons_once", ["channel", "person"])
        .execute();
      await db.schema
        .createTable("inbox")
        .addColumn("seq", "integer", (column) => column.primaryKey().autoIncrement())
        .addColumn("channel", "text", (column) => column.notNull())
        .addColumn("event_id", "text", (column) => column.notNull())
        .addColumn("place", "text", (column) => column.notNull())
        .addColumn("sort", "text", (column) => column.notNull())
        .addColumn("person", "text", (column) => column.notNull())
        .addColumn("agent", "integer", (column) => column.notNull())
        .addColumn("language", "text")
        .addColumn("opens", "integer", (column) => column.notNull())
        .addColumn("input", "text", (column) => column.notNull())
        .addColumn("state", "text", (column) => column.notNull())
        .addColumn("attempts", "integer", (column) => column.notNull())
        .addColumn("next_at", "text", (column) => column.notNull())
        .addColumn("received_at", "text", (column) => column.notNull())
        .addUniqueConstraint("inbox_once", ["channel", "event_id"])
        .execute();
      await db.schema
        .createIndex("inbox_waiting")
        .on("inbox")
        .columns(["state", "channel", "place"])
        .execute();
      await db.schema
        .createTable("posts")
        .addColumn("seq", "integer", (column) => column.primaryKey().autoIncrement())
        .addColumn("conversation", "text", (column) =>
          column.notNull().references("conversations.id").onDelete("cascade"),
        )
        .addColumn("channel", "text", (column) => column.notNull())
        .addColumn("place", "text", (column) => column.notNull())
        .addColumn("kind", "text", (column) => column.notNull())
        .addColumn("body", "text", (column) => column.notNull())
        .addColumn("answer", "text")
        .addColumn("language", "text", (column) => column.notNull())
        .addColumn("target", "integer")
        .addColumn("state", "text", (column) => column.notNull())
        .addColumn("shown_as", "text")
        .addColumn("attempts", "integer", (column) => column.notNull())
        .addColumn("next_at", "text", (column) => column.notNull())
        .addColumn("last_error", "text")
        .addColumn("created_at", "text", (column) => column.notNull())
        .execute();
      await db.schema
        .createIndex("posts_waiting")
        .on("posts")
        .columns(["state", "channel", "place"])
        .execute();
      await db.schema.createIndex("posts_of").on("posts").column("conversation").execute();
    },
  },
  /** What waits is looked for at every turn; what is done is never looked for, and grows. */
  "0004-waiting": {
    async up(db: Kysely<unknown>) {
      for (const table of ["inbox", "posts"]) {
        await db.schema.dropIndex(`${table}_waiting`).execute();
        await db.schema
          .createIndex(`${table}_waiting`)
          .on(table)
          .columns(["channel", "place"])
          .where(sql.ref("state"), "=", sql.lit("waiting"))
          .execute();
      }
    },
  },
  "0005-mail": {
    async up(db: Kysely<unknown>) {
      await db.schema
        .alterTable("outbox")
        .addColumn("kind", "text", (column) => column.notNull().defaultTo("escalation"))
        .execute();
      await db.schema.alterTable("tickets").addColumn("party_number", "text").execute();
      await db.schema
        .alterTable("tickets")
        .addColumn("reminded", "integer", (column) => column.notNull().defaultTo(0))
        .execute();
      await db.schema.alterTable("tickets").addColumn("reminded_at", "text").execute();
      await db.schema.alterTable("updates").addColumn("turn", "integer").execute();
      await db.schema
        .createTable("threads")
        .addColumn("conversation", "text", (column) =>
          column.primaryKey().references("conversations.id").onDelete("cascade"),
        )
        .addColumn("address", "text", (column) => column.notNull())
        .addColumn("subject", "text", (column) => column.notNull())
        .addColumn("refs", "text", (column) => column.notNull())
        .addColumn("choices", "text", (column) => column.notNull())
        .execute();
      await db.schema
        .createTable("letters")
        .addColumn("id", "text", (column) => column.primaryKey())
        .addColumn("rule", "text", (column) => column.notNull())
        .addColumn("conversation", "text", (column) =>
          column.references("conversations.id").onDelete("cascade"),
        )
        .addColumn("sender", "text", (column) => column.notNull())
        .addColumn("answered", "integer", (column) => column.notNull())
        .addColumn("copied", "text", (column) => column.notNull())
        .addColumn("at", "text", (column) => column.notNull())
        .execute();
      await db.schema.createIndex("letters_of_sender").on("letters").columns(["sender", "at"]).execute();
      await db.schema.createIndex("letters_of").on("letters").column("conversation").execute();
      await db.schema
        .createTable("mailboxes")
        .addColumn("name", "text", (column) => column.primaryKey())
        .addColumn("holder", "text")
        .addColumn("held_until", "text")
        .addColumn("validity", "text")
        .addColumn("uid", "integer", (column) => column.notNull())
        .execute();
    },
  },
};

/** Migrations as code: nothing is looked for on disk. */
export const migrations: MigrationProvider = { getMigrations: async () => ({ ...MIGRATIONS }) };

export const MIGRATION_COUNT: number = Object.keys(MIGRATIONS).length;

import { randomBytes } from "node:crypto";
import { EventEmitter } from "node:events";
import { accessSync, constants, mkdirSync } from "node:fs";
import { join } from "node:path";
import type { SqliteDatabase } from "kysely";
import { Kysely, Migrator } from "kysely";
import Database from "libsql";
import { LibsqlDialect } from "./libsql-dialect.ts";
import { MIGRATION_COUNT, migrations } from "./migrations.ts";
import { Queries, Writes } from "./queries.ts";
import type { Schema } from "./schema.ts";
import type { Store } from "./store.ts";

/** The store cannot be opened: one sentence for the operator that names the setting. */
export class StoreError extends Error {
  override readonly name = "StoreError";
}

export type StoreOptions = {
  /** Folder of the embedded store, made where it does not exist; null keeps it in memory, until it is closed. */
  readonly dataDir: string | null;
  /** What stands between the store and the file; tests make it fail at a chosen statement. */
  readonly wrap?: (database: SqliteDatabase) => SqliteDatabase;
};

function openDatabase(dataDir: string | null): Database.Database {
  if (dataDir === null) return new Database(":memory:");
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    accessSync(dataDir, constants.W_OK | constants.X_OK);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? "unknown error";
    throw new StoreError(
      `DATA_DIR: cannot write in ${dataDir} (${code}); set DATA_DIR to a folder this program may write in, e.g. DATA_DIR=./data`,
    );
  }
  const file = join(dataDir, "passerelle.db");
  try {
    const database = new Database(file);
    // Every commit is on disk before it is answered; readers do not wait for the writer.
    database.exec("pragma journal_mode = wal");
    database.exec("pragma synchronous = full");
    database.exec("pragma busy_timeout = 10000");
    database.exec("pragma foreign_keys = on");
    return database;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new StoreError(
      `DATA_DIR: ${file} cannot be opened (${why}); move it away to begin anew, or put back a copy of it`,
    );
  }
}

/** Opens the embedded store and brings it up to date. Throws a `StoreError` that names the setting. */
export async function openStore(options: StoreOptions): Promise<Store> {
  const file = openDatabase(options.dataDir);
  const plain = file as unknown as SqliteDatabase;
  const database = options.wrap?.(plain) ?? plain;
  const db = new Kysely<Schema>({ dialect: new LibsqlDialect(database) });
  const { error } = await new Migrator({ db, provider: migrations }).migrateToLatest();
  if (error !== undefined) {
    await db.destroy();
    const why = error instanceof Error ? error.message : String(error);
    throw new StoreError(`DATA_DIR: the store in ${options.dataDir} cannot be brought up to date (${why})`);
  }

  await db
    .insertInto("meta")
    .values({ key: "secret", value: randomBytes(32).toString("hex") })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const { value: secret } = await db
    .selectFrom("meta")
    .select("value")
    .where("key", "=", "secret")
    .executeTakeFirstOrThrow();

  const updates = new EventEmitter().setMaxListeners(0);
  return {
    secret,
    read: new Queries(db),
    async write(work) {
      let told: ReadonlySet<string> = new Set();
      const result = await db.transaction().execute((tx) => {
        const writes = new Writes(tx);
        told = writes.told;
        return work(writes);
      });
      for (const conversation of told) updates.emit(conversation);
      return result;
    },
    async ready() {
      try {
        const ran = await new Migrator({ db, provider: migrations }).getMigrations();
        return ran.filter((one) => one.executedAt !== undefined).length === MIGRATION_COUNT;
      } catch {
        return false;
      }
    },
    onUpdate(conversation, listener) {
      updates.on(conversation, listener);
      return () => updates.off(conversation, listener);
    },
    async close() {
      await db.destroy();
    },
  };
}

import type { DatabaseConnection, SqliteDatabase } from "kysely";
import { CompiledQuery, SqliteDialect, SqliteDriver } from "kysely";

/** A write transaction takes its lock at once: one begun as a reader could fail when it comes to write. */
class ImmediateDriver extends SqliteDriver {
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw("begin immediate"));
  }
}

/** Kysely's SQLite dialect over a libsql database, whose interface is better-sqlite3's. */
export class LibsqlDialect extends SqliteDialect {
  readonly #database: SqliteDatabase;

  constructor(database: SqliteDatabase) {
    super({ database });
    this.#database = database;
  }

  override createDriver(): SqliteDriver {
    return new ImmediateDriver({ database: this.#database });
  }
}

import type { DatabaseConnection, SqliteDatabase, SqliteStatement } from "kysely";
import { CompiledQuery, SqliteDialect, SqliteDriver } from "kysely";

/** A write transaction takes its lock at once: one begun as a reader could fail when it comes to write. */
class ImmediateDriver extends SqliteDriver {
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw("begin immediate"));
  }
}

/** More statements than the store's code has; those of many lengths (`in` lists) do not grow without end. */
const KEPT = 200;

/** Statements prepared once: preparing one takes longer than running it. */
function keepingStatements(database: SqliteDatabase): SqliteDatabase {
  const kept = new Map<string, SqliteStatement>();
  return {
    close: () => database.close(),
    prepare(sql) {
      const known = kept.get(sql);
      if (known !== undefined) return known;
      const prepared = database.prepare(sql);
      const statement: SqliteStatement = {
        reader: prepared.reader,
        all: (parameters) => prepared.all(parameters),
        run: (parameters) => prepared.run(parameters),
        iterate: (parameters) => prepared.iterate(parameters),
      };
      if (kept.size >= KEPT) kept.clear();
      kept.set(sql, statement);
      return statement;
    },
  };
}

/** Kysely's SQLite dialect over a libsql database, whose interface is better-sqlite3's. */
export class LibsqlDialect extends SqliteDialect {
  readonly #database: SqliteDatabase;

  constructor(database: SqliteDatabase) {
    super({ database });
    this.#database = database;
  }

  override createDriver(): SqliteDriver {
    return new ImmediateDriver({ database: keepingStatements(this.#database) });
  }
}

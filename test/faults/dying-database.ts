import type { SqliteDatabase } from "kysely";

/**
 * A database that kills its own process, without any warning, just before the statement numbered `at` after `arm()`;
 * counts statements where `at` is 0.
 */
export function dyingDatabase(
  database: SqliteDatabase,
  at: number,
): { readonly database: SqliteDatabase; arm(): void; readonly count: () => number } {
  let armed = false;
  let count = 0;

  function step(): void {
    if (!armed) return;
    count += 1;
    if (count === at) process.kill(process.pid, "SIGKILL");
  }

  const wrapped: SqliteDatabase = {
    close: () => database.close(),
    prepare(sql) {
      const statement = database.prepare(sql);
      return {
        reader: statement.reader,
        all(parameters) {
          step();
          return statement.all(parameters);
        },
        run(parameters) {
          step();
          return statement.run(parameters);
        },
        iterate(parameters) {
          step();
          return statement.iterate(parameters);
        },
      };
    },
  };
  return { database: wrapped, arm: () => (armed = true), count: () => count };
}

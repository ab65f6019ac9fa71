import type { Compilable, CompiledQuery } from "kysely";
import type { Handle } from "./store.ts";

/** Builds a query whose parameters are exactly `values`, in their order. */
type Build<Values extends readonly unknown[], Row> = (db: Handle, ...values: Values) => Compilable<Row>;

/**
 * A query built and compiled at its first call only: Kysely does both at every call, which takes longer than SQLite
 * takes to run it. For the queries of every turn. Throws where a build reorders its values.
 */
export function compiled<Values extends readonly unknown[], Row>(
  build: Build<Values, Row>,
): (db: Handle, ...values: Values) => Promise<readonly Row[]> {
  let known: CompiledQuery<Row> | undefined;
  return async (db, ...values) => {
    if (known === undefined) {
      known = build(db, ...values).compile();
      if (known.parameters.some((parameter, index) => parameter !== values[index])) {
        throw new Error(`parameters are not in the order of their values: ${known.sql}`);
      }
    }
    const { rows } = await db.executeQuery<Row>({ ...known, parameters: values });
    return rows;
  };
}

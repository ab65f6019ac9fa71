import { realAssistant } from "../make/world.ts";
import { openStore } from "../../src/store/open-store.ts";
import { dyingDatabase } from "./dying-database.ts";

/**
 * Takes one turn in a process of its own, which dies before statement `at` (0: it lives). Prints how many statements the
 * turn took. Arguments: data folder, conversation, event id, choice, `at`.
 */
const [dataDir = "", conversation = "", eventId = "", choice = "", at = "0"] = process.argv.slice(2);
let dying: ReturnType<typeof dyingDatabase> | undefined;
const store = await openStore({
  dataDir,
  wrap(database) {
    dying = dyingDatabase(database, Number(at));
    return dying.database;
  },
});
const assistant = realAssistant(store, { now: () => new Date("2026-09-02T08:30:00Z") });
dying?.arm();
const taken = await assistant.take({ conversation, eventId, input: { kind: "choose", id: choice } });
const statements = dying?.count() ?? 0;
await store.close();
process.stdout.write(
  JSON.stringify({ kind: taken.kind, replay: taken.kind === "taken" && taken.replay, statements }),
);

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import Database from "libsql";
import { openStore } from "../src/store/open-store.ts";
import { realAssistant } from "../test/make/world.ts";
import type { Line } from "./line.ts";
import { ms } from "./line.ts";
import { median } from "./median.ts";

/** Turns of one round: one conversation, as long as a long restart. */
const TURNS = 40;

/** Rounds before any is counted: a server has long been running. */
const WARM_UP = 10;

/** Whole turns (read, decide, write, on disk), against transactions of two statements that write as many bytes. */
export async function measureStoredTurn(rounds: number): Promise<readonly Line[]> {
  const folder = mkdtempSync(join(tmpdir(), "passerelle-bench-"));
  const store = await openStore({ dataDir: join(folder, "store") });
  const assistant = realAssistant(store);

  /** One question answered and taken back, again and again. */
  async function turns(): Promise<number[]> {
    const { id } = await assistant.open({ channel: "bench", language: "fr" });
    await assistant.take({
      conversation: id,
      eventId: "restart",
      input: { kind: "choose", id: "restart" },
    });
    const taken: number[] = [];
    for (let index = 0; index < TURNS; index++) {
      const input =
        index % 2 === 0 ? ({ kind: "choose", id: "hosted" } as const) : ({ kind: "back" } as const);
      const from = performance.now();
      const answered = await assistant.take({ conversation: id, eventId: `e${index}`, input });
      taken.push(performance.now() - from);
      if (answered.kind !== "taken") throw new Error(answered.message);
    }
    return taken;
  }

  const ours: number[] = [];
  const theirs: number[] = [];
  for (let round = 0; round < WARM_UP; round++) await turns();
  const bare = bareStore(join(folder, "bare.db"), writtenBy(join(folder, "store", "passerelle.db")));
  bare.transactions();
  for (let round = 0; round < rounds; round++) {
    ours.push(median(await turns()));
    theirs.push(median(bare.transactions()));
  }
  await store.close();
  bare.close();
  rmSync(folder, { recursive: true, force: true });
  const ratio = median(ours.map((value, index) => (theirs[index] ?? Number.NaN) / value));
  return [
    {
      what: "whole stored turn",
      figure: `${ms(median(ours))}; bare transaction of two statements ${ms(median(theirs))} (${bare.written.turn} bytes a turn); ${ratio.toFixed(2)} times its speed`,
      wanted: "≥ 0.5 times",
      ok: ratio >= 0.5,
    },
  ];
}

type Written = { readonly turn: number; readonly conversation: number };

/** Characters a turn adds, and a conversation holds, on the average. */
function writtenBy(file: string): Written {
  const database = new Database(file);
  const average = (columns: readonly string[], table: string): number => {
    const sum = columns.map((column) => `length(${column})`).join(" + ");
    return Math.round(
      (database.prepare(`select avg(${sum}) as size from ${table}`).get() as { size: number }).size,
    );
  };
  const written = {
    turn: average(["event_id", "input_hash", "input", "messages", "turn", "at"], "turns"),
    conversation: average(["state", "notes", "updated_at"], "conversations"),
  };
  database.close();
  return written;
}

/** What a turn writes at the least, with nothing around it: the same bytes, database, and promises to the disk. */
function bareStore(file: string, written: Written) {
  const database = new Database(file);
  database.exec("pragma journal_mode = wal");
  database.exec("pragma synchronous = full");
  database.exec("create table conversations (id text primary key, state text)");
  database.exec(
    "create table turns (conversation text, seq integer, messages text, primary key (conversation, seq))",
  );
  const insert = database.prepare("insert into turns values (?, ?, ?)");
  const update = database.prepare("update conversations set state = ? where id = ?");
  const messages = "m".repeat(written.turn);
  let conversations = 0;
  return {
    transactions(): number[] {
      const id = `c${conversations++}`;
      database.prepare("insert into conversations values (?, ?)").run(id, "");
      const taken: number[] = [];
      for (let seq = 0; seq < TURNS; seq++) {
        const from = performance.now();
        database.exec("begin immediate");
        insert.run(id, seq, messages);
        // SQLite does not write what is the same as before.
        update.run(String(seq).padEnd(written.conversation, "s"), id);
        database.exec("commit");
        taken.push(performance.now() - from);
      }
      return taken;
    },
    close: () => database.close(),
    written,
  };
}

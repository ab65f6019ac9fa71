import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openStore } from "../../src/store/open-store.ts";
import { realAssistant } from "../make/world.ts";

const folder = mkdtempSync(join(tmpdir(), "passerelle-faults-"));
const prepared = join(folder, "prepared");
const EVENT = "event-send";
let conversation = "";

/** Brings a conversation to the draft for itslearning. */
beforeAll(async () => {
  const store = await openStore({ dataDir: prepared });
  const assistant = realAssistant(store, { now: () => new Date("2026-09-02T08:00:00Z") });
  conversation = (await assistant.open({ channel: "test", language: "fr" })).id;
  const answers = ["declare-urls", "hosted", "web", "2026", "unknown", "e-lyco", "unknown"];
  for (const [index, id] of answers.entries()) {
    const taken = await assistant.take({ conversation, eventId: `e${index}`, input: { kind: "choose", id } });
    expect(taken.kind, `choice ${id}`).toBe("taken");
  }
  await store.close();
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function takeOne(dataDir: string, at: number): { readonly signal: string | null; readonly out: string } {
  const run = spawnSync(
    process.execPath,
    [
      "--import",
      "tsx",
      join(import.meta.dirname, "take-one.ts"),
      dataDir,
      conversation,
      EVENT,
      "send",
      String(at),
    ],
    { encoding: "utf8" },
  );
  if (run.signal === null && run.status !== 0) throw new Error(run.stderr);
  return { signal: run.signal, out: run.stdout };
}

/** What is stored in the end, without what is minted at random for each mail. */
async function finalState(dataDir: string): Promise<unknown> {
  const store = await openStore({ dataDir });
  const row = await store.read.conversation(conversation);
  const turns = await store.read.turns(conversation);
  const tickets = await store.read.tickets(conversation);
  const mails = await store.read.mails();
  await store.close();
  return {
    state: row?.state,
    notes: row?.notes,
    turns: turns.map(({ event_id, messages, turn }) => ({ event_id, messages, turn })),
    tickets,
    mails: mails.map(({ message_id: _, ...mail }) => mail),
  };
}

function copyOf(name: string): string {
  const dataDir = join(folder, name);
  cpSync(prepared, dataDir, { recursive: true });
  return dataDir;
}

describe("a process killed in the middle of a turn", () => {
  it("leaves the same final state and each mail once, wherever it dies", async () => {
    const whole = copyOf("whole");
    const { statements } = JSON.parse(takeOne(whole, 0).out) as { statements: number };
    // begin, what was, the turn, the conversation, the ticket, the mail, commit
    expect(statements).toBeGreaterThanOrEqual(7);
    const expected = await finalState(whole);
    expect(expected).toMatchObject({ mails: [{ state: "pending", rcpt: "support.fr@itslearning.com" }] });

    for (let at = 1; at <= statements; at++) {
      const dataDir = copyOf(`killed-${at}`);
      expect(takeOne(dataDir, at).signal, `dies before statement ${at}`).toBe("SIGKILL");
      // What the platform does: the event is delivered again.
      expect(JSON.parse(takeOne(dataDir, 0).out)).toMatchObject({ kind: "taken" });
      expect(await finalState(dataDir), `killed before statement ${at}`).toEqual(expected);
    }
  }, 150_000);

  it("answers the event again after it was stored, and changes nothing", async () => {
    const dataDir = copyOf("twice");
    takeOne(dataDir, 0);
    const once = await finalState(dataDir);
    expect(JSON.parse(takeOne(dataDir, 0).out)).toMatchObject({ kind: "taken", replay: true });
    expect(await finalState(dataDir)).toEqual(once);
  });
});

import { afterEach, describe, expect, it, vi } from "vitest";
import type { Worker } from "../../src/rooms/worker.ts";
import { startWorker } from "../../src/rooms/worker.ts";
import { quietLog } from "../make/log.ts";

/** What waits: `due` in milliseconds since 1970. */
type Row = { readonly seq: number; readonly place: string; due: number };

const workers: Worker[] = [];
afterEach(async () => {
  for (const worker of workers.splice(0)) await worker.stop();
});

type Served = { readonly done: string[]; readonly looks: () => number; add(place: string): void };

/** A line in memory as the store keeps it: the first of each place, and when anything at all is due. */
function serve(work: (row: Row) => Promise<"done" | number>): Served {
  const rows: Row[] = [];
  const done: string[] = [];
  let looks = 0;
  let count = 0;
  const worker = startWorker<Row>(
    {
      async due(now, most) {
        looks += 1;
        const first = rows.filter((row) => rows.find((one) => one.place === row.place) === row);
        return first.filter((row) => row.due <= Date.parse(now)).slice(0, most);
      },
      async nextDue() {
        const next = Math.min(...rows.map((row) => row.due));
        return rows.length === 0 ? null : new Date(next).toISOString();
      },
      async work(row) {
        const ended = await work(row);
        if (ended === "done") {
          rows.splice(rows.indexOf(row), 1);
          done.push(row.place);
        } else row.due = Date.now() + ended;
      },
    },
    { log: quietLog(), now: () => new Date() },
  );
  workers.push(worker);
  return {
    done,
    looks: () => looks,
    add(place) {
      rows.push({ seq: (count += 1), place, due: Date.now() });
      worker.wake();
    },
  };
}

describe("what waits in line", () => {
  it("is not looked for without a pause where the first of a place has to wait", async () => {
    const line = serve(async ({ place }) => (place === "busy" ? 300_000 : "done"));
    line.add("busy");
    line.add("busy");
    line.add("other");
    await vi.waitUntil(() => line.done.length === 1);
    const before = line.looks();
    await new Promise((resolve) => setTimeout(resolve, 600));
    expect(line.looks() - before).toBeLessThan(5);
  });

  it("is tried again when it is due although another place takes long", async () => {
    let release = (): void => undefined;
    const hangs = new Promise<void>((resolve) => (release = resolve));
    let tries = 0;
    const line = serve(async ({ place }) => {
      if (place === "slow") await hangs;
      else if ((tries += 1) === 1) return 100;
      return "done";
    });
    line.add("slow");
    line.add("other");
    await vi.waitUntil(() => line.done.includes("other"), 3_000);
    expect(line.done).toEqual(["other"]);
    release();
    await vi.waitUntil(() => line.done.includes("slow"), 3_000);
  });

  it("is worked on in every other place while one of forty takes long", async () => {
    let release = (): void => undefined;
    const hangs = new Promise<void>((resolve) => (release = resolve));
    const line = serve(async ({ place }) => {
      if (place === "0") await hangs;
      return "done";
    });
    for (let place = 0; place < 40; place++) line.add(String(place));
    await vi.waitUntil(() => line.done.length === 39, 3_000);
    expect(line.done).not.toContain("0");
    release();
    await vi.waitUntil(() => line.done.length === 40, 3_000);
  });
});

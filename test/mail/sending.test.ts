import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { random } from "../make/random.ts";
import { soon } from "./house.ts";
import type { OutboxHouse } from "./outboxHouse.ts";
import { outboxHouse } from "./outboxHouse.ts";
import { hasDovecot, startDovecot, USER } from "./servers/startDovecot.ts";
import type { Postfix } from "./servers/startPostfix.ts";
import { DOMAIN, hasPostfix, startPostfix } from "./servers/startPostfix.ts";
import { FATES, unrulyServer } from "./servers/unrulyServer.ts";

const over: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of over.splice(0).toReversed()) await end();
});

async function open(): Promise<OutboxHouse> {
  const house = await outboxHouse();
  over.push(house.close);
  return house;
}

/** Sends what is due, hour after hour, until everything has left. */
async function sendAll(house: OutboxHouse, url: string): Promise<void> {
  const deliverer = house.deliverer(url);
  for (let hour = 0; hour < 40; hour++) {
    await deliverer.round();
    if ((await house.mails()).every((mail) => mail.state === "sent")) return;
    house.later(3_600);
  }
  throw new Error("not everything has left");
}

function counted(ids: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const id of ids) counts.set(id, (counts.get(id) ?? 0) + 1);
  return counts;
}

describe("escalations that leave by an unruly server", () => {
  it.each([1, 2, 3])(
    "arrive at least once, twice only after a hang-up in doubt, always the same (%i)",
    async (seed) => {
      const house = await open();
      const chance = random(seed);
      // Every fate befalls some try, the good one half of them.
      const server = await unrulyServer((number) =>
        number <= FATES.length || chance.next() < 0.5 ? (FATES[number - 1] ?? "take") : chance.pick(FATES),
      );
      over.push(server.close);
      await house.fill(30, "support@example.org");
      await sendAll(house, server.url);
      for (const fate of FATES) expect(server.fates.get(fate), fate).toBeGreaterThan(0);
      const mails = await house.mails();
      expect(mails.length).toBe(30);
      for (const { message_id: id } of mails) {
        const arrived = server.has.filter((one) => one.id === id);
        const doubtful = arrived.filter((one) => one.fate === "take-and-hang-up").length;
        // The one that was answered, and those of which the sender could not know that they had arrived.
        expect(arrived.length).toBe(1 + doubtful);
        expect(new Set(arrived.map((one) => one.raw)).size).toBe(1);
        const unknown = house.tries.get(id)?.filter((kind) => kind === "unknown").length ?? 0;
        expect(doubtful).toBeLessThanOrEqual(unknown);
      }
      expect(server.has.length).toBeGreaterThan(30);
    },
  );

  it("arrive once each where a server only ever refuses for a while, or breaks off before it has the mail", async () => {
    const house = await open();
    const chance = random(4);
    const harmless = FATES.filter((fate) => fate !== "take-and-hang-up");
    const server = await unrulyServer(() => chance.pick(harmless));
    over.push(server.close);
    await house.fill(15, "support@example.org");
    await sendAll(house, server.url);
    const ids = (await house.mails()).map((mail) => mail.message_id);
    expect(server.has.map((one) => one.id).sort()).toEqual(ids.sort());
  });

  it("arrive once each, 200 at once, with several who send them", async () => {
    const house = await open();
    const server = await unrulyServer(() => "take");
    over.push(server.close);
    await house.fill(200, "support@example.org");
    const at = performance.now();
    const sent = await Promise.all([1, 2, 3].map(() => house.deliverer(server.url).round()));
    console.log(`200 mails sent in ${Math.round(performance.now() - at)} ms`);
    expect(sent.reduce((sum, one) => sum + one, 0)).toBe(200);
    expect(new Set(server.has.map((one) => one.id)).size).toBe(200);
    expect(server.has.length).toBe(200);
  });
});

describe.skipIf(!hasPostfix() || !hasDovecot())("escalations that leave by Postfix", () => {
  /** A Postfix, and the Message-IDs of all it has delivered. */
  async function post(): Promise<{ readonly postfix: Postfix; readonly delivered: () => readonly string[] }> {
    const dovecot = await startDovecot();
    over.push(dovecot.close);
    const postfix = await startPostfix(dovecot.mails);
    over.push(postfix.close);
    const folder = join(dovecot.mails, USER, "Maildir", "new");
    return {
      postfix,
      delivered: () =>
        readdirSync(folder).map((name) => {
          const raw = readFileSync(join(folder, name), "utf8");
          return /^Message-ID: (<[^>]+>)/im.exec(raw)?.[1] ?? "";
        }),
    };
  }

  it("arrive once each, 200 at once", async () => {
    const house = await open();
    const { postfix, delivered } = await post();
    await house.fill(200, `support@${DOMAIN}`);
    await sendAll(house, postfix.url);
    await soon(() => expect(delivered().length).toBe(200), 60_000);
    const ids = (await house.mails()).map((mail) => mail.message_id);
    expect([...delivered()].sort()).toEqual(ids.sort());
    expect([...house.tries.values()].every((kinds) => kinds.length === 1)).toBe(true);
  });

  it("wait while it is down, and arrive when it is back", async () => {
    const house = await open();
    const { postfix, delivered } = await post();
    await house.fill(60, `support@${DOMAIN}`);
    const round = house.deliverer(postfix.url).round();
    await soon(() => expect(house.tries.size).toBeGreaterThan(10));
    await postfix.stop();
    await round;
    const kinds = (): ReadonlySet<string> => new Set([...house.tries.values()].flat());
    expect(kinds()).toContain("later");
    await postfix.start();
    house.later(60);
    await sendAll(house, postfix.url);
    const ids = (await house.mails()).map((mail) => mail.message_id);
    await soon(() => expect(new Set(delivered()).size).toBe(60), 60_000);
    const counts = counted(delivered());
    for (const id of ids) {
      const doubts = house.tries.get(id)?.filter((kind) => kind === "unknown").length ?? 0;
      expect(counts.get(id)).toBeGreaterThanOrEqual(1);
      expect(counts.get(id)).toBeLessThanOrEqual(1 + doubts);
    }
  });
});

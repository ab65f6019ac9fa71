import { afterEach, describe, expect, it } from "vitest";
import { mailOf, openHouse, soon } from "./house.ts";
import { hasDovecot } from "./servers/startDovecot.ts";
import { openWire } from "./servers/wire.ts";

const over: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of over.splice(0).toReversed()) await end();
});

describe.skipIf(!hasDovecot())("several readers of one mailbox", () => {
  it("are one at a time: the next one reads when the first stops", async () => {
    const house = await openHouse();
    const readers = [house.reader(), house.reader(), house.reader()];
    for (const reader of readers) await reader.start();
    const all = (): readonly string[] => readers.flatMap((reader) => reader.taken);
    const sent: string[] = [];
    for (let number = 1; number <= 30; number++) {
      sent.push(`Message ${number}`);
      house.dovecot.put(mailOf(`Message ${number}`));
    }
    await soon(() => expect(all()).toEqual(sent));
    const [active] = readers.filter((reader) => reader.taken.length > 0);
    expect(active?.taken).toEqual(sent);
    await active?.mailbox.stop();
    house.dovecot.put(mailOf("Message 31"));
    await soon(() => expect(all().length).toBe(31));
    expect(readers.filter((reader) => reader.taken.length > 0).length).toBe(2);
  });

  it("replace one that lost the server, without a mail taken twice", async () => {
    const house = await openHouse();
    const wire = await openWire(house.dovecot.port);
    over.push(wire.close);
    const pace = { renewMs: 200, silenceMs: 500, firstMs: 2_000 };
    const cut = house.reader({ url: house.dovecot.url({ at: wire.port }), pace });
    await cut.start();
    house.dovecot.put(mailOf("Message 1"));
    await soon(() => expect(cut.taken).toEqual(["Message 1"]));
    const other = house.reader();
    await other.start();
    wire.freeze();
    house.dovecot.put(mailOf("Message 2"));
    await soon(() => expect(other.taken).toEqual(["Message 2"]));
    expect(cut.taken).toEqual(["Message 1"]);
  });

  it("replace one that died with the mailbox in hand, once its time is over", async () => {
    const house = await openHouse();
    await house.memory.lease("passerelle@127.0.0.1/INBOX", "one that died", 1_500);
    const reader = house.reader();
    await reader.start();
    house.dovecot.put(mailOf("Message 1"));
    const from = performance.now();
    await soon(() => expect(reader.taken).toEqual(["Message 1"]));
    expect(performance.now() - from).toBeGreaterThan(500);
  });

  it("leave it to another who took it, and do not keep what they had in hand", async () => {
    const house = await openHouse();
    const { memory } = house;
    let begun = (): void => undefined;
    let release = (): void => undefined;
    const inHand = new Promise<void>((resolve) => (begun = resolve));
    const reader = house.reader({
      pace: { leaseMs: 300, lookMs: 60_000 },
      take: () =>
        new Promise((resolve) => {
          release = () => resolve("processed");
          begun();
        }),
    });
    house.dovecot.put(mailOf("Message 1"));
    await reader.start();
    await inHand;
    memory.seize();
    await soon(() => expect(memory.refused).toBeGreaterThan(0));
    release();
    await soon(() => expect(reader.taken).toEqual(["Message 1"]));
    await reader.mailbox.stop();
    expect(memory.kept).toEqual([]);
    expect([...memory.holders.values()].map(({ holder }) => holder)).toEqual(["another"]);
    expect((await house.folders())["INBOX"]).toEqual(["Message 1"]);
  });
});

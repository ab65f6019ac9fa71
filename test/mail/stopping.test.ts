import { afterEach, describe, expect, it } from "vitest";
import type { Filed } from "../../adapters/mail.ts";
import { mailOf, openHouse, soon } from "./house.ts";
import { hasDovecot } from "./servers/startDovecot.ts";
import { openWire } from "./servers/wire.ts";

const over: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of over.splice(0).toReversed()) await end();
});

describe.skipIf(!hasDovecot())("a mailbox that is stopped", () => {
  it("finishes the mail in hand, and gives the mailbox back", async () => {
    const house = await openHouse();
    let begun = (): void => undefined;
    let finish = (_filed: Filed): void => undefined;
    const inHand = new Promise<void>((resolve) => (begun = resolve));
    const reader = house.reader({
      take: () =>
        new Promise((resolve) => {
          finish = resolve;
          begun();
        }),
    });
    for (const number of [1, 2]) house.dovecot.put(mailOf(`Message ${number}`));
    await reader.start();
    await inHand;
    let stopped = false;
    const stopping = reader.mailbox.stop().then(() => (stopped = true));
    await new Promise((resolve) => setImmediate(resolve));
    expect(stopped).toBe(false);
    expect(house.memory.holders.size).toBe(1);
    finish("processed");
    await stopping;
    expect(reader.taken).toEqual(["Message 1"]);
    expect(house.memory.holders.size).toBe(0);
    expect(await house.folders()).toMatchObject({
      INBOX: ["Message 2"],
      "Passerelle/Traités": ["Message 1"],
    });
  });

  it("is over within 10 s although a mail is being taken for ever, or nobody answers", async () => {
    const house = await openHouse();
    const wire = await openWire(house.dovecot.port);
    over.push(wire.close);
    const hanging = house.reader({ take: () => new Promise(() => undefined) });
    house.dovecot.put(mailOf("Message 1"));
    await hanging.start();
    await soon(() => expect(house.memory.holders.size).toBe(1));
    await soon(() => expect(house.log.some((line) => line.message === "mailbox: read")).toBe(true));
    const from = performance.now();
    await hanging.mailbox.stop();
    expect(performance.now() - from).toBeLessThan(10_000);
    expect(house.memory.holders.size).toBe(0);
    const waiting = house.reader({
      url: house.dovecot.url({ at: wire.port }),
      take: async () => "processed",
    });
    await waiting.start();
    await soon(() => expect(waiting.taken).toEqual(["Message 1"]));
    wire.freeze();
    const then = performance.now();
    await waiting.mailbox.stop();
    expect(performance.now() - then).toBeLessThan(10_000);
  });
});

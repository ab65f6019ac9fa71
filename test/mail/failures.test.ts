import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import type { House } from "./house.ts";
import { mailOf, openHouse, soon } from "./house.ts";
import { hasDovecot, PASSWORD, USER } from "./servers/startDovecot.ts";
import type { Wire } from "./servers/wire.ts";
import { openWire } from "./servers/wire.ts";

const over: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of over.splice(0).toReversed()) await end();
});

async function wireTo(house: House): Promise<Wire> {
  const wire = await openWire(house.dovecot.port);
  over.push(wire.close);
  return wire;
}

const messages = (house: House, level: "warn" | "error"): readonly string[] =>
  house.log.filter((line) => line.level === level).map((line) => line.message);

async function reading(house: House, times = 1): Promise<void> {
  await soon(() =>
    expect(house.log.filter((line) => line.message === "mailbox: read").length).toBeGreaterThanOrEqual(times),
  );
}

describe.skipIf(!hasDovecot())("a mailbox where something fails", () => {
  it("loses nothing while the server is down, and reads on when it is back", async () => {
    const house = await openHouse();
    const reader = house.reader({ pace: { firstMs: 50, longestMs: 400 } });
    await reader.start();
    house.dovecot.put(mailOf("Message 1"));
    await soon(() => expect(reader.taken).toEqual(["Message 1"]));
    await house.dovecot.stop();
    house.dovecot.put(mailOf("Message 2"));
    await soon(() => expect(messages(house, "warn").join()).toContain("cannot be reached"));
    house.dovecot.put(mailOf("Message 3"));
    await house.dovecot.start();
    await soon(() => expect(reader.taken).toEqual(["Message 1", "Message 2", "Message 3"]));
    // However often it was tried, the operator was told once.
    expect(messages(house, "warn").filter((line) => line.includes("cannot be reached")).length).toBe(1);
    expect(messages(house, "error")).toEqual([]);
  });

  it("moves a mail later whose server went away while it was taken", async () => {
    const house = await openHouse();
    const reader = house.reader({
      async take() {
        await house.dovecot.stop();
        return "set-aside";
      },
    });
    house.dovecot.put(mailOf("Message 1"));
    await reader.start();
    await soon(() => expect(reader.taken).toEqual(["Message 1"]));
    await house.dovecot.start();
    await soon(async () =>
      expect(await house.folders()).toMatchObject({ INBOX: [], "Passerelle/À voir": ["Message 1"] }),
    );
    expect(reader.taken).toEqual(["Message 1"]);
  });

  it("notices a connection that is dead although nobody ended it", async () => {
    const house = await openHouse();
    const wire = await wireTo(house);
    const reader = house.reader({
      url: house.dovecot.url({ at: wire.port }),
      pace: { renewMs: 200, silenceMs: 600 },
    });
    await reader.start();
    await reading(house);
    wire.freeze();
    house.dovecot.put(mailOf("Message 1"));
    await soon(() => expect(reader.taken).toEqual(["Message 1"]));
    expect(wire.made()).toBe(2);
  });

  it("says once that the password is wrong, naming the setting, and does not try it every second", async () => {
    const house = await openHouse();
    const wire = await wireTo(house);
    const wrong = "Geheim-7419";
    const reader = house.reader({
      url: house.dovecot.url({ at: wire.port, password: wrong }),
      pace: { firstMs: 5, longestMs: 10_000 },
    });
    await reader.start();
    await soon(() =>
      expect(messages(house, "error")).toEqual(["IMAP_URL: the mail server refuses this user or password"]),
    );
    // At the third try the second has failed too.
    await soon(() => expect(wire.made()).toBeGreaterThanOrEqual(3));
    expect(messages(house, "error").length).toBe(1);
    await reader.mailbox.stop();
    const written = JSON.stringify(house.log);
    for (const secret of [wrong, PASSWORD, Buffer.from(`\0passerelle\0${wrong}`).toString("base64")])
      expect(written).not.toContain(secret);
  });

  it("tries a mail again that cannot be taken, and takes those behind it afterwards, in order", async () => {
    const house = await openHouse();
    let failures = 0;
    const reader = house.reader({
      pace: { retryMs: [50, 100, 200] },
      async take({ subject }) {
        if (subject === "Message 1" && failures++ < 3) throw new Error("personne ne doit lire ceci");
        return "processed";
      },
    });
    for (const number of [1, 2]) house.dovecot.put(mailOf(`Message ${number}`));
    await reader.start();
    await soon(() => expect(reader.taken).toEqual(["Message 1", "Message 2"]));
    expect(messages(house, "warn")).toEqual(Array(3).fill("mailbox: a mail could not be taken"));
    expect(JSON.stringify(house.log)).not.toContain("personne");
    // The operator is told where in the program it failed.
    expect(JSON.stringify(house.log)).toContain("failures.test.ts");
  });

  it("sets a mail aside that cannot be taken at all, and says so", async () => {
    const house = await openHouse();
    let tries = 0;
    const reader = house.reader({
      pace: { retryMs: [20, 40, 60] },
      async take({ subject }) {
        if (subject !== "Poison") return "processed";
        tries += 1;
        throw new TypeError("no");
      },
    });
    for (const subject of ["Poison", "Message 2"]) house.dovecot.put(mailOf(subject));
    await reader.start();
    await soon(async () =>
      expect(await house.folders()).toMatchObject({
        INBOX: [],
        "Passerelle/À voir": ["Poison"],
        "Passerelle/Traités": ["Message 2"],
      }),
    );
    expect(tries).toBe(4);
    expect(messages(house, "error")).toEqual([
      "mailbox: a mail could not be taken and is set aside: please look at it",
    ]);
  });

  it("sets nothing aside while the store is down", async () => {
    const house = await openHouse();
    const { memory } = house;
    let tries = 0;
    const reader = house.reader({
      pace: { retryMs: [20, 20, 20], leaseMs: 60_000 },
      async take() {
        if (!memory.down) return "processed";
        tries += 1;
        throw new Error("the store is down");
      },
    });
    await reader.start();
    await reading(house);
    memory.down = true;
    for (const number of [1, 2]) house.dovecot.put(mailOf(`Message ${number}`));
    // Many more tries than a mail is given whose own fault it is.
    await soon(() => expect(tries).toBeGreaterThan(12));
    memory.down = false;
    await soon(() => expect(reader.taken).toEqual(["Message 1", "Message 2"]));
    expect(messages(house, "error")).toEqual([]);
    await soon(async () =>
      expect(await house.folders()).toMatchObject({
        INBOX: [],
        "Passerelle/Traités": ["Message 1", "Message 2"],
      }),
    );
  });

  it("does not set aside one mail after the other where every mail fails", async () => {
    const house = await openHouse();
    const tries = new Map<string, number>();
    const reader = house.reader({
      pace: { retryMs: [10, 10, 10] },
      async take({ subject }) {
        tries.set(subject, (tries.get(subject) ?? 0) + 1);
        throw new Error("a fault of the program");
      },
    });
    for (const number of [1, 2, 3]) house.dovecot.put(mailOf(`Message ${number}`));
    await reader.start();
    // The second has used up its tries, but is waited for a minute longer.
    await soon(() => expect(tries.get("Message 2")).toBe(4));
    await reader.mailbox.stop();
    expect(tries.has("Message 3")).toBe(false);
    expect(await house.folders()).toMatchObject({
      INBOX: ["Message 2", "Message 3"],
      "Passerelle/À voir": ["Message 1"],
    });
  });

  it("warns only where a mail cannot be moved, and takes the next", async () => {
    const house = await openHouse({ more: ["mail_plugins = acl", "plugin {\n  acl = vfile\n}"] });
    await house.byHand((client) => client.mailboxCreate("Closed"));
    writeFileSync(join(house.dovecot.mails, USER, "Maildir", ".Closed", "dovecot-acl"), "owner lr\n");
    const reader = house.reader({ url: house.dovecot.url({ query: "?processed=Closed" }) });
    for (const number of [1, 2]) house.dovecot.put(mailOf(`Message ${number}`));
    await reader.start();
    await soon(() => expect(reader.taken).toEqual(["Message 1", "Message 2"]));
    await soon(() => expect(messages(house, "warn").length).toBe(2));
    expect(house.log.find((line) => line.level === "warn")).toEqual({
      level: "warn",
      data: { uid: 1, code: "NOPERM" },
      message: "mailbox: a mail (processed) could not be moved and stays",
    });
    expect((await house.folders())["INBOX"]).toEqual(["Message 1", "Message 2"]);
    // They were kept all the same: who reads next begins after them.
    await reader.mailbox.stop();
    const next = house.reader();
    await next.start();
    house.dovecot.put(mailOf("Message 3"));
    await soon(() => expect(next.taken).toEqual(["Message 3"]));
  });
});

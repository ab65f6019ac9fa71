import { describe, expect, it } from "vitest";
import { MAIL_LIMITS } from "../../adapters/mail/mailLimits.ts";
import { mailOf, openHouse, soon } from "./house.ts";
import { hasDovecot } from "./servers/startDovecot.ts";

const numbered = (count: number, from = 1): readonly string[] =>
  Array.from({ length: count }, (_one, index) => `Message ${from + index}`);

describe.skipIf(!hasDovecot())("a mailbox that is read", () => {
  it("gives what waits, then what comes, in order, and moves it into folders it makes", async () => {
    const house = await openHouse();
    for (const subject of numbered(3)) house.dovecot.put(mailOf(subject));
    // Nothing but a push can bring what comes later.
    const reader = house.reader({
      pace: { renewMs: 600_000, silenceMs: 600_000 },
      take: async ({ subject }) => (subject === "Message 2" ? "set-aside" : "processed"),
    });
    await reader.start();
    await soon(() => expect(reader.taken).toEqual(numbered(3)));
    await soon(async () => expect(await house.folders()).toMatchObject({ INBOX: [] }));
    const at = performance.now();
    house.dovecot.put(mailOf("Message 4"));
    await soon(() => expect(reader.taken).toEqual(numbered(4)));
    console.log(`pushed after ${Math.round(performance.now() - at)} ms`);
    await soon(async () =>
      expect(await house.folders()).toMatchObject({
        INBOX: [],
        "Passerelle/Traités": ["Message 1", "Message 3", "Message 4"],
        "Passerelle/À voir": ["Message 2"],
      }),
    );
    expect(reader.mails[0]).toMatchObject({
      from: { address: "claire@college.example", name: "Claire Martin" },
      text: expect.stringContaining("Bonjour") as string,
    });
    expect(house.log.filter((line) => line.level !== "info")).toEqual([]);
  });

  it("leaves what had long been there when it was first read", async () => {
    const house = await openHouse();
    const longAgo = new Date(Date.now() - 10 * 86_400_000);
    await house.byHand(async (client) => {
      for (const subject of ["Ancien 1", "Ancien 2"])
        await client.append("INBOX", mailOf(subject), [], longAgo);
    });
    house.dovecot.put(mailOf("Nouveau"));
    const reader = house.reader();
    await reader.start();
    await soon(async () => expect(await house.folders()).toMatchObject({ INBOX: ["Ancien 1", "Ancien 2"] }));
    expect(reader.taken).toEqual(["Nouveau"]);
  });

  it("names its folders with the server's own separator, below its prefix, and those the address names", async () => {
    const house = await openHouse({ separator: ".", prefix: "INBOX." });
    house.dovecot.put(mailOf("Un"));
    house.dovecot.put(mailOf("Deux"));
    const url = house.dovecot.url({ query: "?processed=Faits/2026&aside=Réservés" });
    const reader = house.reader({
      url,
      take: async ({ subject }) => (subject === "Un" ? "processed" : "set-aside"),
    });
    await reader.start();
    await soon(async () =>
      expect(await house.folders()).toMatchObject({
        INBOX: [],
        "INBOX.Faits.2026": ["Un"],
        "INBOX.Réservés": ["Deux"],
      }),
    );
  });

  it.each([
    ["without MOVE", "IMAP4rev1 IDLE NAMESPACE UIDPLUS LITERAL+"],
    ["without MOVE and UIDPLUS", "IMAP4rev1 IDLE NAMESPACE LITERAL+"],
  ])("copies and deletes on a server %s", async (_name, capability) => {
    const house = await openHouse({ more: [`imap_capability = ${capability}`] });
    for (const subject of numbered(3)) house.dovecot.put(mailOf(subject));
    await house.reader().start();
    await soon(async () =>
      expect(await house.folders()).toMatchObject({ INBOX: [], "Passerelle/Traités": numbered(3) }),
    );
  });

  it("asks a server that does not push", async () => {
    const house = await openHouse({ more: ["imap_capability = IMAP4rev1 NAMESPACE UIDPLUS MOVE"] });
    const reader = house.reader({ pace: { renewMs: 300 } });
    await reader.start();
    await soon(() => expect(house.log.some((line) => line.message === "mailbox: read")).toBe(true));
    for (const subject of numbered(3)) {
      house.dovecot.put(mailOf(subject));
      await soon(() => expect(reader.taken).toContain(subject));
    }
    expect(reader.taken).toEqual(numbered(3));
  });

  it("goes on listening when IDLE was renewed", async () => {
    const house = await openHouse();
    const reader = house.reader({ pace: { renewMs: 100 } });
    await reader.start();
    for (const subject of numbered(5)) {
      house.dovecot.put(mailOf(subject));
      await soon(() => expect(reader.taken).toContain(subject));
    }
    expect(reader.taken).toEqual(numbered(5));
  });

  it("takes a burst of 200 once each and in order, those included that come while it takes", async () => {
    const house = await openHouse();
    const reader = house.reader();
    await reader.start();
    await soon(() => expect(house.log.some((line) => line.message === "mailbox: read")).toBe(true));
    const at = performance.now();
    for (const subject of numbered(200)) {
      house.dovecot.put(mailOf(subject));
      await new Promise((resolve) => setImmediate(resolve));
    }
    await soon(() => expect(reader.taken.length).toBe(200), 60_000);
    console.log(`200 mails in ${Math.round(performance.now() - at)} ms`);
    // Mails of one second are numbered by the server in the order of their files' names.
    expect(reader.taken).toEqual(numbered(200));
    await soon(async () => expect((await house.folders())["Passerelle/Traités"]?.length).toBe(200));
    expect(reader.taken.length).toBe(200);
  });

  it("begins after the last mail kept when it is started again", async () => {
    const house = await openHouse();
    const first = house.reader();
    await first.start();
    for (const subject of numbered(3)) house.dovecot.put(mailOf(subject));
    await soon(() => expect(first.taken).toEqual(numbered(3)));
    await first.mailbox.stop();
    for (const subject of numbered(2, 4)) house.dovecot.put(mailOf(subject));
    const second = house.reader();
    await second.start();
    await soon(() => expect(second.taken).toEqual(numbered(2, 4)));
    expect(house.memory.kept).toEqual([1, 2, 3, 4, 5]);
  });

  it("takes a mail again that is moved back to the inbox", async () => {
    const house = await openHouse();
    const reader = house.reader({ take: async () => "set-aside" });
    await reader.start();
    house.dovecot.put(mailOf("Message 1"));
    const aside = "Passerelle/À voir";
    await soon(async () => expect(await house.folders()).toMatchObject({ [aside]: ["Message 1"] }));
    await house.byHand(async (client) => {
      await client.mailboxOpen(aside);
      await client.messageMove("1", "INBOX");
    });
    await soon(() => expect(reader.taken).toEqual(["Message 1", "Message 1"]));
    expect(reader.mails[0]?.id).toBe(reader.mails[1]?.id);
  });

  it("takes all of the inbox again when the server numbers its mails anew", async () => {
    const house = await openHouse();
    await house.memory.keep("passerelle@127.0.0.1/INBOX", { validity: "1", uid: 1_000 });
    for (const subject of numbered(2)) house.dovecot.put(mailOf(subject));
    const reader = house.reader();
    await reader.start();
    await soon(() => expect(reader.taken).toEqual(numbered(2)));
    expect(house.log.map((line) => line.message).join()).toContain("UIDVALIDITY");
  });

  it("skips what somebody moved, deleted or marked as deleted meanwhile", async () => {
    const house = await openHouse();
    for (const subject of numbered(6)) house.dovecot.put(mailOf(subject));
    const reader = house.reader({
      async take({ subject }) {
        if (subject !== "Message 1") return "processed";
        await house.byHand(async (client) => {
          await client.mailboxCreate("Archives");
          await client.mailboxOpen("INBOX");
          // The one in hand, the next one, and one more.
          await client.messageMove("1:2", "Archives", { uid: true });
          await client.messageDelete("4", { uid: true });
          await client.messageFlagsAdd("6", ["\\Deleted"], { uid: true });
        });
        return "processed";
      },
    });
    await reader.start();
    await soon(() => expect(reader.taken).toEqual(["Message 1", "Message 3", "Message 5"]));
    await soon(async () =>
      expect(await house.folders()).toEqual({
        INBOX: ["Message 6"],
        Archives: ["Message 1", "Message 2"],
        "Passerelle/Traités": ["Message 3", "Message 5"],
      }),
    );
    expect(house.log.filter((line) => line.level === "error")).toEqual([]);
  });

  it("reads of a mail of 30 MB its header alone where less is taken, and all of it where not", async () => {
    const house = await openHouse();
    const large = mailOf("Grand", `${"x".repeat(70)}\r\n`.repeat(30 * 14_563));
    expect(large.length).toBeGreaterThan(30_000_000);
    const small = house.reader({ limits: { ...MAIL_LIMITS, mail: 10_000_000 } });
    await small.start();
    house.dovecot.put(large);
    await soon(() => expect(small.taken).toEqual(["Grand"]));
    expect(small.mails[0]).toMatchObject({ problems: ["too-large"], text: "" });
    await small.mailbox.stop();
    const whole = house.reader();
    await whole.start();
    house.dovecot.put(large);
    await soon(() => expect(whole.taken).toEqual(["Grand"]), 60_000);
    expect(whole.mails[0]?.text.length).toBeGreaterThan(MAIL_LIMITS.text / 2);
    expect(whole.mails[0]?.problems).not.toContain("too-large");
  });

  it("leaves mails unread for people who look into the mailbox", async () => {
    const house = await openHouse();
    const reader = house.reader();
    await reader.start();
    house.dovecot.put(mailOf("Message 1"));
    await soon(() => expect(reader.taken.length).toBe(1));
    await soon(async () => {
      const flags = await house.byHand(async (client) => {
        await client.mailboxOpen("Passerelle/Traités");
        const mail = await client.fetchOne("1", { flags: true });
        return mail === false ? null : [...(mail.flags ?? [])];
      });
      expect(flags).not.toBeNull();
      expect(flags).not.toContain("\\Seen");
    });
  });
});

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import MailComposer from "nodemailer/lib/mail-composer/index.js";
import { afterEach, describe, expect, it } from "vitest";
import { mailboxMemory } from "../../src/mail/mailbox-memory.ts";
import { smtpSender } from "../../src/outbox/send.ts";
import { openStore } from "../../src/store/open-store.ts";
import type { House } from "./house.ts";
import { openHouse, soon } from "./house.ts";
import { hasDovecot } from "./servers/startDovecot.ts";
import type { Postfix } from "./servers/startPostfix.ts";
import { DOMAIN, hasPostfix, startPostfix } from "./servers/startPostfix.ts";

const over: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of over.splice(0).toReversed()) await end();
});

async function open(): Promise<{ readonly house: House; readonly postfix: Postfix }> {
  const house = await openHouse();
  const postfix = await startPostfix(house.dovecot.mails);
  over.push(postfix.close);
  return { house, postfix };
}

const SENDER = `Claire Martin <claire@${DOMAIN}>`;

/** Sends a mail with this subject through Postfix; resolves once it has it. */
async function send(postfix: Postfix, subject: string, headers: Record<string, string> = {}): Promise<void> {
  const raw = await new MailComposer({
    from: SENDER,
    to: `passerelle@${DOMAIN}`,
    subject,
    text: "Bonjour, plus rien ne marche depuis lundi : « accès refusé ».",
    messageId: `<${subject.replaceAll(/\W/g, "-")}@${DOMAIN}>`,
    headers,
  })
    .compile()
    .build();
  const tried = await smtpSender(postfix.url).send({ raw, mail_from: SENDER, rcpt: `passerelle@${DOMAIN}` });
  expect(tried.kind).toBe("sent");
}

describe.skipIf(!hasPostfix() || !hasDovecot())("a mail on its whole way", () => {
  it("comes through Postfix and Dovecot, threaded, as soon as it is there", async () => {
    const { house, postfix } = await open();
    const dataDir = mkdtempSync(join(tmpdir(), "passerelle-round-"));
    const store = await openStore({ dataDir });
    over.unshift(async () => {
      await store.close();
      rmSync(dataDir, { recursive: true, force: true });
    });
    const reader = house.reader({
      memory: mailboxMemory(store),
      // Nothing but a push can bring a mail.
      pace: { renewMs: 600_000, silenceMs: 600_000 },
    });
    await reader.start();
    await soon(() => expect(house.log.some((line) => line.message === "mailbox: read")).toBe(true));
    await send(postfix, "Problème");
    await soon(() => expect(reader.taken).toEqual(["Problème"]));
    const first = reader.mails[0]?.messageId ?? "";
    const took: number[] = [];
    for (let number = 1; number <= 5; number++) {
      await send(postfix, `Re: Problème ${number}`, { "In-Reply-To": first, References: first });
      const at = performance.now();
      await soon(() => expect(reader.taken).toContain(`Re: Problème ${number}`));
      took.push(Math.round(performance.now() - at));
    }
    console.log(`taken ${took.join(", ")} ms after Postfix had it`);
    expect(reader.mails[1]).toMatchObject({
      from: { address: `claire@${DOMAIN}`, name: "Claire Martin" },
      inReplyTo: [first],
      references: [first],
      returnPath: `claire@${DOMAIN}`,
      text: expect.stringContaining("« accès refusé »") as string,
      problems: [],
    });
    expect(await store.read.letters.lastUid("passerelle@127.0.0.1/INBOX")).toMatchObject({ uid: 6 });
  });

  it("is not lost while Dovecot is down: what is delivered meanwhile is taken afterwards, once each", async () => {
    const { house, postfix } = await open();
    const reader = house.reader({ pace: { firstMs: 50, longestMs: 300 } });
    await reader.start();
    await send(postfix, "Avant");
    await soon(() => expect(reader.taken).toEqual(["Avant"]));
    await house.dovecot.stop();
    const subjects = Array.from({ length: 20 }, (_one, index) => `Pendant ${index + 1}`);
    for (const subject of subjects) await send(postfix, subject);
    await soon(() => expect(postfix.log().match(/delivered to maildir/g)?.length).toBe(21));
    await house.dovecot.start();
    await send(postfix, "Après");
    await soon(() => expect(reader.taken.length).toBe(22));
    expect([...reader.taken].sort()).toEqual(["Avant", ...subjects, "Après"].sort());
  });

  it("is taken whole however large, and refused by Postfix alone where it is too large for it", async () => {
    const { house, postfix } = await open();
    const reader = house.reader();
    await reader.start();
    const large = Buffer.alloc(
      30 * 1024 * 1024,
      "Une ligne de texte, ni courte ni longue, et qui finit ici\r\n",
    );
    const raw = Buffer.concat([Buffer.from(`From: ${SENDER}\r\nSubject: Grand\r\n\r\n`), large]);
    const mail = { raw, mail_from: SENDER, rcpt: `passerelle@${DOMAIN}` };
    expect(await smtpSender(postfix.url).send(mail)).toMatchObject({ kind: "sent" });
    await soon(() => expect(reader.taken).toEqual(["Grand"]), 60_000);
    expect(reader.mails[0]?.text.length).toBeGreaterThan(500_000);
    const larger = { ...mail, raw: Buffer.concat([raw, large]) };
    expect(await smtpSender(postfix.url).send(larger)).toMatchObject({ kind: "refused" });
  });
});

import type { ParsedMail } from "mailparser";
import { simpleParser } from "mailparser";
import { afterEach, describe, expect, it, vi } from "vitest";
import { openStore } from "../../src/store/open-store.ts";
import type { MailServer } from "../make/mail-server.ts";
import { mailServer } from "../make/mail-server.ts";
import type { Program } from "../make/program.ts";
import { startProgram } from "../make/program.ts";
import { freePort } from "./servers/freePort.ts";
import type { Dovecot } from "./servers/startDovecot.ts";
import { hasDovecot, startDovecot } from "./servers/startDovecot.ts";

const FROM = "passerelle@college.example";
const CLAIRE = "claire@college.example";
const WITHIN = { timeout: 60_000, interval: 50 };

const over: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of over.splice(0).toReversed()) await end();
});

function letter(id: string, lines: readonly string[], body: string): string {
  return [
    `From: Claire Martin <${CLAIRE}>`,
    `To: ${FROM}`,
    `Message-ID: <${id}@college.example>`,
    `Date: ${new Date().toUTCString()}`,
    "Content-Type: text/plain; charset=utf-8",
    ...lines,
    "",
    body,
    "",
  ].join("\r\n");
}

type Post = {
  readonly dovecot: Dovecot;
  readonly smtp: MailServer;
  start(folder?: string): Promise<Program>;
  /** What left, parsed, once so many did. */
  left(count: number): Promise<readonly ParsedMail[]>;
};

async function post(): Promise<Post> {
  const dovecot = await startDovecot();
  const smtp = await mailServer();
  over.push(
    () => dovecot.close(),
    () => smtp.close(),
  );
  return {
    dovecot,
    smtp,
    async start(folder) {
      const port = await freePort();
      const env = {
        PORT: String(port),
        IMAP_URL: dovecot.url(),
        SMTP_URL: smtp.url,
        MAIL_FROM: FROM,
        PUBLIC_URL: `http://127.0.0.1:${port}`,
      };
      const program = await startProgram(env, folder);
      over.push(() => program.stop());
      return program;
    },
    async left(count) {
      await vi.waitUntil(() => smtp.received.length >= count, WITHIN);
      return Promise.all(smtp.received.map((one) => simpleParser(one.raw)));
    },
  };
}

describe.skipIf(!hasDovecot())("mail, the whole program", () => {
  it("answers a mail in its thread, and goes on with the answer to that", async () => {
    const { dovecot, start, left } = await post();
    await start();
    dovecot.put(
      letter("m1", ["Subject: Remise en route"], "Bonjour, il faut remettre en route le connecteur PRONOTE."),
    );
    const [first] = await left(1);
    expect(first?.inReplyTo).toBe("<m1@college.example>");
    expect(first?.subject).toBe("Re: Remise en route");
    const thread = [`In-Reply-To: ${first?.messageId}`, "Subject: Re: Remise en route"];
    dovecot.put(letter("m2", thread, "hébergé chez Index-Education, PRONOTE.net"));
    const second = (await left(2))[1];
    expect(second?.inReplyTo).toBe("<m2@college.example>");
    expect(second?.references).toContain(first?.messageId);
    expect(second?.text).not.toBe(first?.text);
    expect(second?.text).toMatch(/http:\/\/127\.0\.0\.1:\d+\/open\//);
  });

  it("opens the conversation in the page by the link of the mail, and nobody's by another", async () => {
    const { dovecot, start, left } = await post();
    const program = await start();
    dovecot.put(
      letter("m1", ["Subject: Remise en route"], "Bonjour, il faut remettre en route le connecteur PRONOTE."),
    );
    const [first] = await left(1);
    const path = /http:\/\/127\.0\.0\.1:\d+(\/open\/\S+)/.exec(first?.text ?? "")?.[1] ?? "";
    const opened = await fetch(`${program.url}${path}`, { redirect: "manual" });
    expect(opened.status).toBe(303);
    const cookie = opened.headers.get("set-cookie")?.split(";")[0] ?? "";
    const page = await (await fetch(program.url, { headers: { cookie } })).text();
    expect(page).toContain("remettre en route le connecteur PRONOTE");
    const wrong = await fetch(`${program.url}${path.slice(0, -3)}abc`, { redirect: "manual" });
    expect(wrong.status).toBe(404);
  });

  it("answers each of many mails once, though it is killed among them", async () => {
    const { dovecot, start, left, smtp } = await post();
    const program = await start();
    const count = 20;
    const body = "Bonjour, il faut remettre en route le connecteur.";
    for (let index = 0; index < count; index++)
      dovecot.put(letter(`b${index}`, ["Subject: Remise en route"], body));
    await left(5);
    await program.kill();
    const again = await start(program.dataDir);
    const answers = (): Set<string | undefined> =>
      new Set(smtp.received.map((one) => /^In-Reply-To: (.*)$/im.exec(one.raw)?.[1]));
    // What was in hand as it was killed leaves once its lease is over.
    await vi.waitUntil(() => answers().size >= count - 1, WITHIN);
    await again.kill();
    const store = await openStore({ dataDir: again.dataDir });
    const mails = await store.read.mails();
    await store.close();
    expect(mails).toHaveLength(count);
    expect(new Set(mails.map((one) => one.conversation)).size).toBe(count);
    const ids = new Set(mails.map((one) => one.message_id));
    for (const one of smtp.received) {
      const id = (await simpleParser(one.raw)).messageId ?? "";
      expect(ids.has(id)).toBe(true);
    }
  });
});

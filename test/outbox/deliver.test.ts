import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { simpleParser } from "mailparser";
import { pino } from "pino";
import type { Draft, Language, Ticket } from "../../src/message.ts";
import type { Log } from "../../src/log.ts";
import { openLog } from "../../src/log.ts";
import { nextTry } from "../../src/outbox/back-off.ts";
import type { Deliverer } from "../../src/outbox/deliver.ts";
import { startDeliverer } from "../../src/outbox/deliver.ts";
import type { Sender } from "../../src/outbox/send.ts";
import { smtpSender } from "../../src/outbox/send.ts";
import { openStore } from "../../src/store/open-store.ts";
import type { Store } from "../../src/store/store.ts";
import type { MailServer } from "../make/mail-server.ts";
import { wordsOfHtml, wordsOfText } from "../mail/reading-order.ts";
import { mailServer } from "../make/mail-server.ts";
import { realAssistant, realWorld } from "../make/world.ts";

let dataDir = "";
let store: Store;
let conversation = "";
let clock = new Date("2026-09-02T08:00:00Z");
const deliverers: Deliverer[] = [];
const servers: MailServer[] = [];

beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), "passerelle-outbox-"));
  store = await openStore({ dataDir });
  clock = new Date("2026-09-02T08:00:00Z");
});

afterEach(async () => {
  for (const deliverer of deliverers.splice(0)) await deliverer.stop();
  for (const server of servers.splice(0)) await server.close();
  await store.close();
  rmSync(dataDir, { recursive: true, force: true });
});

/** The real log, whose lines are kept to be read. */
function keptLog(): { readonly log: Log; readonly lines: readonly string[] } {
  const lines: string[] = [];
  return { log: pino({ level: "info" }, { write: (line: string) => void lines.push(line) }), lines };
}

function later(seconds: number): void {
  clock = new Date(clock.getTime() + seconds * 1000);
}

/** A mail to itslearning in the outbox, put there as an admin would; gives it as it was read over. */
async function sendUrls(language: Language = "fr"): Promise<Draft | undefined> {
  const assistant = realAssistant(store, { now: () => clock });
  conversation = (await assistant.open({ channel: "test", language })).id;
  const answers = ["declare-urls", "hosted", "web", "2026", "unknown", "e-lyco", "unknown", "send"];
  let draft: Draft | undefined;
  for (const [index, id] of answers.entries()) {
    const taken = await assistant.take({ conversation, eventId: `e${index}`, input: { kind: "choose", id } });
    if (taken.kind === "taken") draft = taken.messages.find((one) => one.type === "draft") ?? draft;
  }
  return draft;
}

async function serve(...args: Parameters<typeof mailServer>): Promise<MailServer> {
  const server = await mailServer(...args);
  servers.push(server);
  return server;
}

function deliver(url: string, more: { readonly sender?: Sender; readonly log?: Log } = {}): Deliverer {
  const deliverer = startDeliverer({
    store,
    sender: more.sender ?? smtpSender(url),
    texts: realWorld().texts,
    log: more.log ?? openLog("silent"),
    now: () => clock,
    everyMs: 3_600_000,
  });
  deliverers.push(deliverer);
  return deliverer;
}

async function mail() {
  const [first] = await store.read.mails();
  if (first === undefined) throw new Error("the outbox is empty");
  return first;
}

async function told(): Promise<readonly Ticket[]> {
  const rows = await store.read.updatesAfter(conversation, 0);
  return rows.flatMap((row) => JSON.parse(row.messages) as Ticket[]);
}

describe("the outbox", () => {
  it("sends a mail, keeps the server's answer and tells the person", async () => {
    const server = await serve();
    await sendUrls();
    expect(await deliver(server.url).round()).toBe(1);
    expect(await mail()).toMatchObject({ state: "sent", attempts: 1, last_error: null });
    expect((await mail()).answer).toContain("queued");
    expect(server.received[0]?.to).toEqual(["support.fr@itslearning.com"]);
    expect(server.received[0]?.raw).toContain((await mail()).message_id);
    expect((await told()).map((one) => one.status)).toEqual(["sent"]);
    expect((await store.read.tickets(conversation))[0]?.status).toBe("sent");
  });

  it("tries again after a temporary refusal, with the same bytes, and tells of the first only", async () => {
    const server = await serve((number) => (number < 4 ? { code: 451, text: "Try later" } : "take"));
    await sendUrls();
    const deliverer = deliver(server.url);
    await deliverer.round();
    expect(await mail()).toMatchObject({ state: "pending", attempts: 1 });
    for (let tries = 2; tries <= 4; tries++) {
      later(60);
      await deliverer.round();
    }
    expect(await mail()).toMatchObject({ state: "sent", attempts: 4 });
    expect(new Set(server.received.map((one) => one.raw)).size).toBe(1);
    expect((await told()).map((one) => one.status)).toEqual(["pending", "sent"]);
  });

  it("does not try before its time", async () => {
    const server = await serve(() => ({ code: 451, text: "Try later" }));
    await sendUrls();
    const deliverer = deliver(server.url);
    await deliverer.round();
    expect(await deliverer.round()).toBe(0);
    expect(server.received.length).toBe(1);
  });

  it("gives up at once on a refusal for good, and says why", async () => {
    const server = await serve(() => ({ code: 550, text: "No such mailbox" }));
    await sendUrls();
    const deliverer = deliver(server.url);
    await deliverer.round();
    expect(await mail()).toMatchObject({ state: "failed" });
    expect((await told())[0]?.text).toContain("No such mailbox");
    later(3600);
    expect(await deliverer.round()).toBe(0);
    await store.write((tx) => tx.retryMail("nothing", clock.toISOString()));
    const { id } = await mail();
    expect(await store.write((tx) => tx.retryMail(id, clock.toISOString()))).toBe(true);
    expect(await deliverer.round()).toBe(1);
  });

  it("keeps a mail while the server is down, and sends it when it is back", async () => {
    const down = await mailServer();
    await down.close();
    await sendUrls();
    const deliverer = deliver(down.url);
    await deliverer.round();
    expect(await mail()).toMatchObject({ state: "pending", attempts: 1 });
    const server = await serve(() => "take", { port: down.port });
    later(60);
    await deliverer.round();
    expect(await mail()).toMatchObject({ state: "sent" });
    expect(server.received.length).toBe(1);
  });

  it("keeps a mail when the password is wrong, and names the setting in the log", async () => {
    const server = await serve(() => "take", { password: "right" });
    await sendUrls();
    const { log, lines } = keptLog();
    await deliver(server.url, { log }).round();
    expect(await mail()).toMatchObject({ state: "pending" });
    expect(server.received.length).toBe(0);
    expect(lines.join("")).toContain("SMTP_URL: the mail server refuses the user or password");
  });

  it("tells the person who was refused, and the log only that somebody was", async () => {
    const server = await serve(() => "take", { unknown: ["support.fr@itslearning.com"] });
    await sendUrls();
    const { log, lines } = keptLog();
    await deliver(server.url, { log }).round();
    expect((await told())[0]?.text).toContain("support.fr@itslearning.com");
    expect(lines.join("")).toContain("no such mailbox");
    expect(lines.join("")).not.toContain("@");
  });

  it.each(["fr", "en"] as const)("sends what was read over and nothing else (%s)", async (language) => {
    const server = await serve();
    const draft = await sendUrls(language);
    await deliver(server.url).round();
    const [sent] = server.received;
    const read = await simpleParser(sent?.raw ?? "");
    expect(read.text?.trimEnd()).toBe(draft?.body.trimEnd());
    expect(read.subject).toBe(draft?.subject);
    expect(sent?.to).toEqual([draft?.to]);
    expect(wordsOfHtml(String(read.html))).toEqual(wordsOfText(draft?.body ?? ""));
    expect(read.attachments).toEqual([]);
    expect([read.cc, read.bcc]).toEqual([undefined, undefined]);
  });

  it("says it does not know when the server hangs up after the message, and sends the same again", async () => {
    const server = await serve((number) => (number === 1 ? "take-and-hang-up" : "take"));
    await sendUrls();
    const deliverer = deliver(server.url);
    await deliverer.round();
    expect(await mail()).toMatchObject({ state: "unknown" });
    later(60);
    await deliverer.round();
    expect(await mail()).toMatchObject({ state: "sent", attempts: 2 });
    expect(server.received.length).toBe(2);
    expect(server.received[0]?.raw).toBe(server.received[1]?.raw);
    expect((await told()).map((one) => one.status)).toEqual(["unknown", "sent"]);
  });

  it("has one try in flight, however many deliverers there are", async () => {
    const server = await serve();
    await sendUrls();
    const rounds = Array.from({ length: 5 }, () => deliver(server.url).round());
    const sent = await Promise.all(rounds);
    expect(sent.reduce((sum, one) => sum + one, 0)).toBe(1);
    expect(server.received.length).toBe(1);
  });

  it("takes up a mail whose sender died, as one that may have left", async () => {
    const server = await serve((number) => (number === 1 ? { code: 451, text: "Try later" } : "take"));
    await sendUrls();
    const until = new Date(clock.getTime() + 60_000).toISOString();
    await store.write((tx) => tx.claimMail(clock.toISOString(), until, "a process that died"));
    const deliverer = deliver(server.url);
    expect(await deliverer.round()).toBe(0);
    later(61);
    await deliverer.round();
    expect(await mail()).toMatchObject({ state: "unknown", attempts: 2 });
    later(61);
    await deliverer.round();
    expect(await mail()).toMatchObject({ state: "sent" });
  });

  it("refuses a lease shorter than a send", () => {
    const sender: Sender = {
      maxSendMs: 10_000,
      send: async () => ({ kind: "refused", why: "" }),
      close: () => {},
    };
    const parts = { store, sender, texts: realWorld().texts, log: openLog("silent"), leaseMs: 10_000 };
    expect(() => startDeliverer(parts)).toThrow("outlast");
  });

  it("tries within 5 s of the first failure and five times in the first minute", () => {
    const start = new Date(0);
    let at = start;
    const tries = [0];
    for (let attempts = 1; attempts < 8; attempts++) {
      at = nextTry(attempts, at);
      tries.push(at.getTime() / 1000);
    }
    expect(tries[1]).toBeLessThanOrEqual(5);
    expect(tries.filter((second) => second <= 60).length).toBeGreaterThanOrEqual(5);
  });
});

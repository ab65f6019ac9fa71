import { afterEach, describe, expect, it } from "vitest";
import { oauthAccess } from "../../src/outbox/oauth.ts";
import type { Sendable, SenderOptions } from "../../src/outbox/send.ts";
import { smtpSender } from "../../src/outbox/send.ts";
import type { MailServer } from "../make/mail-server.ts";
import { mailServer } from "../make/mail-server.ts";
import { tokenServer } from "../make/token-server.ts";

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function serve(...args: Parameters<typeof mailServer>): Promise<MailServer> {
  const server = await mailServer(...args);
  closing.push(server.close);
  return server;
}

/** Access at a token server that gives `tokens` one after the other, the last for good. */
async function access(...tokens: readonly string[]) {
  const server = await tokenServer((number) => ({
    body: { access_token: tokens[Math.min(number, tokens.length) - 1], expires_in: 3600 },
  }));
  closing.push(server.close);
  const auth = oauthAccess({
    user: "box@example.org",
    tokenUrl: server.url,
    clientId: "app",
    clientSecret: "secret",
    refreshToken: "refresh",
  });
  return { server, auth };
}

function mail(more: Partial<Sendable> = {}): Sendable {
  return {
    raw: Buffer.from("From: a@example.org\r\nSubject: x\r\n\r\nBonjour\r\n"),
    mail_from: "Passerelle <passerelle@example.org>",
    rcpt: "support@example.org",
    ...more,
  };
}

const send = (server: MailServer, options: SenderOptions = {}, more: Partial<Sendable> = {}) =>
  smtpSender(server.url, options).send(mail(more));

describe("the envelope", () => {
  it("has the sender of the mail, or the address for bounces where there is one", async () => {
    const server = await serve();
    await send(server);
    await send(server, { bounces: "retours@example.org" });
    expect(server.received.map((one) => one.from)).toEqual(["passerelle@example.org", "retours@example.org"]);
  });

  it("has every recipient, and says whom the server did not take", async () => {
    const server = await serve(() => "take", { unknown: ["nobody@example.org"] });
    const rcpt = "support@example.org, nobody@example.org,copy@example.org";
    const tried = await send(server, {}, { rcpt });
    expect(server.received[0]?.to).toEqual(["support@example.org", "copy@example.org"]);
    expect(tried).toEqual({
      kind: "sent",
      answer: expect.stringMatching(/queued \(not for nobody@example\.org\)$/),
    });
  });

  it("names letters beyond ASCII where the server reads them (SMTPUTF8, 8BITMIME)", async () => {
    const server = await serve();
    const raw = Buffer.from("From: a@example.org\r\nSubject: été\r\n\r\nà bientôt\r\n");
    expect(await send(server, {}, { rcpt: "zoé@exemple.fr", raw })).toMatchObject({ kind: "sent" });
    expect(server.received[0]).toMatchObject({ to: ["zoé@exemple.fr"], raw: raw.toString("utf8") });
    expect(server.received[0]?.extensions).toEqual({ smtpUtf8: true, bodyType: "8bitmime" });
    await send(server);
    expect(server.received[1]?.extensions).toEqual({ smtpUtf8: false, bodyType: "7bit" });
  });

  it("is refused for good where no recipient is known", async () => {
    const server = await serve(() => "take", { unknown: ["support@example.org"] });
    expect(await send(server)).toMatchObject({
      kind: "refused",
      why: expect.stringContaining("no such mailbox"),
    });
  });

  it("is refused for good where the mail is larger than the server takes", async () => {
    const server = await serve(() => "take", { largest: 1000 });
    const raw = Buffer.alloc(1001, "x");
    expect(await send(server, {}, { raw })).toMatchObject({ kind: "refused" });
    expect(await send(server)).toMatchObject({ kind: "sent" });
    expect(server.received).toHaveLength(1);
  });

  it.each(["", "not an address>", "a@example.org\r\nRCPT TO:<b@example.org>"])(
    "does not hold %j",
    async (rcpt) => {
      const server = await serve();
      expect(await send(server, {}, { rcpt })).toMatchObject({ kind: "refused" });
      expect(server.received).toEqual([]);
    },
  );
});

describe("access by token", () => {
  it("is shown in place of a password, one token for many mails", async () => {
    const server = await serve(() => "take", { token: "good" });
    const { server: tokens, auth } = await access("good");
    const sender = smtpSender(server.url, { auth });
    for (let count = 0; count < 3; count++) expect(await sender.send(mail())).toMatchObject({ kind: "sent" });
    expect(server.shown).toEqual(["good", "good", "good"]);
    expect(tokens.asked).toHaveLength(1);
  });

  it.each([true, false])(
    "is asked anew, once, where it is not taken any more (told why: %s)",
    async (explains) => {
      const server = await serve(() => "take", { token: "good", explains });
      const { auth } = await access("withdrawn", "good");
      expect(await send(server, { auth })).toMatchObject({ kind: "sent" });
      expect(server.shown).toEqual(["withdrawn", "good"]);
    },
  );

  it.each([true, false])(
    "keeps the mail and names the setting where it is refused (told why: %s)",
    async (explains) => {
      const server = await serve(() => "take", { token: "good", explains });
      const { auth } = await access("bad", "worse");
      expect(await send(server, { auth })).toMatchObject({
        kind: "later",
        setting: "SMTP_URL: the mail server refuses the access of MAIL_OAUTH_USER",
      });
      expect(server.shown).toEqual(["bad", "worse"]);
      expect(server.received).toEqual([]);
    },
  );

  it("keeps the mail where no token is given, and says which setting is at fault", async () => {
    const server = await serve(() => "take", { token: "good" });
    const tokens = await tokenServer((number) =>
      number === 1 ? { status: 400, body: { error: "invalid_grant" } } : { status: 503, body: "" },
    );
    closing.push(tokens.close);
    const options = { user: "u@example.org", clientId: "a", clientSecret: "b", refreshToken: "c" };
    const auth = oauthAccess({ ...options, tokenUrl: tokens.url });
    expect(await send(server, { auth })).toMatchObject({
      kind: "later",
      setting: expect.stringContaining("MAIL_OAUTH_REFRESH_TOKEN"),
    });
    expect(await send(server, { auth })).toMatchObject({ kind: "later", setting: null });
    expect(server.shown).toEqual([]);
  });

  it("is part of the longest a try lasts", async () => {
    const { auth } = await access("good");
    expect(smtpSender("smtp://127.0.0.1", { auth }).maxSendMs).toBeGreaterThan(
      smtpSender("smtp://127.0.0.1").maxSendMs,
    );
  });
});

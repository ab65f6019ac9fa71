import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { simpleParser } from "mailparser";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Filed, IncomingMail } from "../../adapters/mail.ts";
import { MAIL_LIMITS } from "../../adapters/mail/mailLimits.ts";
import { readMail } from "../../adapters/mail/readMail.ts";
import type { TellingAssistant } from "../../src/assistant/assistant.ts";
import { mailAnswer } from "../../src/mail/add-answer.ts";
import { mailMaker } from "../../src/mail/make-mail.ts";
import { startReminders } from "../../src/mail/remind.ts";
import { takeMail } from "../../src/mail/take-mail.ts";
import type { Store } from "../../src/store/store.ts";
import { openStore } from "../../src/store/open-store.ts";
import { containerXml } from "../make/container.ts";
import { quietLog } from "../make/log.ts";
import { MAIL_FROM, realAssistant, realWorld } from "../make/world.ts";

const CLAIRE = "claire.martin@lycee.example";
const SUPPORT = "support.fr@itslearning.com";
const OWN = "passerelle@example.org";

let dataDir = "";
let store: Store;
let assistant: TellingAssistant;
let take: (mail: IncomingMail) => Promise<Filed>;
let clock = new Date("2026-09-02T08:00:00Z");

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "passerelle-mail-"));
  store = await openStore({ dataDir });
  clock = new Date("2026-09-02T08:00:00Z");
  const now = (): Date => clock;
  const makeMail = mailMaker({ from: MAIL_FROM, secret: store.secret });
  const { texts } = realWorld();
  const linkOf = (): (() => string) => () => "https://passerelle.example.org/open/x~y";
  const answer = mailAnswer({ from: MAIL_FROM, makeMail, texts, linkOf });
  assistant = realAssistant(store, { now, mailAnswer: answer });
  take = takeMail({
    store,
    assistant,
    texts,
    log: quietLog(),
    mailAnswer: answer,
    own: [OWN],
    parties: [SUPPORT],
    dailyCap: 30,
    told: () => undefined,
    now,
  });
});

afterEach(async () => {
  await store.close();
  await rm(dataDir, { recursive: true, force: true });
});

type Written = {
  readonly from?: string;
  readonly subject?: string;
  readonly body?: string;
  readonly inReplyTo?: string;
  readonly references?: string;
  readonly headers?: readonly string[];
  readonly files?: readonly { readonly name: string; readonly content: string }[];
};

let written = 0;

function mail(of: Written): Promise<IncomingMail> {
  const { from = `Claire Martin <${CLAIRE}>`, subject = "PRONOTE", body = "", files = [], headers = [] } = of;
  const edge = "=_edge";
  const lines = [
    `From: ${from}`,
    `To: ${MAIL_FROM}`,
    `Subject: ${subject}`,
    `Message-ID: <m${written++}@lycee.example>`,
    `Date: ${clock.toUTCString()}`,
    ...(of.inReplyTo === undefined ? [] : [`In-Reply-To: ${of.inReplyTo}`]),
    ...(of.references === undefined ? [] : [`References: ${of.references}`]),
    ...headers,
    "MIME-Version: 1.0",
    `Content-Type: multipart/mixed; boundary="${edge}"`,
    "",
    `--${edge}`,
    "Content-Type: text/plain; charset=utf-8",
    "",
    body,
    ...files.flatMap(({ name, content }) => [
      `--${edge}`,
      `Content-Type: application/xml; name="${name}"`,
      `Content-Disposition: attachment; filename="${name}"`,
      "Content-Transfer-Encoding: base64",
      "",
      Buffer.from(content).toString("base64"),
    ]),
    `--${edge}--`,
    "",
  ];
  return readMail(Buffer.from(lines.join("\r\n")), { receivedAt: clock.toISOString(), limits: MAIL_LIMITS });
}

type Sent = {
  readonly id: string;
  readonly kind: string;
  readonly conversation: string;
  readonly messageId: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly headers: ReadonlyMap<string, unknown>;
  readonly references: readonly string[];
};

/** What is in the outbox, the latest last. */
async function outbox(): Promise<readonly Sent[]> {
  const rows = (await store.read.mails()).toReversed();
  return Promise.all(
    rows.map(async ({ id, kind, conversation, rcpt }) => {
      const row = await store.read.mail(id);
      const read = await simpleParser(Buffer.from(row?.raw ?? []));
      return {
        id,
        kind,
        conversation,
        to: rcpt,
        messageId: read.messageId ?? "",
        subject: read.subject ?? "",
        text: read.text ?? "",
        headers: read.headers,
        references: [read.references ?? []].flat(),
      };
    }),
  );
}

/** Takes a mail and gives what was answered. */
async function answered(of: Written): Promise<Sent> {
  clock = new Date(clock.getTime() + 60_000);
  const one = await mail(of);
  return added(() => take(one));
}

/** The one mail that something put in the outbox. */
async function added(act: () => Promise<unknown>): Promise<Sent> {
  const before = new Set((await outbox()).map((one) => one.id));
  await act();
  const [only, ...others] = (await outbox()).filter((one) => !before.has(one.id));
  if (only === undefined) throw new Error("nothing was put in the outbox");
  expect(others).toEqual([]);
  return only;
}

const reply = (to: Sent, body: string, more: Written = {}): Written => ({
  subject: `Re: ${to.subject}`,
  inReplyTo: to.messageId,
  body: `${body}\n\nLe mer. 2 sept. 2026 à 10:00, Passerelle <${OWN}> a écrit :\n> Bonjour\n> autre ligne`,
  ...more,
});

/** The way by mail to the message for itslearning, and its sending. */
async function escalated(): Promise<{ readonly escalation: Sent; readonly answer: Sent }> {
  let last = await answered({
    subject: "adresses publiques",
    body: "Bonjour, je veux communiquer nos adresses publiques à itslearning. PRONOTE.net, hébergé chez Index-Education, version 2026, UAI 0440001M, e-lyco.",
  });
  for (let turns = 0; turns < 6 && !last.text.includes("Répondez « envoyer »"); turns++)
    last = await answered(reply(last, "https://0440001M.index-education.net/pronote/"));
  clock = new Date(clock.getTime() + 60_000);
  await take(await mail(reply(last, "Envoyer")));
  const sent = await outbox();
  const escalation = sent.findLast((one) => one.kind === "escalation");
  const answer = sent.findLast((one) => one.kind === "answer");
  if (escalation === undefined || answer === undefined) throw new Error("it was not sent");
  return { escalation, answer };
}

/** All that waits leaves. */
async function sendAll(ticket: string): Promise<void> {
  const at = clock.toISOString();
  const settlement = { state: "sent", next_at: at, last_error: null, answer: "250", sent_at: at };
  for (;;) {
    const claimed = await store.write((tx) => tx.claimMail("9999", "9999-12-31", "me"));
    if (claimed === undefined) break;
    await store.write((tx) => tx.settleMail(claimed.id, "me", settlement));
  }
  await store.write((tx) => tx.setTicketStatus(ticket, "sent", at));
}

describe("a mail of a person", () => {
  it("begins a conversation and is answered in its thread, as by a machine", async () => {
    const first = await answered({
      subject: "Remise en route",
      body: "Bonjour, il faut remettre en route le connecteur PRONOTE.\n\n-- \nClaire Martin",
    });
    expect(first).toMatchObject({ to: CLAIRE, subject: "Re: Remise en route", kind: "answer" });
    expect(first.text).toMatch(/^\s*\[?1[.\])]? /m);
    expect(first.text).toContain("Répondez à ce message");
    expect(first.text.replace(/\s+/g, " ")).toMatch(/^Bonjour, je suis Passerelle, un assistant automatique/);
    expect(String(first.headers.get("auto-submitted"))).toBe("auto-replied");
    expect(first.references.at(-1)).toBe(first.messageId);
    expect(first.messageId).toMatch(/^<psl\./);
  });

  it("goes on with the number of an answer, and with words", async () => {
    const first = await answered({ body: "Bonjour, il faut remettre en route le connecteur." });
    const second = await answered(reply(first, "1"));
    expect(second.conversation).toBe(first.conversation);
    expect(second.text).not.toBe(first.text);
    const third = await answered(reply(second, "PRONOTE.net"));
    expect(third.conversation).toBe(first.conversation);
    const turns = await store.read.turns(first.conversation);
    expect(turns.at(-1)?.turn).toMatch(
      /"hosting":"hosted".*"product":"web"|"product":"web".*"hosting":"hosted"/,
    );
    expect(turns.map((one) => one.input).join()).not.toContain("autre ligne");
  });

  it.each([
    "Bonjour,\n\n1\n\nCordialement,\nClaire Martin",
    "Bonjour,\n1\nMerci",
    "1, merci !",
    "(1)",
    "La réponse 1.",
  ])("goes on with a number however politely it is given: %j", async (body) => {
    const first = await answered({ body: "Bonjour, il faut remettre en route le connecteur." });
    const second = await answered({ ...reply(first, ""), body });
    expect((await store.read.turns(first.conversation)).at(-1)?.input).toMatch(/"hosted"/);
    expect(second.text).not.toBe(first.text);
  });

  it("loses no word that stands below a number", async () => {
    const first = await answered({ body: "Bonjour, il faut remettre en route le connecteur." });
    await answered(reply(first, "1\nnotre UAI est 0440001M"));
    expect((await store.read.turns(first.conversation)).at(-1)?.turn).toMatch(
      /(?=.*"hosting":"hosted")(?=.*"uai":"0440001M")/,
    );
  });

  it("takes a number of an old mail for that of its question, and never for the one now open", async () => {
    const first = await answered({ body: "Bonjour, il faut remettre en route le connecteur." });
    const second = await answered(reply(first, "1"));
    const late = await answered(reply(first, "2"));
    expect(late.text.replace(/\s+/g, " ")).toMatch(/Installée chez nous.*question déjà passée/);
    // What is open is asked again, and answered from any mail that asked it.
    expect(late.text).toContain("1. PRONOTE.net");
    const third = await answered(reply(second, "1"));
    expect((await store.read.turns(first.conversation)).at(-1)?.turn).toMatch(
      /(?=.*"hosting":"hosted")(?=.*"product":"web")/,
    );
    expect(third.text).not.toContain("question déjà passée");
  });

  it("takes a number given twice once", async () => {
    const first = await answered({ body: "Bonjour, il faut remettre en route le connecteur." });
    await answered(reply(first, "1"));
    const again = await answered(reply(first, "1"));
    expect(again.text.replace(/\s+/g, " ")).toContain("question déjà passée");
    expect((await store.read.turns(first.conversation)).at(-1)?.turn).not.toMatch(/"product"/);
  });

  it("sends no draft but the one it answers", async () => {
    const first = await answered({ body: "Bonjour, il faut remettre en route le connecteur." });
    const draft = await answered(reply(first, "une personne"));
    const edit = await answered(reply(draft, "Modifier"));
    const changed = await answered(reply(edit, "Bonjour, voici un tout autre message pour vous."));
    expect(changed.text).toContain("un tout autre message");
    const late = await answered(reply(draft, "Envoyer"));
    expect(late.text.replace(/\s+/g, " ")).toMatch(/Rien n’est parti.*« Envoyer »/);
    expect((await outbox()).filter((one) => one.kind === "escalation")).toEqual([]);
    const called = await answered(reply(draft, "une personne"));
    expect(called.text.replace(/\s+/g, " ")).toMatch(/déjà transmise à nos agents/);
    await take(await mail({ ...reply(changed, ""), body: "Bonjour,\n\nEnvoyer\n\nMerci,\nClaire" }));
    const [sent] = (await outbox()).filter((one) => one.kind === "escalation");
    expect(sent?.text).toContain("un tout autre message");
  });

  it("that only thanks is answered as that", async () => {
    const first = await answered({ body: "Bonjour, il faut remettre en route le connecteur." });
    const second = await answered(reply(first, "Merci beaucoup !\n\nClaire"));
    expect(second.text).toContain("Avec plaisir");
    expect(second.text).not.toContain("sans texte");
  });

  it("may say it all in its subject", async () => {
    const first = await answered({ body: "Bonjour, il faut remettre en route le connecteur." });
    await answered(reply(first, "", { subject: "1", body: "" }));
    expect((await store.read.turns(first.conversation)).at(-1)?.input).toMatch(/"hosted"/);
  });

  it("that is too long is told so, and what was asked is asked again", async () => {
    const first = await answered({ body: "Bonjour, il faut remettre en route le connecteur." });
    const second = await answered(reply(first, "Nous avons un problème de connexion. ".repeat(700)));
    expect(second.text).toContain("trop long");
    expect(second.text).toContain("1. Hébergée");
  });

  it("has its files examined, and one answer says it all", async () => {
    const answer = await answered({
      subject: "Fichier",
      body: "Bonjour, est-ce que ce fichier est bon ?",
      files: [
        { name: "identifiants.xml", content: containerXml({ date: "2026-09-01T08:00:00+02:00" }) },
        { name: "page.xml", content: "<!doctype html><html><body>Connexion</body></html>" },
      ],
    });
    expect(answer.text).toMatch(/enveloppe|conforme/i);
    expect(answer.text).toMatch(/page web|page internet/i);
  });

  it("asks once what its words and its files leave open", async () => {
    const first = await answered({ body: "Bonjour, il faut remettre en route le connecteur." });
    const file = { name: "page.xml", content: "<!doctype html><html><body>Connexion</body></html>" };
    const second = await answered(reply(first, "1", { files: [file] }));
    expect(second.text).toMatch(/page web|page internet/i);
    expect(second.text.match(/Que voulez-vous relier/g)).toHaveLength(1);
    expect(second.text).toContain("1. PRONOTE.net");
  });

  it("is taken once, however often it is handed over", async () => {
    const one = await mail({ body: "Bonjour, il faut remettre en route le connecteur." });
    await Promise.all([take(one), take(one), take(one)]);
    await take(one);
    expect(await outbox()).toHaveLength(1);
    expect(await store.read.turns((await outbox())[0]?.conversation ?? "")).toHaveLength(2);
  });

  it.each([
    ["forged-token", "<psl.abc.zzzzzz.aaaaaaaaaaaaaaaaaaaaaaaa@example.org>", /référence n’est pas de nous/],
    ["subject-alone", undefined, /n’en est pas la suite/],
  ] as const)("begins anew and says so: %s", async (_rule, inReplyTo, said) => {
    const answer = await answered({
      subject: "Re: Remise en route",
      body: "Bonjour, il faut remettre en route le connecteur.",
      ...(inReplyTo === undefined ? {} : { inReplyTo }),
    });
    expect(answer.text.replace(/\s+/g, " ")).toMatch(said);
  });

  it("does not open somebody else's conversation", async () => {
    const first = await answered({ body: "Bonjour, il faut remettre en route le connecteur." });
    const other = await answered(reply(first, "1", { from: "Paul <paul@ailleurs.example>" }));
    expect(other.conversation).not.toBe(first.conversation);
    expect(other.to).toBe("paul@ailleurs.example");
    expect(other.text.replace(/\s+/g, " ")).toMatch(/autre adresse que la vôtre/);
  });

  it("is answered where it says nothing", async () => {
    const answer = await answered({ subject: "", body: "" });
    expect(answer.text).toMatch(/sans texte ni pièce jointe/);
    expect(answer.text).toMatch(/Je suis Passerelle/);
    expect(answer.text).not.toMatch(/procédure est terminée/);
  });

  it("is not answered past the cap, and is put before a person", async () => {
    for (let index = 0; index < 30; index++) await answered({ subject: "?", body: "Bonjour" });
    expect(await take(await mail({ body: "Bonjour" }))).toBe("set-aside");
    expect(await outbox()).toHaveLength(30);
    clock = new Date(clock.getTime() + 25 * 3_600_000);
    await answered({ body: "Bonjour, remise en route du connecteur." });
  });

  it("whose answer came back is put before a person, and nothing more is sent", async () => {
    const first = await answered({ body: "Bonjour, il faut remettre en route le connecteur." });
    expect(await take(await returned(first))).toBe("set-aside");
    expect(await outbox()).toHaveLength(1);
  });

  it.each([
    ["Auto-Submitted: auto-replied"],
    ["X-Auto-Response-Suppress: All"],
    ["Return-Path: <>"],
    ["List-Id: <profs.lycee.example>"],
  ])("is not answered where a program sent it (%s)", async (header) => {
    expect(await take(await mail({ body: "Bonjour", headers: [header] }))).toBe("processed");
    expect(await outbox()).toEqual([]);
    expect(await store.read.latest("mail")).toBeUndefined();
  });
});

/** What a server reports of a mail that nobody is there for. */
function returned(of: Sent): Promise<IncomingMail> {
  const edge = "=_report";
  const raw = [
    "From: MAILER-DAEMON@mx.example (Mail Delivery System)",
    `To: ${OWN}`,
    "Subject: Undelivered Mail Returned to Sender",
    "Return-Path: <>",
    "Auto-Submitted: auto-replied",
    `Message-ID: <dsn-${of.id}@mx.example>`,
    "MIME-Version: 1.0",
    `Content-Type: multipart/report; report-type=delivery-status; boundary="${edge}"`,
    "",
    `--${edge}`,
    "Content-Type: text/plain",
    "",
    "I'm sorry to have to inform you that your message could not be delivered.",
    `--${edge}`,
    "Content-Type: message/delivery-status",
    "",
    "Reporting-MTA: dns; mx.example",
    "",
    `Final-Recipient: rfc822; ${of.to}`,
    "Action: failed",
    "Status: 5.1.1",
    "Diagnostic-Code: smtp; 550 5.1.1 User unknown",
    "",
    `--${edge}`,
    "Content-Type: text/rfc822-headers",
    "",
    `Message-ID: ${of.messageId}`,
    "",
    `--${edge}--`,
    "",
  ];
  const about = { receivedAt: clock.toISOString(), limits: MAIL_LIMITS };
  return readMail(Buffer.from(raw.join("\r\n")), about);
}

describe("a party's mail", () => {
  it("comes back to the person in his thread, with what he can do", async () => {
    const { escalation, answer } = await escalated();
    expect(escalation.to).toBe(SUPPORT);
    expect(escalation.headers.has("auto-submitted")).toBe(false);
    const told = await answered({
      from: `Support <${SUPPORT}>`,
      subject: `RE: ${escalation.subject} [#4711]`,
      inReplyTo: escalation.messageId,
      body: "Bonjour,\n\nLes adresses sont enregistrées.\n\nCordialement,\nLe support",
    });
    expect(told).toMatchObject({ to: CLAIRE, conversation: answer.conversation });
    expect(told.text).toMatch(/4711/);
    expect(told.text).toMatch(/adresses sont enregistrées/);
    for (const label of ["Résolu", "Pas résolu", "Préciser"]) expect(told.text).toContain(label);
    const solved = await answered(reply(told, "Résolu"));
    expect(solved.text).toMatch(/résolue/);
    expect((await store.read.tickets(answer.conversation))[0]).toMatchObject({
      status: "resolved",
      party_number: "4711",
    });
    const again = await answered(reply(solved, "Le problème est revenu, erreur 503 sur PRONOTE"));
    expect(again.conversation).toBe(answer.conversation);
    expect((await store.read.tickets(answer.conversation))[0]?.status).toBe("answered");
  });

  it("that is away changes nothing; one that acknowledges gives its number", async () => {
    const { escalation } = await escalated();
    const from = `Support <${SUPPORT}>`;
    const automatic = { from, inReplyTo: escalation.messageId, headers: ["Auto-Submitted: auto-replied"] };
    await answered({ ...automatic, subject: "Absence du bureau", body: "Je suis absent jusqu’au 7." });
    const [ticket] = await store.read.tickets(escalation.conversation);
    expect(ticket?.status).toBe("pending");
    const told = await answered({
      ...automatic,
      subject: "Demande enregistrée [#8812]",
      body: "Votre demande a bien été enregistrée sous le numéro 8812.",
    });
    expect(told.text).toContain("8812");
  });

  it("that never came because the address is wrong is told", async () => {
    const { escalation } = await escalated();
    const report = await returned(escalation);
    const told = await added(() => take(report));
    expect(told).toMatchObject({ to: CLAIRE, kind: "answer" });
    expect(told.text.replace(/\s+/g, " ")).toMatch(/pas arrivé.*n’existe pas/i);
    expect((await store.read.tickets(escalation.conversation))[0]?.status).toBe("failed");
  });

  it("that is an absence of somebody it was passed on to is not told as the party's", async () => {
    const { escalation } = await escalated();
    const before = await outbox();
    await take(
      await mail({
        from: "Paul <paul@ailleurs.example>",
        inReplyTo: escalation.messageId,
        subject: "Absence du bureau",
        body: "Je suis absent.",
        headers: ["Auto-Submitted: auto-replied"],
      }),
    );
    expect(await outbox()).toEqual(before);
  });

  it("that does not come for three business days is asked about, by nobody but the person", async () => {
    const { escalation } = await escalated();
    await sendAll(escalation.id);
    const reminders = startReminders({
      store,
      assistant,
      texts: realWorld().texts,
      log: quietLog(),
      days: 3,
      calendar: {},
      told: () => undefined,
      now: () => clock,
    });
    expect(await reminders.round()).toBe(0);
    // Wednesday to Monday.
    clock = new Date("2026-09-07T09:00:00Z");
    const proposed = await added(async () => {
      expect(await reminders.round()).toBe(1);
      expect(await reminders.round()).toBe(0);
    });
    await reminders.stop();
    expect(proposed.text).toMatch(/3\sjours ouvrés/);
    const draft = await answered(reply(proposed, "Relancer"));
    expect(draft.text.replace(/[\s>]+/g, " ")).toMatch(/n’avons pas encore reçu de réponse/);
  });
});

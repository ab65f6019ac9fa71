import { generateKeyPairSync } from "node:crypto";
import { simpleParser } from "mailparser";
import { describe, expect, it } from "vitest";
import { renderLetter } from "../../src/mail/words/render-letter.ts";
import type { Letter } from "../../src/outbox/compose.ts";
import { compose } from "../../src/outbox/compose.ts";
import { smtpSender } from "../../src/outbox/send.ts";
import { dkimFault } from "../../src/outbox/dkim-fault.ts";
import { mailServer } from "../make/mail-server.ts";
import { dkimCheck, signedFields } from "./dkim-check.ts";

const BODY = "Bonjour,\n\n- UAI : 0440001M\n\nMerci d’enregistrer l’adresse « https://a.example/é ».\n";

function letter(more: Partial<Letter> = {}): Letter {
  return {
    id: "a1b2c3",
    messageId: "<psl.a1b2c3.t9.sig@example.org>",
    inReplyTo: null,
    references: [],
    from: "Passerelle <passerelle@example.org>",
    to: "support@example.org",
    cc: [],
    replyTo: null,
    subject: "[PSL-7F3K2M-1] PRONOTE / e-lyco : adresses à enregistrer",
    date: new Date("2026-09-02T08:00:00Z"),
    ...renderLetter({ subject: "Adresses", body: BODY, languages: ["fr"] }),
    language: "fr",
    automatic: false,
    ticket: "PSL-7F3K2M-1",
    attachments: [],
    ...more,
  };
}

/** The header of a mail, a field a line. */
async function headOf(more: Partial<Letter>): Promise<string> {
  const { raw } = await compose(letter(more));
  const [head = ""] = Buffer.from(raw).toString("latin1").split("\r\n\r\n");
  return head.replace(/\r\n[ \t]+/g, " ");
}

const keys = (bits: number) =>
  generateKeyPairSync("rsa", {
    modulusLength: bits,
    publicKeyEncoding: { type: "spki", format: "pem" },
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
  });

describe("a mail", () => {
  it("says the same in plain text and in HTML, the text first, in ASCII on the way", async () => {
    const { raw, messageId } = await compose(letter());
    expect(messageId).toBe("<psl.a1b2c3.t9.sig@example.org>");
    const source = Buffer.from(raw).toString("latin1");
    expect(raw.every((byte) => byte < 128)).toBe(true);
    expect(source.split("\r\n").every((line) => line.length <= 998)).toBe(true);
    expect(source).toMatch(/^Content-Type: multipart\/alternative/m);
    expect(source.indexOf("text/plain; charset=utf-8")).toBeLessThan(
      source.indexOf("text/html; charset=utf-8"),
    );
    const read = await simpleParser(Buffer.from(raw));
    expect(read.text).toBe(BODY);
    expect(read.html).toContain("Merci d’enregistrer l’adresse «");
    expect(read.subject).toBe(letter().subject);
    expect(read.messageId).toBe(messageId);
    expect(read.date).toEqual(letter().date);
    expect(read.headers.get("content-language")).toBe("fr");
    expect(read.headers.get("x-passerelle-ticket")).toBe("PSL-7F3K2M-1");
    expect(read.headers.get("x-passerelle-mail")).toBe("a1b2c3");
  });

  it("is plain text alone where there is no HTML, and names no ticket where it is of none", async () => {
    const head = await headOf({ html: null, ticket: "" });
    expect(head).toContain("Content-Type: text/plain");
    expect(head).not.toContain("X-Passerelle-Ticket");
  });

  it("repeats its own id as the last of the thread's", async () => {
    const own = letter().messageId;
    expect(await headOf({})).toContain(`References: ${own}`);
    const thread = ["<1@a.example>", "<2@b.example>"];
    const head = await headOf({ references: thread, inReplyTo: "<2@b.example>" });
    expect(head).toContain(`References: <1@a.example> <2@b.example> ${own}`);
    expect(head).toContain("In-Reply-To: <2@b.example>");
    expect(await headOf({ references: ["<1@a.example>"], inReplyTo: "<2@b.example>" })).toContain(
      `References: <1@a.example> <2@b.example> ${own}`,
    );
  });

  it("names the first and the last of a long thread, and nothing that is no id", async () => {
    const long = Array.from({ length: 200 }, (_, at) => `<${at}@a.example>`);
    const head = await headOf({ references: [...long, "no id", "<>", "<x\r\nBcc: y@a.example>"] });
    const ids = /^References: (.*)$/m.exec(head)?.[1]?.split(" ") ?? [];
    expect(ids).toHaveLength(30);
    expect(ids.slice(0, 2)).toEqual(["<0@a.example>", "<172@a.example>"]);
    expect(ids.slice(-2)).toEqual(["<199@a.example>", letter().messageId]);
    expect(head).not.toContain("Bcc");
  });

  it.each([
    ["an answer to a mail", { automatic: true, inReplyTo: "<1@a.example>" }, "auto-replied"],
    ["a notice", { automatic: true }, "auto-generated"],
    ["a letter a person asked for", { automatic: false, inReplyTo: "<1@a.example>" }, null],
  ])("is marked as automatic only where it is: %s", async (_, more, mark) => {
    const head = await headOf(more);
    expect(/^Auto-Submitted: (.*)$/m.exec(head)?.[1] ?? null).toBe(mark);
    const suppressed = /^X-Auto-Response-Suppress: (.*)$/m.exec(head)?.[1]?.split(", ") ?? [];
    expect(suppressed.includes("OOF")).toBe(mark !== null);
    // What comes back undelivered is wanted.
    expect(suppressed).not.toContain("All");
    expect(suppressed).not.toContain("NDR");
  });

  it("has recipients, a copy and an address for answers as they were given, names and all", async () => {
    const { raw } = await compose(
      letter({
        to: '"Durand, Zoé" <zoe@example.org>',
        cc: ["b@example.org", "Équipe d’appui <c@example.org>"],
        replyTo: "reponses@example.org",
      }),
    );
    const read = await simpleParser(Buffer.from(raw));
    const addresses = (field: typeof read.to) => [field ?? []].flat().flatMap((one) => one.value);
    expect(addresses(read.to)).toEqual([{ name: "Durand, Zoé", address: "zoe@example.org" }]);
    expect(addresses(read.cc).map((one) => one.name)).toEqual(["", "Équipe d’appui"]);
    expect(read.replyTo?.value[0]?.address).toBe("reponses@example.org");
  });

  it("lets no line end begin a field of its own", async () => {
    const head = await headOf({
      subject: "x\r\nBcc: thief@a.example",
      to: "a@example.org\r\nBcc: thief@a.example",
      ticket: "T\r\nBcc: thief@a.example",
    });
    expect(head).not.toMatch(/^Bcc:/im);
  });

  it("encloses what the preview listed and nothing else, and fetches nothing", async () => {
    const content = Buffer.from([0, 255, 1, 254]);
    const { raw } = await compose(
      letter({
        html: '<img src="https://a.example/x.png"><img src="file:///etc/hostname">',
        attachments: [{ name: "constat d’été.bin", type: "application/octet-stream", content }],
      }),
    );
    const read = await simpleParser(Buffer.from(raw));
    expect(read.attachments).toHaveLength(1);
    expect(read.attachments[0]).toMatchObject({ filename: "constat d’été.bin", content });
  });
});

describe("a signed mail", () => {
  const { publicKey, privateKey } = keys(2048);
  const dkim = { domain: "example.org", selector: "passerelle", privateKey };
  const enclosed = { name: "a.bin", type: "application/octet-stream", content: Buffer.alloc(3000, 7) };

  it.each([
    ["text and HTML", {}],
    ["text alone, odd blanks and all", { html: null, text: "  a \t b  \n\n\n. \n.\n\n\n" }],
    ["an empty text", { html: null, text: "" }],
    [
      "a thread, copies and a file",
      { references: ["<1@a.example>"], cc: ["b@example.org"], attachments: [enclosed] },
    ],
    ["a long subject", { subject: "é".repeat(300) }],
  ])("is good by another's reckoning: %s", async (_, more: Partial<Letter>) => {
    const { raw } = await compose(letter({ ...more, dkim }));
    expect(dkimCheck(raw, publicKey)).toBe("good");
    expect(Buffer.from(raw).toString("latin1")).toMatch(/d=example\.org;[^]*s=passerelle;/);
  });

  it("covers what says who wrote what to whom", async () => {
    const { raw } = await compose(letter({ dkim, inReplyTo: "<1@a.example>", cc: ["b@example.org"] }));
    expect(signedFields(raw)).toEqual(
      expect.arrayContaining([
        "from",
        "to",
        "cc",
        "subject",
        "date",
        "message-id",
        "in-reply-to",
        "references",
      ]),
    );
  });

  it("is no longer good once a word of it was changed", async () => {
    const { raw } = await compose(letter({ dkim }));
    const changed = (from: string, to: string): Buffer => {
      const source = Buffer.from(raw).toString("latin1");
      expect(source).toContain(from);
      return Buffer.from(source.replace(from, to), "latin1");
    };
    expect(dkimCheck(changed("0440001M", "0440002M"), publicKey)).toBe("body changed");
    expect(dkimCheck(changed("To: support@", "To: thief@"), publicKey)).toBe("header changed");
    expect(dkimCheck(raw, keys(2048).publicKey)).toBe("header changed");
    expect(dkimCheck((await compose(letter())).raw, publicKey)).toBe("no signature");
  });

  it("is still good when a server has received it", async () => {
    const server = await mailServer();
    const { raw } = await compose(letter({ dkim, html: null, text: ".\n..\n. point\nfin" }));
    const mail = { raw, mail_from: letter().from, rcpt: letter().to };
    const tried = await smtpSender(server.url).send(mail);
    await server.close();
    expect(tried.kind).toBe("sent");
    expect(server.received[0]?.raw).toBe(Buffer.from(raw).toString("utf8"));
    expect(dkimCheck(Buffer.from(server.received[0]?.raw ?? ""), publicKey)).toBe("good");
  });

  it("is not made unsigned: a key that cannot sign is told by the name of its setting", async () => {
    const ed25519 = generateKeyPairSync("ed25519")
      .privateKey.export({ type: "pkcs8", format: "pem" })
      .toString();
    const faults = ["", "no key", ed25519, keys(512).privateKey].map((one) => dkimFault(one));
    for (const fault of faults) expect(fault).toMatch(/^DKIM_KEY_FILE /);
    expect(new Set(faults).size).toBe(3);
    expect(dkimFault(dkim.privateKey)).toBeNull();
    await expect(compose(letter({ dkim: { ...dkim, privateKey: ed25519 } }))).rejects.toThrow(
      "DKIM_KEY_FILE",
    );
  });
});

import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { IncomingMail } from "../../adapters/mail.ts";
import { decide } from "../../src/mail/rules/decide.ts";
import type { KnownToken, SentMail } from "../../src/mail/rules/decision.ts";
import { answersSender } from "../../src/mail/rules/decision.ts";
import { signedId } from "../../src/mail/rules/token.ts";
import { tokensOf } from "../../src/mail/rules/tokens-of.ts";
import { NOW, OWN, SECRET, SENT, knownOf } from "./sent-mails.ts";

const UNTIL = new Date("2027-03-01T00:00:00Z");

const PLAIN: IncomingMail = {
  id: "a",
  messageId: null,
  inReplyTo: [],
  references: [],
  from: { address: "claire.martin@lycee-perrin.example", name: "" },
  replyTo: [],
  to: [],
  cc: [],
  returnPath: null,
  subject: "PRONOTE",
  receivedAt: "2026-09-14T08:12:40Z",
  headers: new Map(),
  text: "Bonjour",
  attachments: [],
  reports: [],
  reportedId: null,
  problems: [],
};

const PEOPLE = [
  ...SENT.flatMap((one) => [...one.recipients, ...one.participants, ...one.copied]),
  ...OWN,
  "noreply@editeur-ent.example",
  "nobody@elsewhere.example",
  "MAILER-DAEMON@mx.example",
  "",
];

const text = fc.oneof(
  fc.string({ unit: "binary", maxLength: 200 }),
  fc.constantFrom(
    "Réponse automatique : PRONOTE",
    "Votre demande a bien été enregistrée, ticket n° 12345",
    "Undelivered Mail Returned to Sender",
    "Re: PSL-7F3K2M",
  ),
);

const ids = fc.array(
  fc.oneof(
    fc.constantFrom(...SENT.map(({ mail }) => signedId(mail, SECRET, "passerelle.example", UNTIL))),
    fc.constantFrom(...SENT.map(({ mail }) => signedId(mail, SECRET, "passerelle.example", new Date(0)))),
    fc.constantFrom(...SENT.map(({ mail }) => signedId(mail, "another", "passerelle.example", UNTIL))),
    fc.string({ unit: "binary", maxLength: 80 }),
  ),
  { maxLength: 5 },
);

const FIELDS = [
  "precedence",
  "x-auto-response-suppress",
  "list-id",
  "x-loop",
  "x-autoreply",
  "content-type",
  "references",
  "x-failed-recipients",
];

const headers = fc
  .dictionary(
    fc.oneof(fc.constantFrom(...FIELDS), fc.string()),
    fc.array(fc.oneof(text, fc.constantFrom("bulk", "All", "multipart/report")), { maxLength: 3 }),
    { maxKeys: 5 },
  )
  .map((fields) => new Map(Object.entries(fields)));

const address = fc.record({ address: fc.oneof(fc.constantFrom(...PEOPLE), text), name: text });

const mails: fc.Arbitrary<IncomingMail> = fc.record({
  id: fc.string(),
  messageId: fc.option(fc.string()),
  inReplyTo: ids,
  references: ids,
  from: fc.option(address, { freq: 20 }),
  replyTo: fc.array(address, { maxLength: 2 }),
  to: fc.array(address, { maxLength: 2 }),
  cc: fc.array(address, { maxLength: 2 }),
  returnPath: fc.option(fc.constantFrom("", "<>", ...PEOPLE), { freq: 3 }),
  subject: text,
  receivedAt: fc.constant("2026-09-14T08:12:40Z"),
  headers,
  text,
  attachments: fc.array(
    fc.record({
      name: text,
      type: fc.constantFrom("message/rfc822", "text/plain", ""),
      content: fc.uint8Array(),
    }),
    { maxLength: 2 },
  ),
  reports: fc.array(
    fc.record({
      action: fc.constantFrom("failed", "delayed", "delivered", "relayed", "expanded"),
      recipient: text,
      status: fc.option(fc.oneof(text, fc.constantFrom("5.1.1", "4.2.2"))),
      diagnostic: fc.option(text),
    }),
    { maxLength: 2 },
  ),
  reportedId: fc.option(ids.map((all) => all[0] ?? "")),
  problems: fc.constant([]),
});

/** Values of `Auto-Submitted` that are not `no`, with and without comment and parameter. */
const automatic = fc
  .oneof(
    fc.constantFrom(
      "auto-replied",
      "auto-generated",
      "Auto-Notified",
      "yes",
      "",
      "(no)",
      "nope",
      "auto-replied; no",
    ),
    fc.string({ unit: "binary" }),
  )
  .filter((value) => !/^(?:[^;(]*\([^()]*\))*\s*no\s*(?:[;(]|$)/i.test(value));

function sentOf(mail: IncomingMail): readonly SentMail[] {
  return knownOf(mail).tokens.flatMap(({ sent }) => (sent === null ? [] : [sent]));
}

describe("whatever comes", () => {
  it("is decided without an error, within the tokens it brought", () => {
    const rules = new Set<string>();
    fc.assert(
      fc.property(mails, (mail) => {
        const decision = decide(mail, knownOf(mail));
        rules.add(decision.rule);
        if (!("conversation" in decision) || decision.conversation === null) return;
        expect(sentOf(mail).map(({ conversation }) => conversation)).toContain(decision.conversation);
      }),
      { numRuns: 1_500 },
    );
    // What is generated reaches most of the rules, or the property would say little.
    expect(rules.size).toBeGreaterThan(18);
  });

  it("is not answered where Auto-Submitted is anything but no", () => {
    fc.assert(
      fc.property(mails, automatic, (mail, value) => {
        const marked = { ...mail, headers: new Map([...mail.headers, ["auto-submitted", [value]]]) };
        expect(answersSender(decide(marked, knownOf(marked)))).toBe(false);
      }),
      { numRuns: 1_000 },
    );
  });

  it("goes on only with a conversation its sender has a part in, under a valid id", () => {
    let continued = 0;
    fc.assert(
      fc.property(mails, (mail) => {
        const decision = decide(mail, knownOf(mail));
        if (decision.kind !== "continue") return;
        continued += 1;
        const of = sentOf(mail).find((one) => one.mail === decision.mail);
        expect(of?.participants).toContain(mail.from?.address.toLowerCase());
        expect(of?.conversationGone).toBe(false);
      }),
      { numRuns: 1_500 },
    );
    expect(continued).toBeGreaterThan(20);
  });
});

describe("Auto-Submitted", () => {
  it.each(["no", "No", " NO ", "no (a person wrote this)", "(by hand) no", "no; why=person"])(
    "%s is a person's",
    (value) => {
      const mail = { ...PLAIN, headers: new Map([["auto-submitted", [value]]]) };
      expect(decide(mail, knownOf(mail)).rule).toBe("no-token");
    },
  );

  it.each([[["no", "auto-replied"]], [["auto-generated"]], [[""]], [["nope"]]])("%j is not", (values) => {
    const mail = { ...PLAIN, headers: new Map([["auto-submitted", values]]) };
    expect(decide(mail, knownOf(mail)).rule).toBe("auto-submitted");
  });
});

describe("the tokens of a mail", () => {
  const make = (mail: string, until = UNTIL): string => signedId(mail, SECRET, "passerelle.example", until);

  function found(changed: Partial<IncomingMail>): readonly unknown[] {
    const mail = { ...PLAIN, ...changed };
    return tokensOf(mail, SECRET, NOW);
  }

  it("come in the order they count, each once", () => {
    expect(
      found({
        inReplyTo: ["<x@y.example>", make("a")],
        references: [make("c"), make("b"), make("a")],
        reportedId: make("d"),
        text: `Message-ID: ${make("e")}\n${make("b")}`,
      }),
    ).toEqual([
      { kind: "valid", mail: "a", where: "in-reply-to" },
      { kind: "valid", mail: "b", where: "references" },
      { kind: "valid", mail: "c", where: "references" },
      { kind: "valid", mail: "d", where: "report" },
      { kind: "valid", mail: "e", where: "text" },
    ]);
  });

  it("are those still valid where a mail is named twice", () => {
    expect(found({ references: [make("a"), make("a", new Date(0))] })).toEqual([
      { kind: "valid", mail: "a", where: "references" },
    ]);
  });

  it("are found in the mail that was sent back, and in no picture", () => {
    const content = Buffer.from(`Message-ID: ${make("a")}\r\n`);
    const file = { name: "", content };
    expect(found({ attachments: [{ ...file, type: "message/rfc822" }] })).toHaveLength(1);
    expect(found({ attachments: [{ ...file, type: "image/png" }] })).toEqual([]);
  });

  it("are not without number", () => {
    const many = Array.from({ length: 5_000 }, (_, index) => make(`a-${index}`));
    const tokens = found({ inReplyTo: many, references: many, text: many.join(" ") });
    expect(tokens.length).toBeLessThanOrEqual(300);
  });

  it("make nobody a part of an erased conversation", () => {
    const tokens: readonly KnownToken[] = [
      { token: { kind: "valid", mail: "a", where: "in-reply-to" }, sent: null },
      { token: { kind: "forged", where: "references" }, sent: null },
    ];
    expect(
      decide(PLAIN, { tokens, own: [], parties: [], answeredToday: 0, dailyCap: 1, taken: false }).rule,
    ).toBe("conversation-gone");
  });
});

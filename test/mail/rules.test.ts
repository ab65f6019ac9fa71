import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { RULES, decide } from "../../src/mail/rules/decide.ts";
import type { Decision, Known } from "../../src/mail/rules/decision.ts";
import { answersSender } from "../../src/mail/rules/decision.ts";
import { ROOT } from "../../src/root.ts";
import { RULE_MAILS, incoming } from "./incoming.ts";
import { knownOf } from "./sent-mails.ts";

const ORDER = RULES.map(({ rule }) => rule);
const MAILS = readdirSync(RULE_MAILS).map((file) => file.replace(/\.eml$/, ""));

/** `vendor-reply-outlook` is of `vendor-reply`: the longest rule its name begins with. */
function ruleOf(name: string): string | undefined {
  return ORDER.filter((rule) => name === rule || name.startsWith(`${rule}-`)).sort(
    (a, b) => b.length - a.length,
  )[0];
}

/** What else is known of a mail; of those not named, only what was sent before. */
const KNOWN: Readonly<Record<string, Partial<Known>>> = {
  "known-mail": { taken: true },
  "daily-cap": { answeredToday: 10 },
};

const publication = { conversation: "c-publication", mail: "ans-0001" };
const addresses = { conversation: "c-addresses", mail: "esc-0001" };
const nothing = { conversation: null, mail: null };
const lost = { outcome: "permanent", status: "5.1.1", reason: "unknown-address" };

/** All that is decided beside the rule. */
const DECIDED: Readonly<Record<string, Omit<Decision, "rule"> & Record<string, unknown>>> = {
  "known-mail": { kind: "note", ...publication },
  "own-address": { kind: "note", ...nothing },
  "own-address-alias": { kind: "note", ...nothing },
  "x-loop": { kind: "note", ...publication },
  "x-loop-own-mark": { kind: "note", ...nothing },
  "bounce-unknown-address": {
    kind: "bounce",
    ...addresses,
    recipient: "support@editeur-ent.example",
    ...lost,
  },
  "bounce-qmail": { kind: "bounce", ...addresses, recipient: "support@editeur-ent.example", ...lost },
  "bounce-mailbox-full": {
    kind: "bounce",
    ...publication,
    recipient: "claire.martin@lycee-perrin.example",
    outcome: "permanent",
    status: "5.2.2",
    reason: "mailbox-full",
  },
  "bounce-delayed": {
    kind: "bounce",
    ...addresses,
    recipient: "support@editeur-ent.example",
    outcome: "delayed",
    status: "4.4.1",
    reason: "domain",
  },
  "bounce-given-up": {
    kind: "bounce",
    ...addresses,
    recipient: "support@editeur-ent.example",
    outcome: "permanent",
    status: "4.4.1",
    reason: "domain",
  },
  "bounce-exim-too-large": {
    kind: "bounce",
    ...publication,
    recipient: "claire.martin@lycee-perrin.example",
    outcome: "permanent",
    status: null,
    reason: "too-large",
  },
  "bounce-french-delay": {
    kind: "bounce",
    ...publication,
    recipient: "claire.martin@lycee-perrin.example",
    outcome: "delayed",
    status: "4.2.2",
    reason: "mailbox-full",
  },
  "bounce-exim-given-up": {
    kind: "bounce",
    conversation: "c-academy",
    mail: "esc-0003",
    recipient: "assistance@ac-littoral.example",
    outcome: "permanent",
    status: "4.2.2",
    reason: "mailbox-full",
  },
  "bounce-second-recipient": {
    kind: "bounce",
    conversation: "c-academy",
    mail: "esc-0003",
    recipient: "dsi@ac-littoral.example",
    outcome: "delayed",
    status: "4.7.1",
    reason: "refused",
  },
  "report-read": { kind: "note", ...publication },
  "report-delivered": { kind: "note", ...nothing },
  "no-sender": { kind: "note", ...publication },
  "vendor-acknowledgement": { kind: "acknowledged", ...addresses, number: "12345" },
  "vendor-acknowledgement-glpi": { kind: "acknowledged", ...addresses, number: "0012345" },
  "out-of-office-exchange": { kind: "note", ...publication },
  "out-of-office-sieve": { kind: "note", ...addresses },
  "out-of-office-zimbra-subject": { kind: "note", ...publication },
  "vendor-system": { kind: "party", ...addresses, reopens: false, number: "0012345" },
  "auto-submitted": { kind: "note", ...nothing },
  "auto-submitted-expired": { kind: "note", ...nothing },
  "auto-response-suppress": { kind: "note", ...nothing },
  "empty-return-path": { kind: "note", ...nothing },
  "x-autoreply": { kind: "note", ...nothing },
  "automatic-subject": { kind: "note", ...nothing },
  "mailing-list-sympa": { kind: "note", ...nothing },
  "mailing-list-newsletter": { kind: "note", ...nothing },
  "mailing-list-in-thread": { kind: "note", ...publication },
  "no-reply-sender": { kind: "note", ...nothing },
  "vendor-system-marked-only": { kind: "party", ...addresses, reopens: false, number: null },
  "vendor-reply-by-hand": { kind: "party", ...addresses, reopens: false, number: "12345" },
  "vendor-reply-outlook": { kind: "party", ...addresses, reopens: false, number: "ITSL-12345" },
  "vendor-reply-colleague": { kind: "party", ...addresses, reopens: false, number: null },
  "vendor-reply-copied": { kind: "party", ...addresses, reopens: false, number: null },
  "vendor-reply-reopens": {
    kind: "party",
    conversation: "c-resolved",
    mail: "esc-0002",
    reopens: true,
    number: null,
  },
  "party-alone": { kind: "note", ...nothing },
  "daily-cap": { kind: "note", ...publication },
  "reopens-closed": { kind: "continue", conversation: "c-passwords", mail: "ans-0002", reopens: true },
  "person-on-escalation": { kind: "continue", ...addresses, reopens: false },
  "token-in-in-reply-to-outlook": { kind: "continue", ...publication, reopens: false },
  "token-in-in-reply-to-gmail": { kind: "continue", ...publication, reopens: false },
  "token-in-in-reply-to-about-a-bounce": { kind: "continue", ...publication, reopens: false },
  "token-in-in-reply-to-apple": { kind: "continue", ...publication, reopens: false },
  "token-in-references": { kind: "continue", ...publication, reopens: false },
  "token-in-references-last-first": {
    kind: "continue",
    conversation: "c-later",
    mail: "ans-0004",
    reopens: false,
  },
  "token-in-references-folded": { kind: "continue", ...publication, reopens: false },
  "conversation-gone": { kind: "new", mail: "ans-0003", caseNumber: null },
  "conversation-gone-without-trace": { kind: "new", mail: "ans-9999", caseNumber: null },
  "not-a-participant": { kind: "new", mail: "ans-0001", caseNumber: null },
  "not-a-participant-colleague": { kind: "new", mail: "ans-0001", caseNumber: null },
  "not-a-participant-neighbour": { kind: "new", mail: "esc-0003", caseNumber: null },
  "expired-token": { kind: "new", mail: "ans-0001", caseNumber: null },
  "forged-token": { kind: "new", mail: null, caseNumber: null },
  "number-alone": { kind: "new", mail: null, caseNumber: "PSL-7F3K2M" },
  "number-alone-answer": { kind: "new", mail: null, caseNumber: "PSL-7F3K2M" },
  "subject-alone": { kind: "new", mail: null, caseNumber: null },
  "no-token": { kind: "new", mail: null, caseNumber: null },
  "no-token-forwarded": { kind: "new", mail: null, caseNumber: null },
  "no-token-own-list": { kind: "new", mail: null, caseNumber: null },
  "no-token-quoted-in-text": { kind: "new", mail: null, caseNumber: null },
};

describe.each(ORDER)("mail rule: %s", (rule) => {
  const mails = MAILS.filter((name) => ruleOf(name) === rule);

  it("has a mail", () => {
    expect(mails).not.toEqual([]);
  });

  it.each(mails)("%s", async (name) => {
    const mail = await incoming(name);
    expect(mail.text.trim()).not.toBe("");
    expect(decide(mail, knownOf(mail, KNOWN[name]))).toEqual({ ...DECIDED[name], rule });
  });
});

describe("the order of the rules", () => {
  it("is known whole: every mail is of a rule, and what is decided of it is written down", () => {
    expect(MAILS.filter((name) => ruleOf(name) === undefined)).toEqual([]);
    expect(Object.keys(DECIDED).sort()).toEqual([...MAILS].sort());
  });

  it.each(MAILS)("%s, taken before, is known", async (name) => {
    const mail = await incoming(name);
    expect(decide(mail, knownOf(mail, { taken: true })).rule).toBe("known-mail");
  });

  it.each(MAILS)("%s, marked as automatic, is not answered", async (name) => {
    const mail = await incoming(name);
    const marked = { ...mail, headers: new Map([...mail.headers, ["auto-submitted", ["auto-generated"]]]) };
    expect(answersSender(decide(marked, knownOf(mail)))).toBe(false);
  });

  it.each(MAILS)("%s, past the cap, is not answered, and no party's word is lost", async (name) => {
    const mail = await incoming(name);
    const without = decide(mail, knownOf(mail));
    const capped = decide(mail, knownOf(mail, { answeredToday: 10 }));
    expect(answersSender(capped)).toBe(false);
    expect(capped.rule).toBe(answersSender(without) ? "daily-cap" : without.rule);
  });

  it.each(MAILS)("%s, without a token of ours, goes into no conversation", async (name) => {
    const mail = await incoming(name);
    const decision = decide(mail, knownOf(mail, { tokens: [] }));
    expect(["note", "new"]).toContain(decision.kind);
    expect(decision).toMatchObject(decision.kind === "note" ? nothing : { mail: null });
  });

  it("is that of docs/mail-threading.md, which names the mails of each", () => {
    const document = readFileSync(join(ROOT, "docs/mail-threading.md"), "utf8");
    const rows = [...document.matchAll(/^\| (\d+) \| `([a-z-]+)` \|.*\| ([^|]*) \|$/gm)];
    expect(rows.map(([, number]) => Number(number))).toEqual(ORDER.map((_, index) => index + 1));
    expect(rows.map(([, , rule]) => rule)).toEqual(ORDER);
    for (const [, , rule = "", named = ""] of rows) {
      const mails = [...named.matchAll(/`([a-z-]+)`/g)].map(([, name]) => name);
      expect(mails.sort()).toEqual(MAILS.filter((name) => ruleOf(name) === rule).sort());
    }
  });
});

import { describe, expect, it } from "vitest";
import { bounceReason } from "../../src/mail/rules/bounce-reason.ts";

describe("why a mail did not arrive", () => {
  it.each([
    ["5.1.1", "", "unknown-address"],
    ["5.1.6", "", "unknown-address"],
    ["5.2.1", "", "unknown-address"],
    ["5.1.2", "", "domain"],
    ["5.1.10", "Null MX", "domain"],
    ["5.4.4", "", "domain"],
    ["4.4.7", "", "domain"],
    ["5.2.2", "", "mailbox-full"],
    ["4.2.2", "", "mailbox-full"],
    ["5.2.3", "", "too-large"],
    ["5.3.4", "", "too-large"],
    ["5.7.1", "message rejected by policy", "refused"],
    ["5.7.26", "DMARC", "refused"],
    ["5.7.1", "550 5.7.1 User unknown", "unknown-address"],
    ["5.0.0", "550 No such user here", "unknown-address"],
    ["5.5.0", "550 Requested action not taken: mailbox unavailable", "unknown-address"],
    [null, "552 message size exceeds the fixed maximum", "too-large"],
    [null, "La boîte aux lettres du destinataire est pleine", "mailbox-full"],
    [null, "550 your mailbox\n    is full", "mailbox-full"],
    [null, "L’adresse indiquée est introuvable", "unknown-address"],
    [null, "Host or domain name not found. Name service error", "domain"],
    [null, "554 your message looks like spam", "refused"],
    ["5.6.1", "conversion", "other"],
    [null, "", "other"],
    ["no code", "", "other"],
  ] as const)("%s %s: %s", (status, words, reason) => {
    expect(bounceReason(status, words)).toBe(reason);
  });
});

import type { IncomingMail } from "../../adapters/mail.ts";
import type { Known, SentMail } from "../../src/mail/rules/decision.ts";
import { tokensOf } from "../../src/mail/rules/tokens-of.ts";

/** What the ids in the mails of the rules are signed with: a change of the format would leave answers unread. */
export const SECRET = "only the tests sign with this secret";

export const NOW = new Date("2026-09-14T08:13:00Z");

export const OWN = [
  "assistance@passerelle.example",
  "rebonds@passerelle.example",
  "support-ent@passerelle.example",
];

/** Where escalations go, beside those of the mails below. */
const PARTY = "support@editeur-ent.example";

const CLAIRE = "claire.martin@lycee-perrin.example";

const answer: SentMail = {
  mail: "ans-0001",
  kind: "answer",
  conversation: "c-publication",
  conversationGone: false,
  closed: false,
  recipients: [CLAIRE],
  participants: [CLAIRE],
  copied: [],
};

const escalation: SentMail = {
  mail: "esc-0001",
  kind: "escalation",
  conversation: "c-addresses",
  conversationGone: false,
  closed: false,
  recipients: ["support@editeur-ent.example"],
  participants: [CLAIRE],
  copied: ["marc.leroy@infogerance.example"],
};

/** The mails that were sent before those of the rules came. */
export const SENT: readonly SentMail[] = [
  answer,
  { ...answer, mail: "ans-0002", conversation: "c-passwords", closed: true },
  { ...answer, mail: "ans-0003", conversation: "c-erased", conversationGone: true },
  { ...answer, mail: "ans-0004", conversation: "c-later" },
  escalation,
  { ...escalation, mail: "esc-0002", conversation: "c-resolved", closed: true },
  {
    ...escalation,
    mail: "esc-0003",
    conversation: "c-academy",
    recipients: ["assistance@ac-littoral.example", "dsi@ac-littoral.example"],
  },
];

/** What would be known of a mail, had those above been sent. */
export function knownOf(mail: IncomingMail, changed: Partial<Known> = {}): Known {
  const tokens = tokensOf(mail, SECRET, NOW).map((token) => ({
    token,
    sent: token.kind === "forged" ? null : (SENT.find((one) => one.mail === token.mail) ?? null),
  }));
  return { tokens, own: OWN, parties: [PARTY], answeredToday: 0, dailyCap: 10, taken: false, ...changed };
}

import type { IncomingMail } from "../../adapters/mail.ts";
import type { News } from "../assistant/news.ts";
import type { Owner } from "../message.ts";
import type { Sent } from "../store/letters.ts";
import type { Store } from "../store/store.ts";
import type { Decision } from "./rules/decision.ts";
import { ownText } from "./own-text.ts";
import { sameOrganisation } from "./rules/same-organisation.ts";

/** What a mail that is nobody's turn tells, and in which conversation; null where it tells nothing. */
export async function newsOf(
  store: Store,
  mail: IncomingMail,
  decision: Decision,
): Promise<{ readonly conversation: string; readonly news: News } | null> {
  if (decision.kind === "continue" || decision.kind === "new" || decision.mail === null) return null;
  const sent = await store.read.letters.sent(decision.mail);
  if (sent === undefined || sent.kind !== "escalation") return null;
  const { conversation, ticket, subject } = sent;
  const about = { ticket, subject, party: sent.route as Owner };
  const references = [sent.message_id, ...(mail.messageId === null ? [] : [mail.messageId])];
  switch (decision.kind) {
    case "party":
      return {
        conversation,
        news: {
          ...about,
          kind: "reply",
          text: ownText(mail.text, mail.subject),
          files: mail.attachments.map((one) => one.name),
          number: decision.number,
          references,
        },
      };
    case "acknowledged":
      return { conversation, news: { ...about, kind: "acknowledged", number: decision.number } };
    case "bounce":
      if (decision.outcome === "delayed") return null;
      return {
        conversation,
        news: { ...about, kind: "bounce", to: decision.recipient ?? sent.rcpt, why: decision.reason },
      };
    case "note":
      // An absence is told of nobody but the party: a mail may have been passed on to anybody.
      return decision.rule === "out-of-office" && isParty(mail, sent)
        ? { conversation, news: { ...about, kind: "away" } }
        : null;
  }
}

function isParty({ from }: IncomingMail, { rcpt, copied }: Sent): boolean {
  const address = from?.address ?? "";
  return sameOrganisation(rcpt, address) || rcpt.toLowerCase() === address || copied.includes(address);
}

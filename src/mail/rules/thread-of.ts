import type { IncomingMail } from "../../../adapters/mail.ts";
import type { Known, SentMail } from "./decision.ts";
import { sameOrganisation } from "./same-organisation.ts";

/** The mail of ours that is answered, who answers it, and in which field its id was found. */
export type Thread = {
  readonly sent: SentMail;
  readonly who: "person" | "party";
  readonly where: "in-reply-to" | "references";
};

/**
 * Who a sender is to a mail that was sent: its conversation's person, the party it went to, or nobody. The party is the
 * recipient, somebody of the same organisation, or somebody who stood in the copy of an accepted mail of this thread.
 */
function whoIs(address: string, sent: SentMail): Thread["who"] | null {
  if (sent.participants.includes(address)) return "person";
  if (sent.kind !== "escalation") return null;
  const party =
    sent.recipients.some((recipient) => recipient === address || sameOrganisation(recipient, address)) ||
    sent.copied.includes(address);
  return party ? "party" : null;
}

/**
 * What a mail answers: the first valid token, in the order of `tokensOf`, whose mail is still known and whose thread its
 * sender has a part in. Token and sender both: tokens are passed on with a mail, and a sender is anything one types.
 */
export function threadOf(mail: IncomingMail, known: Known): Thread | null {
  const address = mail.from?.address.toLowerCase();
  if (address === undefined || address === "") return null;
  for (const { token, sent } of known.tokens) {
    if (token.kind !== "valid" || sent === null || sent.conversationGone) continue;
    if (token.where !== "in-reply-to" && token.where !== "references") continue;
    const who = whoIs(address, sent);
    if (who !== null) return { sent, who, where: token.where };
  }
  return null;
}

/** The mail of ours a mail is about, whoever sent it: what an automatic mail is noted with, and a bounce tells of. */
export function subjectOf(known: Known, quoted: boolean): SentMail | null {
  const about = known.tokens.find(
    ({ token, sent }) =>
      token.kind === "valid" &&
      sent !== null &&
      !sent.conversationGone &&
      (quoted || token.where === "in-reply-to" || token.where === "references"),
  );
  return about?.sent ?? null;
}

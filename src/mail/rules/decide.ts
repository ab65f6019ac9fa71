import type { IncomingMail } from "../../../adapters/mail.ts";
import { acknowledges } from "./acknowledgement.ts";
import {
  hasAutomaticField,
  hasAutomaticSubject,
  hasEmptyReturnPath,
  hasLooped,
  isAutoReplied,
  isAutoSubmitted,
  isListMail,
  isNoReply,
  isOwn,
  suppressesAnswers,
} from "./automatic.ts";
import { bounceOf } from "./bounce.ts";
import type {
  ContinueRule,
  Decision,
  Known,
  NewRule,
  NoteRule,
  PartyRule,
  Rule,
  SentMail,
} from "./decision.ts";
import { ownNumber } from "./own-number.ts";
import type { Thread } from "./thread-of.ts";
import { subjectOf, threadOf } from "./thread-of.ts";
import { vendorNumber } from "./vendor-number.ts";

/** What the rules look at. */
type Case = {
  readonly mail: IncomingMail;
  readonly known: Known;
  /** What the sender answers, where he has a part in it. */
  readonly thread: Thread | null;
  /** The mail of ours that is answered, whoever answers. */
  readonly answered: SentMail | null;
  readonly from: string;
};

type RuleOf = { readonly rule: Rule; readonly judge: (one: Case) => Decision | null };

function note(rule: NoteRule, applies: (one: Case) => boolean): RuleOf {
  return {
    rule,
    judge: (one) =>
      applies(one)
        ? {
            kind: "note",
            rule,
            conversation: one.answered?.conversation ?? null,
            mail: one.answered?.mail ?? null,
          }
        : null,
  };
}

function continues(rule: ContinueRule, applies: (thread: Thread) => boolean): RuleOf {
  return {
    rule,
    judge: ({ thread }) => {
      if (thread?.who !== "person" || !applies(thread)) return null;
      const { conversation, mail, closed } = thread.sent;
      return { kind: "continue", rule, conversation, mail, reopens: closed };
    },
  };
}

function ofParty(rule: PartyRule, applies: (one: Case) => boolean): RuleOf {
  return {
    rule,
    judge: (one) => {
      if (one.thread?.who !== "party" || !applies(one)) return null;
      const { conversation, mail, closed } = one.thread.sent;
      const number = vendorNumber(one.mail.subject, one.mail.text);
      return { kind: "party", rule, conversation, mail, reopens: closed, number };
    },
  };
}

/** `found`: the mail of ours the rule is about, null where it is of none; undefined where it does not apply. */
function begins(rule: NewRule, found: (one: Case) => string | null | undefined): RuleOf {
  return {
    rule,
    judge: (one) => {
      const mail = found(one);
      if (mail === undefined) return null;
      return { kind: "new", rule, mail, caseNumber: ownNumber(one.mail.subject.slice(0, 1_000)) };
    },
  };
}

/** An automatic answer to what was sent, as against what a ticket system sends for its agent. */
function repliesByItself({ mail }: Case): boolean {
  return (
    isAutoReplied(mail) || hasEmptyReturnPath(mail) || hasAutomaticField(mail) || hasAutomaticSubject(mail)
  );
}

function isMarked({ mail }: Case): boolean {
  return isAutoSubmitted(mail) || suppressesAnswers(mail);
}

function isFromSystem(one: Case): boolean {
  return isMarked(one) || isListMail(one.mail, one.known.own) || isNoReply(one.from);
}

/** The tokens in the fields an answer has. */
function inFields({ known }: Case): Known["tokens"] {
  return known.tokens.filter(({ token }) => token.where === "in-reply-to" || token.where === "references");
}

const bounce: RuleOf = {
  rule: "bounce",
  judge: ({ mail, known }) => {
    const sent = subjectOf(known, true);
    const found = sent === null ? null : bounceOf(mail, sent.recipients);
    if (sent === null || found === null) return null;
    return { kind: "bounce", rule: "bounce", conversation: sent.conversation, mail: sent.mail, ...found };
  },
};

const acknowledgement: RuleOf = {
  rule: "vendor-acknowledgement",
  judge: (one) => {
    if (one.thread?.who !== "party" || !(repliesByItself(one) || isFromSystem(one))) return null;
    const number = vendorNumber(one.mail.subject, one.mail.text);
    if (number === null || !(isAutoReplied(one.mail) || acknowledges(one.mail.subject, one.mail.text)))
      return null;
    const { conversation, mail } = one.thread.sent;
    return { kind: "acknowledged", rule: "vendor-acknowledgement", conversation, mail, number };
  },
};

/** A mail program's mark of an answer, French and English. */
const ANSWER = /^\s*(?:re|r[ée]f?|r[ée]p)\s?(?:\[\d{1,3}\]\s?)?:/iu;

/**
 * The rules in their order: the first that applies decides. What they promise, and why in this order, is written in
 * `docs/mail-threading.md`.
 */
export const RULES: readonly RuleOf[] = [
  note("known-mail", ({ known }) => known.taken),
  note("own-address", ({ known, from }) => isOwn(from, known.own)),
  note("x-loop", ({ mail, known }) => hasLooped(mail, known.own)),
  bounce,
  note("report", ({ mail }) => {
    const type = mail.headers.get("content-type")?.join(" ") ?? "";
    return mail.reports.length > 0 || /^\s*multipart\/report\b/i.test(type);
  }),
  note("no-sender", ({ from }) => from === ""),
  acknowledgement,
  note("out-of-office", (one) => {
    return one.answered !== null && (repliesByItself(one) || (isMarked(one) && one.thread?.who !== "party"));
  }),
  ofParty("vendor-system", isFromSystem),
  note("auto-submitted", ({ mail }) => isAutoSubmitted(mail)),
  note("auto-response-suppress", ({ mail }) => suppressesAnswers(mail)),
  note("empty-return-path", ({ mail }) => hasEmptyReturnPath(mail)),
  note("x-autoreply", ({ mail }) => hasAutomaticField(mail)),
  note("automatic-subject", ({ mail }) => hasAutomaticSubject(mail)),
  note("mailing-list", ({ mail, known }) => isListMail(mail, known.own)),
  note("no-reply-sender", ({ from }) => isNoReply(from)),
  ofParty("vendor-reply", () => true),
  note("party-alone", ({ thread, known, from }) => thread === null && known.parties.includes(from)),
  note("daily-cap", ({ known }) => known.answeredToday >= known.dailyCap),
  continues("reopens-closed", ({ sent }) => sent.closed),
  continues("person-on-escalation", ({ sent }) => sent.kind === "escalation"),
  continues("token-in-in-reply-to", ({ where }) => where === "in-reply-to"),
  continues("token-in-references", () => true),
  begins("conversation-gone", (one) => {
    const gone = inFields(one).find(
      ({ token, sent }) => token.kind === "valid" && (sent === null || sent.conversationGone),
    );
    return gone?.token.kind === "valid" ? gone.token.mail : undefined;
  }),
  begins("not-a-participant", (one) => one.answered?.mail),
  begins("expired-token", (one) => {
    const expired = inFields(one).find(({ token }) => token.kind === "expired");
    return expired?.token.kind === "expired" ? expired.token.mail : undefined;
  }),
  begins("forged-token", (one) => (inFields(one).length > 0 ? null : undefined)),
  begins("number-alone", ({ mail }) => (ownNumber(mail.subject.slice(0, 1_000)) === null ? undefined : null)),
  begins("subject-alone", ({ mail }) => (ANSWER.test(mail.subject) ? null : undefined)),
  begins("no-token", () => null),
];

/** What is done with a mail, given what is known of the tokens in it, its sender and itself. Pure, and never throws. */
export function decide(mail: IncomingMail, known: Known): Decision {
  const one: Case = {
    mail,
    known,
    thread: threadOf(mail, known),
    answered: subjectOf(known, false),
    from: mail.from?.address.trim().toLowerCase() ?? "",
  };
  for (const { judge } of RULES) {
    const decision = judge(one);
    if (decision !== null) return decision;
  }
  // The last rule applies to every mail.
  return { kind: "new", rule: "no-token", mail: null, caseNumber: null };
}

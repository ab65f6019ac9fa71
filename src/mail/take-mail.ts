import { createHmac } from "node:crypto";
import type { Filed, IncomingMail } from "../../adapters/mail.ts";
import type { Store } from "../store/store.ts";
import { decide } from "./rules/decide.ts";
import type { Decision, KnownToken } from "./rules/decision.ts";
import { hold } from "./hold.ts";
import { newsOf } from "./news-of.ts";
import type { TakeMailParts } from "./take-mail-parts.ts";
import type { FoundToken } from "./rules/tokens-of.ts";
import { tokensOf } from "./rules/tokens-of.ts";

const DAY_MS = 24 * 3_600_000;

/** Mails a person has to look at: they are answered by nobody and would be lost among the others. */
const SET_ASIDE: ReadonlySet<Decision["rule"]> = new Set(["daily-cap", "no-sender", "party-alone"]);

/**
 * Takes one mail: decides by the written rules (docs/mail-threading.md) whose it is, does what that asks, and writes down that
 * it was taken. Taken again it changes nothing: all it does is known by the mail's id.
 */
export function takeMail(parts: TakeMailParts): (mail: IncomingMail) => Promise<Filed> {
  const { store, log } = parts;
  const now = parts.now ?? ((): Date => new Date());

  return async (mail) => {
    const at = now();
    const sender = senderMark(store.secret, mail);
    const tokens: readonly KnownToken[] = await Promise.all(
      tokensOf(mail, store.secret, at).map((token) => known(store, token)),
    );
    const decision = decide(mail, {
      taken: (await store.read.letters.letter(mail.id)) !== undefined,
      tokens,
      own: parts.own,
      parties: parts.parties,
      answeredToday: await store.read.letters.answeredSince(
        sender,
        new Date(at.getTime() - DAY_MS).toISOString(),
      ),
      dailyCap: parts.dailyCap,
    });
    if (decision.rule === "known-mail") return "processed";
    const letter = {
      id: mail.id,
      rule: decision.rule,
      sender,
      // A stranger who names our id brings nobody into a thread.
      copied:
        decision.kind === "continue" || decision.kind === "party" ? copiedIn(mail, parts.own).join(" ") : "",
      at: at.toISOString(),
    };
    let lost = false;
    if (decision.kind === "continue" || decision.kind === "new") {
      await hold(parts, mail, decision, letter, at);
    } else {
      const news = await newsOf(store, mail, decision);
      // An answer that did not reach the person can be told to nobody by mail: that would come back as well.
      lost = news === null && decision.kind === "bounce" && decision.outcome === "permanent";
      if (news !== null) await parts.assistant.tell(news.conversation, mail.id, news.news);
      const conversation = "conversation" in decision ? decision.conversation : null;
      await store.write((tx) => tx.letters.addLetter({ ...letter, conversation, answered: 0 }));
    }
    log.info({ mail: mail.id.slice(0, 12), rule: decision.rule }, "a mail was taken");
    parts.told();
    return SET_ASIDE.has(decision.rule) || lost ? "set-aside" : "processed";
  };
}

/** Counts the mails of one sender without naming him. */
function senderMark(secret: string, mail: IncomingMail): string {
  return createHmac("sha256", secret)
    .update(`sender ${mail.from?.address ?? ""}`)
    .digest("base64url");
}

async function known(store: Store, token: FoundToken): Promise<KnownToken> {
  const sent = token.kind === "forged" ? undefined : await store.read.letters.sent(token.mail);
  if (sent === undefined) return { token, sent: null };
  const { id, conversation, thread, copied, closed, rcpt } = sent;
  return {
    token,
    sent: {
      mail: id,
      kind: sent.kind === "escalation" ? "escalation" : "answer",
      conversation,
      // What is erased takes its mails along.
      conversationGone: false,
      closed,
      recipients: [rcpt.toLowerCase()],
      participants: thread === undefined ? [] : [thread.address],
      copied,
    },
  };
}

/** Everybody a mail is for or from beside the program: they may answer in its thread. */
function copiedIn({ from, to, cc }: IncomingMail, own: readonly string[]): readonly string[] {
  const others = [from, ...to, ...cc].flatMap((one) => (one === null ? [] : [one.address]));
  return [...new Set(others)].filter((one) => !own.includes(one) && !one.includes(" "));
}

import { randomBytes } from "node:crypto";
import type { Language, Output } from "../message.ts";
import { pendingMail } from "../outbox/pending-mail.ts";
import type { Writing } from "../store/store.ts";
import type { MakeMail } from "./outgoing.ts";
import type { Texts } from "../texts.ts";
import type { LinkMaker } from "./words/document-of-answer.ts";
import { withMail } from "./mails-asked.ts";
import { renderAnswer } from "./words/render-answer.ts";

/** Puts a mail in the outbox that says in a conversation held by mail what was told there; in none else. */
export type MailAnswer = (
  tx: Writing,
  conversation: string,
  language: Language,
  messages: readonly Output[],
  at: Date,
) => Promise<void>;

export type AnswerParts = {
  readonly from: string;
  readonly makeMail: MakeMail;
  readonly texts: Texts;
  /** Addresses of the page for a conversation. */
  readonly linkOf: (conversation: string) => LinkMaker;
};

/** Every answer is a mail of its own in the thread of the person, at once in the outbox and in the store. */
export function mailAnswer({ from, makeMail, texts, linkOf }: AnswerParts): MailAnswer {
  return async (tx, conversation, language, messages, at) => {
    const thread = await tx.letters.thread(conversation);
    if (thread === undefined || messages.length === 0) return;
    const id = randomBytes(9).toString("hex");
    const { subject, text, html } = renderAnswer({
      texts,
      link: linkOf(conversation),
      renderings: [{ language, messages }],
      subject: thread.subject,
    });
    const composed = await makeMail({
      id,
      ticket: "",
      to: thread.address,
      subject,
      text,
      html,
      references: thread.refs.split(" ").filter((one) => one !== ""),
      date: at,
      language,
      automatic: true,
    });
    const about = { id, kind: "answer", conversation, ticket: "", route: "user" } as const;
    const posted = { ...about, from, to: thread.address, subject, at: at.toISOString() };
    await tx.enqueue(pendingMail(posted, composed));
    // What the person answers next refers to this mail.
    const refs = `${thread.refs} ${composed.messageId}`.trim();
    await tx.letters.saveThread({ ...thread, refs, choices: withMail(thread.choices, id, messages) });
  };
}

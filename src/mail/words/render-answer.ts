import type { Language, Output } from "../../message.ts";
import type { Document } from "./document.ts";
import type { Saying } from "./document-of-answer.ts";
import { documentOfAnswer } from "./document-of-answer.ts";
import { htmlOf } from "./html-of.ts";
import { mailPage } from "./mail-page.ts";
import { replySubject } from "./reply-subject.ts";
import { textOf } from "./text-of.ts";

/** What a turn said, in one language. */
export type Rendering = { readonly language: Language; readonly messages: readonly Output[] };

export type Answer = Saying & {
  /** In the language of the person; the same in another one may follow it under a rule. */
  readonly renderings: readonly [Rendering, ...Rendering[]];
  /** That of the mail answered; null where none is. */
  readonly subject: string | null;
};

/** The words of a mail: both parts say the same, in the same order. `html` is a whole page. */
export type Rendered = { readonly subject: string; readonly text: string; readonly html: string };

/** One mail for all that was said in a turn. */
export function renderAnswer(answer: Answer): Rendered {
  const { texts, renderings } = answer;
  const [{ language }] = renderings;
  const answered = answer.subject === null ? null : replySubject(answer.subject);
  const subject = answered ?? texts.say(language, "mail.answer.subject");
  const sections = renderings.map((one) => ({
    kind: "section" as const,
    language: one.language,
    blocks: documentOfAnswer(answer, one.language, one.messages),
  }));
  // Each language has its own links at its end: whoever reads one need not look below the other.
  const text = sections
    .map((one) => textOf(one.blocks, texts.say(one.language, "mail.answer.links")))
    .join("\n\n----------\n\n");
  const document = sections.flatMap((one, at): Document => (at === 0 ? [one] : [{ kind: "rule" }, one]));
  return {
    subject,
    text: `${text}\n`,
    html: mailPage({ language, title: subject, body: htmlOf(document) }),
  };
}

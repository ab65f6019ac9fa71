import type { Input, StoredTurn } from "../../adapters/adapter.ts";
import type { IncomingMail } from "../../adapters/mail.ts";
import type { ThreadRow } from "../store/letters.ts";
import { chosenNumber, shortAnswer } from "./chosen-number.ts";
import type { Decision } from "./rules/decision.ts";
import { mailsAsked, questionOf } from "./mails-asked.ts";
import { offeredChoices } from "./words/offered-choices.ts";
import { ownText } from "./own-text.ts";
import { replySubject } from "./words/reply-subject.ts";

export type Held = Extract<Decision, { readonly kind: "continue" | "new" }>;

/** What a mail says and brings, each an input under a name of its own. */
export type Heard = {
  readonly inputs: readonly { readonly name: string; readonly input: Input }[];
  /**
   * What was answered to a question that is over, and so is not taken; `agrees`: to a draft that has changed since. Null where
   * nothing was.
   */
  readonly late: { readonly answer: string; readonly agrees: boolean } | null;
};

/** Subjects that say nothing. */
const NO_SUBJECT =
  /^(?:\(?(?:sans objet|no subject|aucun objet)\)?|bonjour|urgent|pronote|ent|e-?lyco|help|aide)?$/i;

/** Short answers that send nothing, whatever they answer. */
const AGREES_TO_NOTHING =
  /personne|person|retour|back|recommenc|start over|modif|edit|corrig|ne pas|annul|cancel|^non?(?![\p{L}\p{N}])/iu;

/**
 * What a mail says and brings. A number is that of the mail it answers, and counts while the question of that mail is the one
 * that is open: `turns` are those of the conversation before this mail. Agreeing to a draft that has changed since is nothing.
 */
export function inputsOf(
  mail: IncomingMail,
  decision: Held,
  thread: ThreadRow | undefined,
  turns: readonly StoredTurn[],
): Heard {
  const files = mail.attachments.map(({ name, content }, index) => ({
    name: `file-${index}`,
    input: { kind: "file", name, content: onePiece(content) } as const,
  }));
  const words = wordsOf(mail, thread);
  if (decision.kind === "new") {
    const subject = NO_SUBJECT.test(mail.subject.trim()) ? "" : mail.subject.trim();
    return { inputs: [...said("words", `${subject}\n\n${words}`), ...files], late: null };
  }
  const asked = mailsAsked(thread?.choices ?? "[]").find((one) => one.mail === decision.mail);
  const open = turns.findLast((turn) => questionOf(turn.messages) !== null)?.messages ?? [];
  const isLate = asked !== undefined && asked.question !== (questionOf(open) ?? "");
  const chosen = chosenNumber(words);
  const choice = chosen === null ? undefined : asked?.choices[chosen.number - 1];
  if (chosen !== null && choice !== undefined) {
    // A person may be called whatever was asked meanwhile.
    const late =
      isLate && choice.id !== "person" ? { answer: choice.label, agrees: choice.id === "send" } : null;
    const number =
      late === null ? [{ name: "words", input: { kind: "choose", id: choice.id } as const }] : [];
    return { inputs: [...number, ...said("rest", chosen.rest), ...files], late };
  }
  const short = shortAnswer(words);
  const isDraft = offeredChoices(open).some(({ id }) => id === "send");
  if (short !== null && isLate && isDraft && !AGREES_TO_NOTHING.test(short))
    return { inputs: files, late: { answer: short, agrees: true } };
  return { inputs: [...said("words", short ?? words), ...files], late: null };
}

/** What was written anew; where that is nothing, a subject that is another than the conversation's. */
function wordsOf(mail: IncomingMail, thread: ThreadRow | undefined): string {
  const words = ownText(mail.text, mail.subject);
  if (words !== "" || thread === undefined || mail.attachments.length > 0) return words;
  const [subject, known] = [mail.subject, thread.subject].map((one) => replySubject(one)?.slice(4) ?? "");
  return subject === known || subject === undefined ? "" : subject;
}

function said(name: string, text: string): Heard["inputs"] {
  const trimmed = text.trim();
  return trimmed === "" ? [] : [{ name, input: { kind: "say", text: trimmed } }];
}

async function* onePiece(content: Uint8Array): AsyncIterable<Uint8Array> {
  yield content;
}

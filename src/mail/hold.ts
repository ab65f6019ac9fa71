import type { IncomingMail, MailProblem } from "../../adapters/mail.ts";
import { notice } from "../rooms/add-posts.ts";
import type { Output } from "../message.ts";
import type { LetterRow, ThreadRow } from "../store/letters.ts";
import type { Held } from "./inputs-of.ts";
import { inputsOf } from "./inputs-of.ts";
import type { TakeMailParts } from "./take-mail-parts.ts";

/** So many ids of a thread are kept, the last ones. */
const REFERENCES = 20;

/** What could not be read of a mail and is said to who sent it. */
const TOLD: readonly MailProblem[] = ["encrypted", "winmail", "too-large", "attachments-left-out", "broken"];

/**
 * Takes a mail as turns of its conversation, the words first, then each file, and puts one answer to them all in the outbox.
 * All of it is known by the mail's id: the same turns are never taken twice, and the answer is written once, with the mail.
 */
export async function hold(
  parts: TakeMailParts,
  mail: IncomingMail,
  decision: Held,
  letter: Omit<LetterRow, "conversation" | "answered">,
  at: Date,
): Promise<void> {
  const { store, assistant, texts } = parts;
  const opened =
    decision.kind === "continue" ? null : await assistant.open({ channel: "mail", eventId: mail.id });
  const conversation = decision.kind === "continue" ? decision.conversation : (opened?.id ?? "");
  const before = await store.read.letters.thread(conversation);
  const held = await assistant.read(conversation);
  // Taken again after a fault, its own turns are there already.
  const turns = (held?.turns ?? []).filter((one) => !one.eventId.startsWith(`${mail.id}.`));
  const { inputs, late } = inputsOf(mail, decision, before, turns);
  const said: Output[] = [];
  let taken = 0;
  for (const { name, input } of inputs) {
    const one = await assistant.take({ conversation, eventId: `${mail.id}.${name}`, input });
    if (one.kind === "taken") {
      taken += 1;
      said.push(...one.messages);
    } else said.push(notice(one.message));
  }
  // Nobody is left without a question: where nothing was taken, it is said where we are.
  if (taken === 0 && opened !== null) said.push(...opened.greeting.messages);
  else if (taken === 0)
    said.push(...((await assistant.resume(conversation, `${mail.id}.resume`))?.messages ?? []));
  const language = (await assistant.read(conversation))?.language ?? "fr";
  const preface = prefaceOf(mail, decision, inputs.length === 0 && late === null).map((key) =>
    notice(texts.say(language, key)),
  );
  if (late !== null)
    preface.push(
      notice(texts.say(language, `mail.late.${late.agrees ? "draft" : "answer"}`, { answer: late.answer })),
    );
  await store.write(async (tx) => {
    if (!(await tx.letters.addLetter({ ...letter, conversation, answered: 1 }))) return;
    if (decision.kind === "continue" && decision.reopens)
      await tx.letters.reopen(conversation, at.toISOString());
    const thread = await tx.letters.thread(conversation);
    await tx.letters.saveThread(threadAfter(thread, conversation, mail));
    await parts.mailAnswer(tx, conversation, language, [...preface, ...onlyLastAsks(said)], at);
  });
}

/** What is said before the answer: why it is a new conversation, what could not be read. */
function prefaceOf(mail: IncomingMail, decision: Held, nothing: boolean): readonly string[] {
  const begun = decision.kind === "new" && decision.rule !== "no-token" ? [`mail.new.${decision.rule}`] : [];
  // Who is greeted by the conversation itself is not greeted twice.
  const hello = decision.kind === "new" && !nothing ? ["mail.new.hello"] : [];
  const problems = TOLD.filter((one) => mail.problems.includes(one)).map((one) => `mail.problem.${one}`);
  const empty = nothing && problems.length === 0 ? ["mail.problem.empty"] : [];
  return [...hello, ...begun, ...problems, ...empty];
}

/** A choice can be made of the last thing asked only, and what is asked again further down is asked once. */
function onlyLastAsks(all: readonly Output[]): readonly Output[] {
  const asks = (one: Output): boolean => one.type !== "ticket" && one.choices.length > 0;
  const messages = all.filter(
    (one, index) =>
      one.type !== "message" ||
      !asks(one) ||
      !all
        .slice(index + 1)
        .some((later) => later.type === "message" && asks(later) && later.text === one.text),
  );
  const last = messages.findLastIndex(asks);
  return messages.map((one, index) =>
    one.type === "ticket" || index === last ? one : { ...one, choices: [] },
  );
}

function threadAfter(before: ThreadRow | undefined, conversation: string, mail: IncomingMail): ThreadRow {
  const refs = [...(before?.refs.split(" ") ?? []), ...mail.references, mail.messageId ?? ""].filter(
    (one) => one !== "",
  );
  // Never to where a « Reply-To » points: anybody may write one.
  const address = mail.from?.address ?? "";
  return {
    conversation,
    address: before?.address ?? address,
    subject: before?.subject ?? mail.subject,
    refs: [...new Set(refs)].slice(-REFERENCES).join(" "),
    choices: before?.choices ?? "[]",
  };
}

import type { Input } from "../../adapters/adapter.ts";
import type { IncomingMail, MailProblem } from "../../adapters/mail.ts";
import { notice } from "../rooms/add-posts.ts";
import type { Choice, Output } from "../message.ts";
import type { LetterRow, ThreadRow } from "../store/letters.ts";
import type { Decision } from "./decision.ts";
import { ownText } from "./own-text.ts";
import type { TakeMailParts } from "./take-mail.ts";

type Held = Extract<Decision, { readonly kind: "continue" | "new" }>;

/** So many ids of a thread are kept, the last ones. */
const REFERENCES = 20;

/** What could not be read of a mail and is said to who sent it. */
const TOLD: readonly MailProblem[] = ["encrypted", "winmail", "too-large", "attachments-left-out", "broken"];

/** Subjects that say nothing. */
const NO_SUBJECT =
  /^(?:\(?(?:sans objet|no subject|aucun objet)\)?|bonjour|urgent|pronote|ent|e-?lyco|help|aide)?$/i;

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
  const conversation =
    decision.kind === "continue"
      ? decision.conversation
      : (await assistant.open({ channel: "mail", eventId: mail.id })).id;
  const before = await store.read.letters.thread(conversation);
  const said: Output[] = [];
  for (const { name, input } of inputsOf(mail, decision, choicesOf(before))) {
    const taken = await assistant.take({ conversation, eventId: `${mail.id}.${name}`, input });
    if (taken.kind === "taken") said.push(...taken.messages);
    else said.push(notice(taken.message));
  }
  const nothing = said.length === 0;
  if (nothing) said.push(...((await assistant.resume(conversation, `${mail.id}.resume`))?.messages ?? []));
  const language = (await assistant.read(conversation))?.language ?? "fr";
  const preface = prefaceOf(mail, decision, nothing).map((key) => notice(texts.say(language, key)));
  await store.write(async (tx) => {
    if (!(await tx.letters.addLetter({ ...letter, conversation, answered: 1 }))) return;
    await tx.letters.saveThread(threadAfter(before, conversation, mail));
    await parts.mailAnswer(tx, conversation, language, [...preface, ...onlyLastAsks(said)], at);
  });
}

/** What a mail says and brings, each an input under a name of its own. */
function inputsOf(
  mail: IncomingMail,
  { kind }: Held,
  choices: readonly Choice[],
): readonly { readonly name: string; readonly input: Input }[] {
  const words = ownText(mail.text, mail.subject);
  const begins = kind === "new" && !NO_SUBJECT.test(mail.subject.trim());
  const text = begins ? `${mail.subject.trim()}\n\n${words}`.trim() : words;
  const chosen = numbered(words, choices);
  const inputs: { readonly name: string; readonly input: Input }[] = [];
  if (chosen !== undefined) inputs.push({ name: "words", input: { kind: "choose", id: chosen.id } });
  else if (text !== "") inputs.push({ name: "words", input: { kind: "say", text } });
  for (const [index, { name, content }] of mail.attachments.entries())
    inputs.push({ name: `file-${index}`, input: { kind: "file", name, content: onePiece(content) } });
  return inputs;
}

/** « 2 », « 2. », « réponse 2 » : the choice the last mail gave that number. */
function numbered(words: string, choices: readonly Choice[]): Choice | undefined {
  const number =
    /^(?:(?:la |le |my |the )?(?:réponse|reponse|choix|numéro|numero|n°|answer|choice|number|option)\s*:?\s*)?(\d{1,2})\s*[.)!]?$/i.exec(
      words.split("\n")[0]?.trim() ?? "",
    )?.[1];
  return number === undefined || words.trim().includes("\n\n") ? undefined : choices[Number(number) - 1];
}

async function* onePiece(content: Uint8Array): AsyncIterable<Uint8Array> {
  yield content;
}

function choicesOf(thread: ThreadRow | undefined): readonly Choice[] {
  return thread === undefined ? [] : (JSON.parse(thread.choices) as readonly Choice[]);
}

/** What is said before the answer: why it is a new conversation, what could not be read. */
function prefaceOf(mail: IncomingMail, decision: Held, nothing: boolean): readonly string[] {
  const begun = decision.kind === "new" && decision.rule !== "no-token" ? [`mail.new.${decision.rule}`] : [];
  const problems = TOLD.filter((one) => mail.problems.includes(one)).map((one) => `mail.problem.${one}`);
  const empty = nothing && problems.length === 0 ? ["mail.problem.empty"] : [];
  return [...begun, ...problems, ...empty];
}

/** A choice can be made of the last thing asked only. */
function onlyLastAsks(messages: readonly Output[]): readonly Output[] {
  const last = messages.findLastIndex((one) => one.type !== "ticket" && one.choices.length > 0);
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

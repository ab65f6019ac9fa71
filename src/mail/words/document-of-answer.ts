import type { Choice, Draft, Language, Message, Output } from "../../message.ts";
import { letterLanguages } from "../../escalation/draft.ts";
import { tableOf } from "../../figure/figure-table.ts";
import type { Texts } from "../../texts.ts";
import type { Block, Document, Inline } from "./document.ts";
import { paragraph } from "./document.ts";
import { documentOfLetter } from "./document-of-letter.ts";
import { documentOfMarkdown } from "./document-of-markdown.ts";
import { documentOfTable } from "./document-of-table.ts";
import { askedLast } from "./offered-choices.ts";

/** The address of the web chat at this point, with a choice already made; null where there is no such address. */
export type LinkMaker = (choice: string | null) => string | null;

export type Saying = { readonly texts: Texts; readonly link: LinkMaker };

/** What was said in a turn, in one language, every message in its order. */
export function documentOfAnswer(saying: Saying, language: Language, messages: readonly Output[]): Document {
  const asked = askedLast(messages);
  const say: Say = (key, values) => saying.texts.say(language, `mail.answer.${key}`, values);
  const last = messages.at(-1);
  return [
    ...messages.flatMap((output) => said(saying, language, say, output)),
    ...boxOf(saying, say, asked, last?.type === "message" ? last.awaits : undefined),
  ];
}

type Say = (key: string, values?: Readonly<Record<string, string | number>>) => string;

function said(saying: Saying, language: Language, say: Say, output: Output): Document {
  switch (output.type) {
    case "ticket":
      return documentOfMarkdown(output.text);
    case "message":
      return [...documentOfMarkdown(output.text), ...figureOf(saying, language, output)];
    case "draft":
      return draftOf(say, language, output);
  }
}

function figureOf({ texts }: Saying, language: Language, { figure, text }: Message): Document {
  if (figure === undefined) return [];
  const table = tableOf(figure, (key) => texts.say(language, key));
  // The text of a figure is its title, which is not to be read twice.
  const title = text.includes(figure.title) ? null : figure.title;
  return documentOfTable(title, table);
}

/** The whole letter, as it would leave: whoever agrees to it by mail has read what he agrees to. */
function draftOf(say: Say, language: Language, draft: Draft): Document {
  const heads: (readonly [name: string, value: Inline])[] = [];
  const words = (text: string): Inline => ({ kind: "text", text });
  if (draft.to !== null) heads.push([say("to"), words(draft.to)]);
  if (draft.phone !== null) {
    const url = `tel:${draft.phone.replace(/[^\d+]/g, "")}`;
    heads.push([say("phone"), { kind: "link", url, inside: [words(draft.phone)], clickOnly: true }]);
  }
  if (draft.form !== null)
    heads.push([say("form"), { kind: "link", url: draft.form, inside: [words(say("open-form"))] }]);
  heads.push([say("subject-of"), words(draft.subject)]);
  const colon = language === "fr" ? "\u00A0: " : ": ";
  const lines = heads.flatMap(([name, value], at): readonly Inline[] => [
    ...(at === 0 ? [] : [{ kind: "break" } as const]),
    { kind: "strong", inside: [words(`${name}${colon}`)] },
    value,
  ]);
  return [
    { kind: "heading", depth: 1, inside: [words(say(`draft.${draft.channel}`))] },
    { kind: "paragraph", inside: lines },
    { kind: "quote", blocks: documentOfLetter(draft.body, letterLanguages(language)) },
  ];
}

/** How to answer: numbers, a file to join, the page; nothing where nothing is asked and there is no page. */
function boxOf(
  saying: Saying,
  say: Say,
  asked: Message | Draft | undefined,
  awaits: Message["awaits"],
): Document {
  const blocks: Block[] = [];
  if (awaits === "file") blocks.push(paragraph(say("file")));
  if (asked !== undefined) {
    const sends = asked.type === "draft" && asked.channel === "mail";
    blocks.push(paragraph(say(sends ? "choices-send" : "choices")));
    const items = asked.choices.map((choice) => [choiceOf(saying, say, choice)]);
    blocks.push({ kind: "list", start: 1, items });
  } else if (awaits === "text") blocks.push(paragraph(say("words")));
  const url = saying.link(null);
  if (url !== null)
    blocks.push({
      kind: "paragraph",
      inside: [{ kind: "link", url, inside: [{ kind: "text", text: say("page") }] }],
    });
  return blocks.length === 0 ? [] : [{ kind: "box", blocks }];
}

function choiceOf({ link }: Saying, say: Say, { id, label }: Choice): Block {
  const words: Inline = { kind: "text", text: label };
  const url = link(id);
  if (url === null) return { kind: "paragraph", inside: [words] };
  const read = say("choice-link", { label });
  return {
    kind: "paragraph",
    inside: [{ kind: "link", url, inside: [words], label: read, clickOnly: true }],
  };
}

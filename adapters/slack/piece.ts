import type { types } from "@slack/bolt";
import type { Chat } from "../chat.ts";
import type { Language } from "../../src/message.ts";
import type { Section } from "./markdownSections.ts";
import { markdownSections } from "./markdownSections.ts";
import { cutText, escapeText } from "./escapeText.ts";
import { LIMITS } from "./limits.ts";

/** What cannot be parted: a block, and what it says in plain words (escaped). */
export type Piece = { readonly block: types.KnownBlock; readonly plain: string };

/** The program's sentences in the person's language. */
export type Words = (key: string, values?: Readonly<Record<string, string | number>>) => string;

/** What rendering takes from the contract. */
export type Terms = { readonly words: Words; readonly table: Chat["table"]; readonly language: Language };

export function sectionPiece({ shown, plain }: Section): Piece {
  return { block: { type: "section", text: { type: "mrkdwn", text: shown } }, plain };
}

export function markdownPieces(text: string): readonly Piece[] {
  return markdownSections(text).map(sectionPiece);
}

/** A small grey line, of Markdown. */
export function contextPiece(text: string): Piece {
  const [section = { shown: "…", plain: "…" }] = markdownSections(text);
  return {
    block: { type: "context", elements: [{ type: "mrkdwn", text: section.shown }] },
    plain: section.plain,
  };
}

/** Text that is no Markdown and must be read to the letter. */
export function literalPiece(text: string): Piece {
  return {
    block: { type: "section", text: { type: "plain_text", text, emoji: false } },
    plain: escapeText(text),
  };
}

/** A label, cut where Slack takes no more. */
export function labelText(text: string): types.PlainTextElement {
  return { type: "plain_text", text: cutText(text, LIMITS.label), emoji: false };
}

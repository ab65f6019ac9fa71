import type { Draft, Message, Output } from "../../src/message.ts";
import { EDIT_CHOICE } from "./actions.ts";
import { asWritten } from "./asWritten.ts";
import type { Offered } from "./choicePieces.ts";
import { choicePieces } from "./choicePieces.ts";
import { figurePieces } from "./figurePieces.ts";
import type { Laid } from "./layOut.ts";
import { layOut } from "./layOut.ts";
import { LIMITS } from "./limits.ts";
import { splitLines } from "./markdownSections.ts";
import type { Piece, Terms } from "./piece.ts";
import { contextPiece, literalPiece, markdownPieces } from "./piece.ts";

/** One thing said as the messages that show it; buttons are on the last. */
export function renderOutput(output: Output, terms: Terms): readonly Laid[] {
  const { listed, rows } = offered(output, terms);
  return layOut([...bodyOf(output, terms), ...listed], rows);
}

/** The last of these messages once the answer was given: no button any more, and the answer in their place. */
export function renderSettled(output: Output, answer: string | null, terms: Terms): Laid {
  const { words } = terms;
  const { listed, rows } = offered(output, terms);
  const end = answer === null ? [] : [contextPiece(words("chat.answered", { answer: asWritten(answer) }))];
  const messages = layOut([...bodyOf(output, terms), ...listed], rows, end);
  return messages.at(-1) ?? { blocks: [], text: "…" };
}

function bodyOf(output: Output, terms: Terms): readonly Piece[] {
  const body =
    output.type === "draft"
      ? draftPieces(output, terms)
      : output.type === "ticket"
        ? markdownPieces(output.text)
        : messagePieces(output, terms);
  // A message without a block would be none.
  return body.length === 0 ? markdownPieces("…") : body;
}

function offered(output: Output, { words }: Terms): Offered {
  if (output.type === "ticket") return { listed: [], rows: [] };
  const draft = output.type === "draft";
  const back = draft || output.asks !== null;
  return choicePieces({ choices: output.choices, back, edit: draft ? EDIT_CHOICE : null }, words);
}

function messagePieces(message: Message, { words, table, language }: Terms): readonly Piece[] {
  return [
    ...markdownPieces(message.text),
    ...(message.figure === undefined
      ? []
      : figurePieces(message.figure, table(language, message.figure), message.text)),
    ...(message.awaits === "file" ? [contextPiece(words("slack.drop-file"))] : []),
  ];
}

/** A draft as it would leave: whom it goes to, its text to the letter, how much was hidden in it. */
function draftPieces(draft: Draft, { words }: Terms): readonly Piece[] {
  const heads = [
    draft.to === null ? null : words("slack.draft.to", { to: asWritten(draft.to) }),
    draft.phone === null ? null : words("slack.draft.phone", { phone: asWritten(draft.phone) }),
    draft.form === null ? null : words("slack.draft.form", { form: draft.form }),
    draft.subject === "" ? null : words("slack.draft.subject", { subject: asWritten(draft.subject) }),
  ].filter((line) => line !== null);
  const hidden = hiddenCount(draft);
  return [
    ...markdownPieces(heads.join("\n\n")),
    { block: { type: "divider" }, plain: "" },
    ...splitLines(draft.body, LIMITS.section)
      .filter((part) => part.trim() !== "")
      .map(literalPiece),
    { block: { type: "divider" }, plain: "" },
    ...(hidden === 0 ? [] : [contextPiece(words("slack.draft.hidden", { count: hidden }))]),
  ];
}

/** How many things were taken out of a draft, of whatever kind. */
export function hiddenCount(draft: Draft): number {
  return draft.hidden.reduce((sum, one) => sum + one.count, 0);
}

import type { types } from "@slack/bolt";
import type { Choice } from "../../src/message.ts";
import { ACTIONS } from "./actions.ts";
import { asWritten } from "./asWritten.ts";
import { cutText } from "./escapeText.ts";
import { LIMITS, MOST_BUTTONS, ROW } from "./limits.ts";
import { choicesBlockId } from "./messageId.ts";
import type { Piece, Words } from "./piece.ts";
import { labelText, markdownPieces } from "./piece.ts";

/** What is offered below a message: the choices, and whether there is a way back. `edit`: the choice a modal is opened for. */
export type Offer = {
  readonly choices: readonly Choice[];
  readonly back: boolean;
  readonly edit: string | null;
};

/** `listed`: labels that are not told in full by what can be pressed. */
export type Offered = { readonly listed: readonly Piece[]; readonly rows: readonly Piece[] };

/**
 * Choices as buttons, or as menus where they are many. A label Slack would not take is cut and told in full above; where two
 * are the same once cut, all are numbered.
 */
export function choicePieces(offer: Offer, words: Words): Offered {
  const { choices } = offer;
  if (choices.length === 0) return { listed: [], rows: [] };
  const labels = shortLabels(choices);
  const rows = asMenu(choices) ? menuRows(choices, labels, words) : buttonRows(offer, labels);
  const controls: readonly Piece[] = offer.back ? [backRow(words)] : [];
  return { listed: fullLabels(choices, labels), rows: [...rows, ...controls] };
}

function asMenu(choices: readonly Choice[]): boolean {
  return choices.length > MOST_BUTTONS && choices.every((one) => one.id.length <= LIMITS.entryValue);
}

function shortLabels(choices: readonly Choice[]): readonly string[] {
  const cut = choices.map((one) => cutText(one.label, LIMITS.label));
  if (choices.every((one, index) => one.label === cut[index]) || new Set(cut).size === cut.length) return cut;
  return choices.map((one, index) => cutText(`${index + 1}. ${one.label}`, LIMITS.label));
}

function fullLabels(choices: readonly Choice[], labels: readonly string[]): readonly Piece[] {
  if (choices.every((one) => one.label.length <= LIMITS.label)) return [];
  const numbered = labels.every((label, index) => label.startsWith(`${index + 1}. `));
  const lines = choices
    .map((one, index) => ({ label: one.label, mark: numbered ? `${index + 1}.` : "-" }))
    .filter((one) => numbered || one.label.length > LIMITS.label);
  return markdownPieces(lines.map((one) => `${one.mark} ${asWritten(one.label)}`).join("\n"));
}

function buttonRows(offer: Offer, labels: readonly string[]): readonly Piece[] {
  const buttons = offer.choices.map((one, index): types.Button => ({
    type: "button",
    action_id: one.id === offer.edit ? ACTIONS.edit : `${ACTIONS.choose}:${index}`,
    text: labelText(labels[index] ?? one.label),
    value: one.id,
  }));
  return slices(buttons, ROW).map((elements, row) => ({
    block: { type: "actions", block_id: choicesBlockId(row), elements },
    plain: elements.map((one) => `• ${one.text.text}`).join("\n"),
  }));
}

function menuRows(choices: readonly Choice[], labels: readonly string[], words: Words): readonly Piece[] {
  const entries = choices.map((one, index): types.PlainTextOption => ({
    text: labelText(labels[index] ?? one.label),
    value: one.id,
  }));
  return slices(entries, LIMITS.entries).map((options, row) => ({
    block: {
      type: "actions",
      block_id: choicesBlockId(row),
      elements: [
        {
          type: "static_select",
          action_id: `${ACTIONS.choose}:${row}`,
          placeholder: labelText(words("slack.choose")),
          options,
        },
      ],
    },
    plain: options.map((one) => `• ${one.text.text}`).join("\n"),
  }));
}

function backRow(words: Words): Piece {
  return {
    block: {
      type: "actions",
      block_id: "controls",
      elements: [
        {
          type: "button",
          action_id: ACTIONS.back,
          text: labelText(words("slack.back")),
          value: ACTIONS.back,
        },
      ],
    },
    plain: "",
  };
}

function slices<Item>(items: readonly Item[], size: number): readonly Item[][] {
  const count = Math.ceil(items.length / size);
  return Array.from({ length: count }, (_, index) => items.slice(index * size, (index + 1) * size));
}

import type { types } from "@slack/bolt";
import type { Call } from "../chat.ts";
import { ACTIONS } from "./actions.ts";
import { asWritten } from "./asWritten.ts";
import type { Laid } from "./layOut.ts";
import { layOut } from "./layOut.ts";
import type { Piece, Words } from "./piece.ts";
import { contextPiece, labelText, markdownPieces } from "./piece.ts";

/**
 * A conversation that wants an agent, as one card of the agents' channel. `link` leads to its thread; null where agents
 * cannot go there: in a direct message.
 */
export function renderCall(call: Call, link: string | null, words: Words): Laid {
  const state =
    call.takenBy === null
      ? words("slack.call.waiting")
      : words("slack.call.taken", { agent: asWritten(call.takenBy) });
  const head = words("slack.call.title", { ticket: call.ticket });
  const where = link === null ? words("slack.call.direct") : null;
  const [first] = layOut(
    [
      ...markdownPieces(`**${head}**`),
      // A card is one message, whatever its text: more than this is read in the thread.
      ...markdownPieces(call.text).slice(0, 2),
      contextPiece([state, where].filter((line) => line !== null).join(" · ")),
    ],
    buttons(call, link, words),
  );
  return first ?? { blocks: [], text: "…" };
}

function buttons(call: Call, link: string | null, words: Words): readonly Piece[] {
  const elements: types.Button[] = [];
  if (call.takenBy === null) {
    elements.push({
      type: "button",
      action_id: ACTIONS.takeOver,
      style: "primary",
      text: labelText(words("chat.button.take-over")),
      value: call.place,
    });
  }
  if (link !== null) {
    elements.push({
      type: "button",
      action_id: ACTIONS.follow,
      text: labelText(words("slack.open-thread")),
      url: link,
    });
  }
  if (elements.length === 0) return [];
  return [{ block: { type: "actions", block_id: "call", elements }, plain: "" }];
}

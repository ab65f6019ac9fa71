import type { types } from "@slack/bolt";
import type { Draft } from "../../src/message.ts";
import { EDIT_FIELD, EDIT_VIEW } from "./actions.ts";
import { cutText } from "./escapeText.ts";
import { LIMITS } from "./limits.ts";
import type { Words } from "./piece.ts";
import { contextPiece } from "./piece.ts";
import { hiddenCount } from "./renderOutput.ts";

/**
 * The modal a draft is rewritten in. A field takes 3,000 characters: a longer text is in several, one below the other, cut
 * between lines. Null where that cannot be done; it is then rewritten by typing.
 */
export function editModal(draft: Draft, place: string, words: Words): types.ModalView | null {
  const parts = fields(draft.body);
  if (parts === null) return null;
  const hidden = hiddenCount(draft);
  return {
    type: "modal",
    callback_id: EDIT_VIEW,
    private_metadata: place,
    title: { type: "plain_text", text: cutText(words("slack.edit.title"), LIMITS.modalTitle) },
    submit: { type: "plain_text", text: cutText(words("slack.edit.submit"), LIMITS.modalTitle) },
    close: { type: "plain_text", text: cutText(words("slack.edit.close"), LIMITS.modalTitle) },
    blocks: [
      ...parts.map((text, index): types.InputBlock => ({
        type: "input",
        block_id: `${EDIT_FIELD}:${index}`,
        optional: parts.length > 1,
        label: {
          type: "plain_text",
          text:
            parts.length === 1
              ? words("slack.edit.label")
              : words("slack.edit.part", { part: index + 1, parts: parts.length }),
        },
        element: {
          type: "plain_text_input",
          action_id: `${EDIT_FIELD}:${index}`,
          multiline: true,
          initial_value: text,
          max_length: LIMITS.input,
        },
      })),
      ...(hidden === 0 ? [] : [contextPiece(words("slack.draft.hidden", { count: hidden })).block]),
    ],
  };
}

/** Parts that give the text back once joined by line ends. A part leaves room to write more, where it can. */
function fields(body: string): readonly string[] | null {
  if (body.length <= LIMITS.input) return [body];
  const room = LIMITS.input - 500;
  const parts: string[] = [];
  let open: string | undefined;
  for (const line of body.split("\n")) {
    if (line.length > LIMITS.input) return null;
    const joined: string | undefined = open === undefined ? undefined : `${open}\n${line}`;
    if (joined !== undefined && joined.length <= room) open = joined;
    else {
      if (open !== undefined) parts.push(open);
      open = line;
    }
  }
  if (open !== undefined) parts.push(open);
  return parts.length <= LIMITS.inputs ? parts : null;
}

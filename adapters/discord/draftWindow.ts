import type { APIModalInteractionResponseCallbackData } from "discord.js";
import { ComponentType, TextInputStyle } from "discord.js";
import { FIELD, clipped } from "./limits.ts";
import { REVISE, REVISE_BODY } from "./readInteraction.ts";

/** Characters of a window's title and of a field's label. docs.discord.com/developers/components/reference#label */
const TITLE = 45;

/** The window a draft is rewritten in; null where its text is longer than Discord lets people edit. */
export function draftWindow(
  body: string,
  words: (key: string) => string,
): APIModalInteractionResponseCallbackData | null {
  if (body.length > FIELD) return null;
  return {
    custom_id: REVISE,
    title: clipped(words("discord.window.title").trim(), TITLE),
    components: [
      {
        type: ComponentType.Label,
        label: clipped(words("discord.window.body").trim(), TITLE),
        component: {
          type: ComponentType.TextInput,
          custom_id: REVISE_BODY,
          style: TextInputStyle.Paragraph,
          value: body,
          max_length: FIELD,
          required: true,
        },
      },
    ],
  };
}

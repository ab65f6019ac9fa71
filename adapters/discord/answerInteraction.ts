import type {
  APIModalInteractionResponseCallbackData,
  RESTPostAPIInteractionCallbackJSONBody,
} from "discord.js";
import { InteractionResponseType, MessageFlags, Routes } from "discord.js";
import type { Context } from "./context.ts";
import { CODES, failureOf } from "./failureOf.ts";
import type { InteractionEvent } from "./interactionEvent.ts";
import { CONTENT, clipped } from "./limits.ts";

/** What an interaction is answered with; Discord wants it within three seconds. */
export type InteractionAnswer =
  /** Nothing to see: what comes of it comes as a message. */
  | { readonly kind: "nothing" }
  /** A sentence only the person sees. */
  | { readonly kind: "tell"; readonly sentence: string }
  | { readonly kind: "window"; readonly window: APIModalInteractionResponseCallbackData }
  | { readonly kind: "suggestions"; readonly labels: readonly string[] };

/**
 * Answers an interaction; false where it has expired or was answered before, or Discord is away. Nothing is lost by that.
 * docs.discord.com/developers/interactions/receiving-and-responding#responding-to-an-interaction
 */
export async function answerInteraction(
  { rest, options }: Pick<Context, "rest" | "options">,
  event: InteractionEvent,
  answer: InteractionAnswer,
): Promise<boolean> {
  try {
    await rest.post(Routes.interactionCallback(event.id, event.token), { auth: false, body: bodyOf(answer) });
    return true;
  } catch (error) {
    const failure = failureOf(error);
    const late: readonly number[] = [CODES.unknownInteraction, CODES.alreadyAnswered];
    const expected = failure.kind === "refused" && late.includes(failure.code);
    options.log[expected ? "info" : "warn"]({ why: failure.why }, "an interaction was not answered");
    return false;
  }
}

function bodyOf(answer: InteractionAnswer): RESTPostAPIInteractionCallbackJSONBody {
  switch (answer.kind) {
    case "nothing":
      return { type: InteractionResponseType.DeferredMessageUpdate };
    case "tell":
      return {
        type: InteractionResponseType.ChannelMessageWithSource,
        data: {
          content: clipped(answer.sentence, CONTENT),
          flags: MessageFlags.Ephemeral | MessageFlags.SuppressEmbeds,
          allowed_mentions: { parse: [] },
        },
      };
    case "window":
      return { type: InteractionResponseType.Modal, data: answer.window };
    case "suggestions":
      return {
        type: InteractionResponseType.ApplicationCommandAutocompleteResult,
        data: { choices: answer.labels.map((label) => ({ name: label, value: label })) },
      };
  }
}

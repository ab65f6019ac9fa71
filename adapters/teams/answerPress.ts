import type { Received } from "../chat.ts";
import type { Card } from "./cards.ts";
import type { Answered } from "./openSdk.ts";

/**
 * What Teams shows of a press, within its ten seconds: a sentence under the card, for the one who pressed, or a card in
 * place of the one pressed, for him alone until the message is changed for all.
 * https://learn.microsoft.com/adaptive-cards/authoring-cards/universal-action-model#response-format
 */
export function sentenceAnswer(text: string): Answered {
  return {
    status: 200,
    body: { statusCode: 200, type: "application/vnd.microsoft.activity.message", value: text },
  };
}

export function cardAnswer(card: Card): Answered {
  return {
    status: 200,
    body: { statusCode: 200, type: "application/vnd.microsoft.card.adaptive", value: card },
  };
}

/** The press is not stored: Teams says that it failed, and the person presses again. */
export function failureAnswer(text: string): Answered {
  return {
    status: 200,
    body: {
      statusCode: 500,
      type: "application/vnd.microsoft.error",
      value: { code: "InternalServerError", message: text },
    },
  };
}

/** The sentence of a press that was received: why it was refused, or that it is noted until the answer comes. */
export function receivedAnswer(received: Received, taken: string): Answered {
  return sentenceAnswer(received.kind === "refused" ? received.message : taken);
}

import type { Choice, Draft, Message, Output } from "../../message.ts";

/** What a mail with these messages asks: the last of them that can be answered with a choice. */
export function askedLast(messages: readonly Output[]): Message | Draft | undefined {
  return messages.findLast((one) => one.type !== "ticket" && one.choices.length > 0) as
    | Message
    | Draft
    | undefined;
}

/** The choices a mail with these messages offers, numbered from 1 in this order: what a number in an answer stands for. */
export function offeredChoices(messages: readonly Output[]): readonly Choice[] {
  return askedLast(messages)?.choices ?? [];
}

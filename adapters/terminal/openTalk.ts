import { randomUUID } from "node:crypto";
import type { Language, Output } from "../../src/message.ts";
import type { Assistant, Update } from "../adapter.ts";

/** The channel conversations of a terminal are kept under; there is one person at it. */
export const CHANNEL = "terminal";

/** The conversation a terminal holds: what it begins with, and the number of the last update by then. */
export type Talk = {
  readonly id: string;
  language: Language;
  readonly messages: readonly Output[];
  readonly seq: number;
};

/**
 * Opens a conversation, or goes on with the one heard last where `resume` is asked for: with what was added since the
 * person last acted, then where it stands. `language` is the one asked for, else that of the conversation.
 */
export async function openTalk(
  assistant: Assistant,
  options: { readonly language: Language | undefined; readonly resume: boolean },
): Promise<Talk> {
  const known = options.resume ? await assistant.latest(CHANNEL) : null;
  const held = known === null ? null : await assistant.read(known);
  if (known !== null && held !== null) {
    const missed = await addedSince(assistant, known, held.turns.at(-1)?.at ?? "", held.seq);
    const resumed = await assistant.resume(known, randomUUID());
    const messages = [...missed.flatMap((update) => update.messages), ...(resumed?.messages ?? [])];
    return { id: known, language: options.language ?? held.language, messages, seq: held.seq };
  }
  const opened = await assistant.open({ channel: CHANNEL, language: options.language });
  const read = await assistant.read(opened.id);
  const language = options.language ?? read?.language ?? "fr";
  return { id: opened.id, language, messages: opened.greeting.messages, seq: read?.seq ?? 0 };
}

/** The updates from time `at` on, up to number `last`; they are stored already. */
async function addedSince(
  assistant: Assistant,
  conversation: string,
  at: string,
  last: number,
): Promise<readonly Update[]> {
  const added: Update[] = [];
  if (last === 0) return added;
  const enough = new AbortController();
  for await (const update of assistant.follow(conversation, 0, enough.signal)) {
    if (update.at >= at && update.seq <= last) added.push(update);
    // Ends the following too, which would otherwise wait for the next one.
    if (update.seq >= last) enough.abort();
  }
  return added;
}

import { randomUUID } from "node:crypto";
import type { Assistant, StoredTurn } from "../../adapter.ts";
import type { Language } from "../../../src/message.ts";

/**
 * The greeting shown before there is a conversation: that of one opened for it, once a language and process. Opening one
 * for each visit would fill the store with robots' and monitors' conversations.
 */
export function createSample(assistant: Assistant): (language: Language) => Promise<StoredTurn> {
  const greetings = new Map<Language, Promise<StoredTurn>>();
  return (language) => {
    const known = greetings.get(language);
    if (known !== undefined) return known;
    const opened = assistant
      .open({ channel: "web", language, eventId: `sample-${randomUUID()}` })
      .then(({ greeting }) => greeting);
    greetings.set(language, opened);
    opened.catch(() => greetings.delete(language));
    return opened;
  };
}

import type { Posted, Posting } from "../chat.ts";
import type { Card } from "./cards.ts";
import { withBefore } from "./cards.ts";
import { LIMITS } from "./limits.ts";
import type { Connector } from "./openSdk.ts";

/** A card as the connector takes it; `summary` is what a notification shows. */
export function messageOf(shown: Card): {
  readonly type: "message";
  readonly summary: string;
  readonly attachments: { contentType: "application/vnd.microsoft.card.adaptive"; content: never }[];
} {
  return {
    type: "message",
    summary: shown.fallbackText,
    // The SDK types cards by classes of its own; what goes over the wire is the same.
    attachments: [{ contentType: "application/vnd.microsoft.card.adaptive", content: shown as never }],
  };
}

/** What was shown of a post so far, by its key: a long one that broke off goes on where it broke off. */
export type Progress = Map<string, readonly string[]>;

/**
 * Shows cards in a conversation, one after the other, or puts the last one in place of the last of those shown before.
 * Teams knows no key by which a message sent twice would be one: where the connection broke before the answer, the retry
 * shows the message again. Throws what the connector answered.
 */
export async function sendPosting(
  connector: Connector,
  conversation: string,
  cards: readonly Card[],
  posting: Pick<Posting, "id" | "key">,
  progress: Progress,
): Promise<Posted> {
  const { id, key } = posting;
  if (id !== null) {
    const ids = id.split(",");
    const last = cards.at(-1);
    if (last !== undefined)
      await connector.conversations.updateActivity(conversation, ids.at(-1) ?? "", messageOf(last));
    return { kind: "posted", id };
  }
  // Of more than can be remembered the end is kept: it has the buttons.
  const shown =
    cards.length > LIMITS.parts ? [...cards.slice(0, LIMITS.parts - 1), ...cards.slice(-1)] : cards;
  let ids = progress.get(key) ?? [];
  for (const one of shown.slice(ids.length)) {
    const marked = ids.length === 0 ? one : withBefore(one, ids.join(","));
    const sent = await connector.conversations.createActivity(conversation, messageOf(marked));
    ids = [...ids, sent.id];
    progress.set(key, ids);
  }
  progress.delete(key);
  return { kind: "posted", id: ids.join(",") };
}

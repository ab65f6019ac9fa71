import type { ChatInput } from "../../adapters/chat.ts";
import type { RoomRow, Store } from "../store/store.ts";

/**
 * Whether the button stands on a question that is not open any more: pressed twice, or shown before the last answer. One
 * that is known of no post is that of the first in line, which alone may be on show before the platform has said so.
 */
export async function isGone(
  store: Store,
  { conversation, channel, place, open_post }: RoomRow,
  { message }: Extract<ChatInput, { kind: "choose" }>,
): Promise<boolean> {
  if (message === null) return false;
  if (open_post === null) return true;
  const shownAs = async (): Promise<string | null | undefined> =>
    (await store.read.post(open_post))?.shown_as;
  if ((await shownAs()) === null) {
    const shown = await store.read.isShown(conversation, message);
    const first = await store.read.firstInLine(channel, place);
    // It may have been said meanwhile.
    if ((await shownAs()) === null) return shown || first !== open_post;
  }
  return (await shownAs()) !== message;
}

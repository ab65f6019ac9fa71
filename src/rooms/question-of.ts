import type { ChatInput } from "../../adapters/chat.ts";
import type { Output } from "../message.ts";
import type { RoomRow, Store } from "../store/store.ts";

/** The question a button stands on, as the turn knows it: news may come between this look and the turn, and asks its own. */
export async function questionOf(
  store: Store,
  { open_post }: RoomRow,
  input: ChatInput,
): Promise<string | undefined> {
  if (input.kind !== "choose" || input.message === null || open_post === null) return undefined;
  const post = await store.read.post(open_post);
  return post === undefined ? undefined : (JSON.parse(post.body) as Output).id;
}

import type { Effect } from "../assistant/talk.ts";
import type { Language } from "../message.ts";
import type { RoomRow, Writing } from "../store/store.ts";
import { addPost } from "./add-posts.ts";

type Called = { readonly language: Language; readonly effects: readonly Effect[]; readonly at: string };

/** Puts a card in line for the agents' place where a turn asked for a person. */
export async function addCalls(
  tx: Writing,
  room: RoomRow,
  agents: string | null,
  { language, effects, at }: Called,
): Promise<void> {
  const ticket = effects.find((one) => one.kind === "ticket" && one.status === "new");
  if (ticket?.kind !== "ticket" || agents === null) return;
  const call = {
    ticket: ticket.id,
    place: room.place,
    text: `**${ticket.subject}**\n\n${ticket.body}`,
    takenBy: null,
  };
  const post = await addPost(tx, room, { post: { kind: "call", call }, language, at, place: agents });
  await tx.saveRoom(room.conversation, { call_post: post });
}

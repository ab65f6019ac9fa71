import type { Call, Post } from "../../adapters/chat.ts";
import type { Language, Message, Output } from "../message.ts";
import type { RoomRow, Writing } from "../store/store.ts";

/** What is said in a room by one turn, or between turns. */
export type Said = {
  readonly language: Language;
  readonly messages: readonly Output[];
  /** How the question that was open was answered: the words of the person, or of the button; null where it was not. */
  readonly answer: string | null;
  /** ISO 8601, UTC. */
  readonly at: string;
  /** The room's own: it asks even where an agent has taken over. */
  readonly own?: boolean;
};

/** A post of a room as it is put in line. */
export type Queued = {
  readonly post: Post;
  readonly language: Language;
  readonly at: string;
  /** The post it changes. */
  readonly target?: number;
  /** Where it is shown, if not in the room itself. */
  readonly place?: string;
};

/** Puts one post in line; gives its number. */
export function addPost(tx: Writing, room: RoomRow, queued: Queued): Promise<number> {
  const { post, language, at, target = null, place = room.place } = queued;
  return tx.addPost({
    conversation: room.conversation,
    channel: room.channel,
    place,
    kind: post.kind,
    body: JSON.stringify(post.kind === "call" ? post.call : post.output),
    answer: post.kind === "settle" ? post.answer : null,
    language,
    target,
    state: "waiting",
    shown_as: null,
    attempts: 0,
    next_at: at,
    last_error: null,
    created_at: at,
  });
}

/** The post a row holds. */
export function postOf(row: {
  readonly kind: string;
  readonly body: string;
  readonly answer: string | null;
}): Post {
  const body: unknown = JSON.parse(row.body);
  if (row.kind === "call") return { kind: "call", call: body as Call };
  const output = body as Output;
  return row.kind === "settle" ? { kind: "settle", output, answer: row.answer } : { kind: "show", output };
}

/**
 * Puts what is said in line for the room: the question open so far is settled where it was answered or another takes its
 * place, and only the last thing said keeps its choices. What is new goes first: it is what the person waits for. While an
 * agent speaks there nothing is asked: it is once the room is handed back, which is the only question open until then.
 */
export async function addPosts(tx: Writing, room: RoomRow, said: Said): Promise<void> {
  const { language, answer, at, own = false } = said;
  const messages = own || room.held_by === null ? said.messages : said.messages.filter((one) => !asks(one));
  const last = messages.findLastIndex((one) => one.type !== "ticket" && one.choices.length > 0);
  const { open_post: before } = room;
  const settled = before !== null && (answer !== null || last >= 0);
  let open = settled ? null : before;
  for (const [index, one] of messages.entries()) {
    const output = index === last ? one : withoutChoices(one);
    const seq = await addPost(tx, room, { post: { kind: "show", output }, language, at });
    if (index === last) open = seq;
  }
  if (settled) {
    const asked = await tx.post(before);
    if (asked !== undefined) {
      const output = withoutChoices(JSON.parse(asked.body) as Output);
      await addPost(tx, room, { post: { kind: "settle", output, answer }, language, at, target: before });
    }
  }
  if (open !== before) await tx.setOpenPost(room.conversation, open);
}

function asks(output: Output): boolean {
  if (output.type === "ticket") return false;
  return output.choices.length > 0 || (output.type === "message" && output.asks !== null);
}

function withoutChoices(output: Output): Output {
  return output.type === "ticket" ? output : { ...output, choices: [] };
}

/** One sentence of the program's own, after what was said: it asks nothing and settles nothing. */
export function notice(text: string): Message {
  return { type: "message", id: "notice", text, step: "", asks: null, guide: [], choices: [] };
}

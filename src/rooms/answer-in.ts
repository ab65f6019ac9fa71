import type { StoredInput } from "../../adapters/adapter.ts";
import type { Output } from "../message.ts";
import type { RoomRow, Writing } from "../store/store.ts";

/** Longer words are cut: the question shows its answer on one line. */
const LONGEST = 80;

/**
 * The words that answer the question open in a room: the label of the button pressed, or what was written. Null where the
 * input answers nothing (a way back, a new start).
 */
export async function answerIn(tx: Writing, room: RoomRow, input: StoredInput): Promise<string | null> {
  switch (input?.kind) {
    case "say":
      return shortened(input.text);
    case "file":
      return shortened(input.name);
    case "choose": {
      const post = room.open_post === null ? undefined : await tx.post(room.open_post);
      const output = post === undefined ? null : (JSON.parse(post.body) as Output);
      if (output === null || output.type === "ticket") return null;
      return output.choices.find((one) => one.id === input.id)?.label ?? null;
    }
    default:
      return null;
  }
}

function shortened(text: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  return line.length > LONGEST ? `${line.slice(0, LONGEST - 1).trimEnd()}…` : line;
}

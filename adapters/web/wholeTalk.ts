import type { Assistant, StoredTurn, Update } from "../adapter.ts";
import type { Language } from "../../src/message.ts";

export type WholeTalk = {
  readonly language: Language;
  readonly turns: readonly StoredTurn[];
  readonly updates: readonly Update[];
  /** Number of the last update. */
  readonly seq: number;
};

/** Updates `after` … `until`, which are stored already. */
export async function updatesBetween(
  assistant: Assistant,
  conversation: string,
  after: number,
  until: number,
): Promise<readonly Update[]> {
  if (after >= until) return [];
  const enough = new AbortController();
  const updates: Update[] = [];
  for await (const update of assistant.follow(conversation, after, enough.signal)) {
    // One that came meanwhile is told with those after this.
    if (update.seq <= until) updates.push(update);
    // Ends the following too, which would otherwise wait for the next one.
    if (update.seq >= until) enough.abort();
  }
  return updates;
}

/** A conversation with what was added to it between turns, or null where there is none. */
export async function wholeTalk(assistant: Assistant, conversation: string): Promise<WholeTalk | null> {
  const held = await assistant.read(conversation);
  if (held === null) return null;
  const updates = await updatesBetween(assistant, conversation, 0, held.seq);
  return { ...held, updates: updates.filter((one) => one.turn === null) };
}

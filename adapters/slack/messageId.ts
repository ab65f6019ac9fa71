import type { types } from "@slack/bolt";
import { LIMITS } from "./limits.ts";

/*
 * What was shown is known by the time stamps of all its messages. Buttons are on the last one, and Slack tells only its time
 * stamp when one is pressed: those before it are written into the name of the block the buttons are in.
 */

/** Name of a block of buttons; the number keeps names apart within a message. */
const NAME = /^choices:[0-9]+:([0-9.,]*)$/;

export function messageId(stamps: readonly string[]): string {
  return stamps.join(",");
}

/** The message that can be changed: the last one. */
export function lastStamp(id: string): string {
  return id.slice(id.lastIndexOf(",") + 1);
}

export function choicesBlockId(index: number): string {
  return `choices:${index}:`;
}

/** The same blocks, those with buttons naming the messages before theirs. */
export function withEarlier(
  blocks: readonly types.KnownBlock[],
  earlier: readonly string[],
): readonly types.KnownBlock[] {
  const stamps = messageId(earlier);
  return blocks.map((block) => {
    const named = block.block_id !== undefined && NAME.test(block.block_id);
    if (!named || `${block.block_id}${stamps}`.length > LIMITS.blockId) return block;
    return { ...block, block_id: `${block.block_id}${stamps}` };
  });
}

/** Id of what was shown, from its last message and the block that was pressed. */
export function pressedId(stamp: string, blockId: string | undefined): string {
  const earlier = NAME.exec(blockId ?? "")?.[1] ?? "";
  return earlier === "" ? stamp : `${earlier},${stamp}`;
}

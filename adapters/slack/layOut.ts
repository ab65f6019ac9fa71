import type { types } from "@slack/bolt";
import { cutBytes, cutText } from "./escapeText.ts";
import { LIMITS } from "./limits.ts";
import type { Piece } from "./piece.ts";

/** A message as it is sent. `text` is what notifications and screen readers say. */
export type Laid = { readonly blocks: readonly types.KnownBlock[]; readonly text: string };

/**
 * Pieces as few messages as take them, in order. `tail`, the buttons, is on the last one with at least one piece before it;
 * `end` takes the place of the tail on a message whose answer was given, so that it is parted as it was.
 */
export function layOut(
  body: readonly Piece[],
  tail: readonly Piece[],
  end: readonly Piece[] = tail,
): readonly Laid[] {
  const messages: Piece[][] = [[]];
  for (const piece of body) {
    const last = messages.at(-1) ?? [];
    if (last.length > 0 && !fits([...last, piece])) messages.push([piece]);
    else last.push(piece);
  }
  const last = messages.at(-1) ?? [];
  if (last.length > 1 && !fits([...last, ...tail])) messages.push(last.splice(-1));
  messages.at(-1)?.push(...end);
  return messages.filter((one) => one.length > 0).map(laid);
}

/** The fallback text of a changed message is shorter than that of a new one. */
export function changedText(text: string): string {
  return cutBytes(text, LIMITS.changedText);
}

function fits(pieces: readonly Piece[]): boolean {
  return (
    pieces.length <= LIMITS.blocks &&
    blockCharacters(pieces.map((one) => one.block)) <= LIMITS.blockCharacters
  );
}

/** What Slack counts of blocks. Entries of a menu are counted by themselves: Slack has a limit of their own for them. */
export function blockCharacters(blocks: readonly types.KnownBlock[]): number {
  return JSON.stringify(blocks, (key, value: unknown) => (key === "options" ? [] : value)).length;
}

function laid(pieces: readonly Piece[]): Laid {
  const plain = pieces.map((one) => one.plain).filter((one) => one !== "");
  return { blocks: pieces.map((one) => one.block), text: cutText(plain.join("\n\n"), LIMITS.text) };
}

/**
 * Pieces of a text set aside while the rest is searched: what must be kept, and what has been hidden already. Each is
 * stood for by two private-use characters, which no rule matches.
 */
export type Mask = {
  /** Sets `piece` aside; returns what stands for it. */
  hold(piece: string): string;
  /** Sets aside every match. */
  holdAll(text: string, pattern: RegExp): string;
  /** The text with every piece back in its place. */
  restore(text: string): string;
};

/** Class of the characters that stand for a piece, for use inside `[^…]`. */
export const HELD = "\\uE000-\\uF8FF";

const FIRST = 0xe000;
const SECOND = 0xe800;
const STEP = 4096;

const PAIR = /[\uE000-\uE7FF][\uE800-\uF7FF]/g;

export function newMask(): Mask {
  const pieces: string[] = [];
  const hold = (piece: string): string => {
    const index = pieces.push(piece) - 1;
    return String.fromCharCode(FIRST + Math.floor(index / STEP), SECOND + (index % STEP));
  };
  const restore = (text: string): string =>
    text.replace(PAIR, (pair) => {
      const index = (pair.charCodeAt(0) - FIRST) * STEP + pair.charCodeAt(1) - SECOND;
      // A piece may have been set aside with others inside it.
      return restore(pieces[index] ?? "");
    });
  return { hold, holdAll: (text, pattern) => text.replace(pattern, (piece) => hold(piece)), restore };
}

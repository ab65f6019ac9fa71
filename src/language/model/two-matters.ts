import type { Words } from "../words.ts";
import type { FeatureReader } from "./features.ts";
import type { Judgement, Option, Trained } from "./judge.ts";
import { judge, OUT_OF_SCOPE } from "./judge.ts";

/** Sentences looked at: whoever has two matters has told both by then. */
const MOST_SENTENCES = 16;

/** A sentence of fewer words tells no matter of its own. */
const LEAST_WORDS = 4;

type Piece = { readonly from: number; readonly to: number };

/** Two matters told one after the other in one message. */
export type TwoMatters = { readonly first: Judgement; readonly second: Option };

/**
 * Reads whether a message tells two matters: it can be cut between two sentences so that each side is sure by itself
 * and they are not the same, nor one the general case of the other. Null where it tells one, or none that is sure.
 */
export function twoMatters(
  text: string,
  read: (text: string) => Words,
  reader: FeatureReader,
  trained: Trained,
): TwoMatters | null {
  const pieces = sentencesOf(text, read(text)).slice(0, MOST_SENTENCES);
  if (pieces.length < 2) return null;
  const judged = (from: number, to: number): Judgement => {
    const part = text.slice(from, to);
    return judge(part, read(part), reader, trained);
  };
  const alone = pieces.map(({ from, to }) => judged(from, to));
  const sure = alone.flatMap((one, index) => (isMatter(one) ? [index] : []));
  for (const [index, at] of sure.entries()) {
    const next = sure[index + 1];
    if (next === undefined || !differ(alone[at], alone[next])) continue;
    const cut = pieces[next]?.from ?? 0;
    const [first, second] = [judged(0, cut), judged(cut, text.length)];
    if (isMatter(first) && isMatter(second) && differ(first, second)) {
      return { first, second: { intent: second.intent, case: second.case, score: second.confidence } };
    }
  }
  return null;
}

function isMatter(one: Judgement): boolean {
  return one.decision === "act" && one.intent !== OUT_OF_SCOPE && one.intent !== "greeting";
}

/** Not the same matter told twice: another case, or another intent altogether. */
function differ(a: Judgement | undefined, b: Judgement | undefined): boolean {
  if (a === undefined || b === undefined) return false;
  if (a.case !== null && b.case !== null) return a.case !== b.case;
  return a.intent !== b.intent;
}

/** The sentences of a text that have enough words, each with the short ones before it. */
function sentencesOf(text: string, { words }: Words): readonly Piece[] {
  const pieces: { from: number; to: number }[] = [];
  let from = 0;
  let count = 0;
  for (const [index, word] of words.entries()) {
    if (index > 0 && word.after === 2 && count >= LEAST_WORDS) {
      pieces.push({ from, to: word.start });
      from = word.start;
      count = 0;
    }
    count += 1;
  }
  if (count >= LEAST_WORDS || pieces.length === 0) pieces.push({ from, to: text.length });
  else pieces[pieces.length - 1] = { from: pieces.at(-1)?.from ?? 0, to: text.length };
  return pieces;
}

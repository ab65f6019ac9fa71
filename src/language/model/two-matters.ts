import type { Phrase } from "../phrase.ts";
import { find } from "../phrase.ts";
import type { Words } from "../words.ts";
import type { FeatureReader } from "./features.ts";
import type { Judgement, Option, Trained } from "./judge.ts";
import { judge, OUT_OF_SCOPE } from "./judge.ts";

/** Places a message is cut at, at most: whoever has two matters has told both by then. */
const MOST_CUTS = 12;

/** Fewer words tell no matter of their own. */
const LEAST_WORDS = 4;

/** A longer message is a story: cutting it at every sentence would cost more than it tells. */
const MOST_WORDS = 160;

/** Where nothing announces a second matter, both must be as sure as this, and the whole must look like both. */
const UNANNOUNCED = { confidence: 0.985, score: 0.01 } as const;

/** Two matters told one after the other in one message. */
export type TwoMatters = { readonly first: Judgement; readonly second: Option };

export type MatterReader = FeatureReader & {
  /** Words that announce another matter: « par ailleurs », « deux soucis ». */
  readonly another: readonly Phrase[];
};

/**
 * Reads whether a message tells two matters: it can be cut in two so that each side is sure by itself and they are not
 * the same. `whole` is what the message is about as one. Null where it tells one, or none that is sure.
 */
export function twoMatters(
  text: string,
  words: Words,
  whole: Judgement,
  read: (text: string) => Words,
  reader: MatterReader,
  trained: Trained,
): TwoMatters | null {
  if (words.words.length > MOST_WORDS) return null;
  const announced = reader.another.flatMap((one) => find(one, words)).map(({ from }) => from);
  const [, runnerUp] = whole.options;
  if (announced.length === 0 && (runnerUp?.score ?? 0) < UNANNOUNCED.score) return null;
  let best: TwoMatters | null = null;
  let surest = 0;
  for (const cut of cutsOf(words, announced)) {
    const at = words.words[cut]?.start ?? 0;
    const [first, second] = [text.slice(0, at), text.slice(at)].map((part) =>
      judge(part, read(part), reader, trained),
    ) as [Judgement, Judgement];
    const sure = Math.min(first.confidence, second.confidence);
    if (sure <= surest || !isMatter(first) || !isMatter(second) || !differ(first, second)) continue;
    if (announced.length === 0 && !(sure >= UNANNOUNCED.confidence && isBoth(whole, first, second))) continue;
    surest = sure;
    best = { first, second: { intent: second.intent, case: second.case, score: second.confidence } };
  }
  return best;
}

/** Words a message may be cut before: where another matter is announced, and where a sentence, then a clause, begins. */
function cutsOf({ words }: Words, announced: readonly number[]): readonly number[] {
  const starts = words.flatMap(({ after }, index) =>
    after === 2 || (after === 1 && announced.length > 0) ? [index] : [],
  );
  return [...new Set([...announced, ...starts])]
    .filter((cut) => cut >= LEAST_WORDS && words.length - cut >= LEAST_WORDS)
    .slice(0, MOST_CUTS);
}

function isMatter(one: Judgement): boolean {
  return one.decision === "act" && one.intent !== OUT_OF_SCOPE && one.intent !== "greeting";
}

type Told = Pick<Option, "intent" | "case">;

/** Not the same matter told twice, nor one the general case of the other. */
function differ(a: Told, b: Told): boolean {
  if (a.case !== null && b.case !== null) return a.case !== b.case;
  return a.intent !== b.intent;
}

/** Whether the two likeliest readings of the whole are these. */
function isBoth(whole: Judgement, first: Told, second: Told): boolean {
  const likeliest = whole.options.slice(0, 2);
  return [first, second].every((told) =>
    likeliest.some((one) => one.intent === told.intent && one.case === told.case),
  );
}

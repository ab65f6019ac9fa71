import type { Words } from "../words.ts";
import type { Bayes } from "./bayes.ts";
import { shareOf } from "./bayes.ts";
import { featureOf } from "./feature.ts";

/** Words told at most, and the least share of their sightings that were with the label. */
const MOST = 3;
const LEAST_SHARE = 0.1;

/** The words of a text that speak most for a label, as they stand there: one word, or two together. */
export function because(text: string, { words }: Words, bayes: Bayes, label: number): readonly string[] {
  const spans = words
    .flatMap(({ word, start, end }, index) => {
      const before = words[index - 1];
      const alone = { start, end, share: shareOf(bayes, featureOf("w", word), label) };
      if (before === undefined || words[index]?.after !== 0) return [alone];
      const pair = shareOf(bayes, featureOf("b", before.word, word), label);
      return [alone, { start: before.start, end, share: pair }];
    })
    .filter(({ share }) => share >= LEAST_SHARE)
    .sort((a, b) => b.share - a.share || a.start - b.start);
  const kept: { readonly start: number; readonly end: number }[] = [];
  for (const one of spans) {
    if (kept.length < MOST && kept.every((other) => one.end <= other.start || one.start >= other.end))
      kept.push(one);
  }
  return kept.sort((a, b) => a.start - b.start).map(({ start, end }) => text.slice(start, end));
}

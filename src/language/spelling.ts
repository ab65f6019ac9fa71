/** Right words that stand one letter from a word of the vocabulary and must stay what they are. */
const RIGHT: ReadonlySet<string> = new Set(
  `chance charge chargee charges chargees charger personnes personnel personnels premiers premier present
  presente parent parents espace active activer activons arriver arrivee marcher marches change changer changes
  certaines certains`.split(/\s+/),
);

/**
 * Optimal string alignment distance (a swap of neighbours counts once), given up beyond `limit`.
 * Damerau, « A technique for computer detection and correction of spelling errors », 1964.
 */
export function distance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let cost = Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + same);
      if (a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] && i > 1 && j > 1) {
        cost = Math.min(cost, (before[j - 2] ?? 0) + 1);
      }
      next.push(cost);
      least = Math.min(least, cost);
    }
    if (least > limit) return limit + 1;
    before = row;
    row = next;
  }
  return row[b.length] ?? limit + 1;
}

/** How many mistakes a word of this length may hold and still be recognised. */
export function tolerance(length: number): number {
  if (length < 6) return 0;
  return length < 10 ? 1 : 2;
}

/**
 * A corrector towards `vocabulary` (stems end in `*`). Only words of six letters and more are corrected, only to a word
 * that begins alike, and never a number: a wrong reading is worse than none.
 */
export function speller(vocabulary: Iterable<string>): (word: string) => string {
  const known = new Set<string>();
  const stems = new Set<string>();
  const near = new Map<string, string[]>();
  for (const entry of new Set(vocabulary)) {
    const letters = entry.replace("*", "");
    known.add(letters);
    if (entry.endsWith("*")) stems.add(letters);
    if (tolerance(letters.length) === 0 || !/^[a-z]+$/.test(letters)) continue;
    const list = near.get(letters.charAt(0)) ?? [];
    list.push(letters);
    near.set(letters.charAt(0), list);
  }
  const isStem = (word: string): boolean => {
    for (let length = 3; length <= word.length; length++) if (stems.has(word.slice(0, length))) return true;
    return false;
  };
  return (word) => {
    const limit = tolerance(word.length);
    if (limit === 0 || word.length > 24 || known.has(word) || RIGHT.has(word) || !/^[a-z]+$/.test(word))
      return word;
    if (isStem(word)) return word;
    let best = word;
    let least = limit + 1;
    for (const candidate of near.get(word.charAt(0)) ?? []) {
      const apart = distance(word, candidate, Math.min(limit, least - 1));
      if (apart < least && apart <= tolerance(candidate.length)) {
        best = candidate;
        least = apart;
      }
    }
    return best;
  };
}

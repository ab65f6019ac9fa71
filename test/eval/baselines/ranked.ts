/** All labels by score, the highest first; those without a score come last, in the order given. */
export function ranked(labels: Iterable<string>, scores: ReadonlyMap<string, number>): readonly string[] {
  const missing = -Number.MAX_VALUE;
  return [...labels].sort((a, b) => (scores.get(b) ?? missing) - (scores.get(a) ?? missing));
}

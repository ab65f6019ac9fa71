/** Clocks no further apart than this agree, in ms; whole zones are set aside by quarters of an hour. */
const AGREE_MS = 60_000;
const QUARTER_MS = 15 * 60_000;

/** How far one clock runs ahead of another, in ms, by what both showed at the same moments; null where they agree. */
export function clockOffset(offsets: readonly number[]): number | null {
  if (offsets.length === 0) return null;
  const middle = offsets.toSorted((a, b) => a - b)[Math.floor(offsets.length / 2)] ?? 0;
  const rest = middle - Math.round(middle / QUARTER_MS) * QUARTER_MS;
  return Math.abs(rest) < AGREE_MS ? null : rest;
}

/** Seeded random numbers (mulberry32): the same seed makes the same file. */
export function random(seed: number): {
  next(): number;
  below(n: number): number;
  pick<T>(of: readonly T[]): T;
} {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (n: number): number => Math.floor(next() * n);
  return {
    next,
    below,
    pick(of) {
      const one = of[below(of.length)];
      if (one === undefined) throw new Error("nothing to pick from");
      return one;
    },
  };
}

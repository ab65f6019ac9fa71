/** So many of so many. */
export type Rate = { readonly part: number; readonly whole: number };

/** How many of `all` are as `is` says. */
export function rate<T>(all: readonly T[], is: (one: T) => boolean): Rate {
  return { part: all.filter(is).length, whole: all.length };
}

/** The share, 0 to 1; NaN of nothing. */
export function share({ part, whole }: Rate): number {
  return part / whole;
}

export function percent(value: number): string {
  return Number.isNaN(value) ? "–" : `${(100 * value).toFixed(1)} %`;
}

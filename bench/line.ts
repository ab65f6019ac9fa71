/** One line of the report: what was measured, the figure, and what is wanted of it where something is. */
export type Line = {
  readonly what: string;
  readonly figure: string;
  readonly wanted: string;
  /** Whether it is as wanted; null where it is only reported. */
  readonly ok: boolean | null;
};

/** Milliseconds as a person reads them. */
export function ms(value: number): string {
  return value < 1 ? `${(value * 1000).toFixed(1)} µs` : `${value.toFixed(1)} ms`;
}

import type { Figure } from "./figure.ts";

/** A part of the report: its figures, then what goes into them, each under a heading of its own. */
export type Section = {
  readonly figures: readonly Figure[];
  readonly parts: readonly { readonly title: string; readonly text: string }[];
};

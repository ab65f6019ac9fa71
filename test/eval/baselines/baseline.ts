/** One labelled sentence. */
export type Example = { readonly text: string; readonly label: string };

/** What training gives: text → labels, likeliest first; `close` lets go of what it holds. */
export type Trained = {
  rank(text: string): Promise<readonly string[]>;
  close?(): Promise<void>;
};

/** A way of guessing labels, trained on examples. */
export type Baseline = {
  readonly name: string;
  /** Why it cannot run here, or null. */
  unavailable(): string | null;
  /** Trains on examples and gives a function: text → labels, likeliest first (every label is ranked). */
  train(examples: readonly Example[]): Promise<Trained>;
};

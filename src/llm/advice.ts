/** What a model makes of a text: ids and values that were known before it was asked, and no word of its own. */
export type Advice = {
  readonly intent: string;
  readonly case: string | null;
  readonly facts: Readonly<Record<string, string>>;
};

/** What an answer is that no advice can be read from. */
export type Unusable =
  /** Not the JSON of a chat completion. */
  | "not-a-completion"
  /** The model declined, or a filter did. */
  | "refused"
  | "empty"
  /** Ended by the limit on its length. */
  | "cut-short"
  /** Prose, a code fence, or JSON with anything around it. */
  | "not-json"
  /** JSON of another shape, an unknown id, a value the fact does not have, a fact with two values. */
  | "not-known";

/** Why there is no advice. Fit for a log: figures and fixed words, none of the person's or the model's. */
export type AdviceFailure =
  | { readonly kind: "timeout"; readonly limitMs: number }
  /** `code`: the system's or HTTP client's, such as ECONNREFUSED; null where it gave none. */
  | { readonly kind: "unreachable"; readonly code: string | null }
  /** Neither a success nor followed: 3xx, 4xx, 5xx. */
  | { readonly kind: "status"; readonly status: number }
  | { readonly kind: "unusable"; readonly what: Unusable }
  | { readonly kind: "too-large"; readonly limitBytes: number };

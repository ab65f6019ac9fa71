/** What advice may be made of. A fact with no list of values (a UAI, a host) is never asked of a model. */
export type Known = {
  readonly intents: readonly string[];
  readonly cases: readonly { readonly id: string; readonly intent: string; readonly title: string }[];
  readonly facts: readonly { readonly id: string; readonly values: readonly string[] }[];
};

import type { Outcome } from "./situation.ts";

/** What a condition may look at. A fact or outcome that is not settled is `undefined`, and no condition holds of it. */
export interface View {
  fact(name: string): string | undefined;
  /** `step` is `<flow>/<step>`. */
  outcome(step: string): Outcome | undefined;
}

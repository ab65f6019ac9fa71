import type { Judgement } from "../../src/language/model/judge.ts";
import { labelOf, OUT_OF_SCOPE } from "../../src/language/model/judge.ts";

/** A message, what it is about, and what it was taken to be about. */
export type Judged = {
  readonly text: string;
  readonly intent: string;
  readonly case: string | null;
  readonly judgement: Judgement;
};

export function wanted(one: Judged): string {
  return labelOf(one.intent, one.case);
}

/** The likeliest matter, whatever the decision. */
export function got({ judgement }: Judged): string {
  return labelOf(judgement.intent, judgement.case);
}

export function isRight(one: Judged): boolean {
  return wanted(one) === got(one);
}

export function isOutside(one: Judged): boolean {
  return one.intent === OUT_OF_SCOPE;
}

/** Whether it was sure enough to act upon or to refuse. */
export function isDecided({ judgement }: Judged): boolean {
  return judgement.decision !== "offer";
}

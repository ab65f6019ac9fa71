/** One judgement of a text the model had not seen: the share of the first label, and whether it was right. */
export type Trial = { readonly share: number; readonly right: boolean; readonly outside: boolean };

/** What turns a share into the chance of being right, and from which chance on that is enough. */
export type Calibration = {
  readonly intercept: number;
  readonly slope: number;
  /** To act upon. */
  readonly act: number;
  /** To say that it is none of ours. */
  readonly refuse: number;
};

/** Of the texts acted upon, and of those refused, so many must have been understood rightly. */
export type Goal = { readonly act: number; readonly refuse: number };

const STEPS = 500;
const RATE = 0.5;

/** A share that leaves no doubt would have no logit. */
const CERTAIN = 1e-4;

function logit(share: number): number {
  const kept = Math.min(1 - CERTAIN, Math.max(CERTAIN, share));
  return Math.log(kept / (1 - kept));
}

/** The chance, 0 to 1, that a label with this share is the right one (Platt, « Probabilistic outputs », 1999). */
export function chanceOf(
  { intercept, slope }: Pick<Calibration, "intercept" | "slope">,
  share: number,
): number {
  return 1 / (1 + Math.exp(-(intercept + slope * logit(share))));
}

/**
 * Fits the chance to trials by logistic regression, then takes the lowest chances from which on the trials were right as
 * often as the goal says; where none is, nothing is ever acted upon.
 */
export function calibrate(trials: readonly Trial[], goal: Goal): Calibration {
  let intercept = 0;
  let slope = 1;
  for (let step = 0; step < STEPS; step++) {
    let up = 0;
    let steeper = 0;
    for (const { share, right } of trials) {
      const error = chanceOf({ intercept, slope }, share) - (right ? 1 : 0);
      up += error;
      steeper += error * logit(share);
    }
    intercept -= (RATE * up) / trials.length;
    slope -= (RATE * steeper) / trials.length;
  }
  const from = (outside: boolean, precision: number): number =>
    chanceOf(
      { intercept, slope },
      leastShare(
        trials.filter((one) => one.outside === outside),
        precision,
      ),
    );
  return { intercept, slope, act: from(false, goal.act), refuse: from(true, goal.refuse) };
}

function leastShare(trials: readonly Trial[], precision: number): number {
  const surest = [...trials].sort((a, b) => b.share - a.share);
  let rightSoFar = 0;
  let least = 1;
  for (const [index, trial] of surest.entries()) {
    if (trial.right) rightSoFar += 1;
    if (rightSoFar >= precision * (index + 1)) least = trial.share;
  }
  return least;
}

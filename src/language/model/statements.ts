import type { Stated } from "../stated.ts";
import type { Stretch, Words } from "../words.ts";
import { stretches } from "../words.ts";
import { wordFeatures } from "./features.ts";
import type { Model } from "./model.ts";
import { sharesOf } from "./model.ts";

/** A value that words `from` up to `to` state of a fact. */
export type StatedValue = Stretch & { readonly fact: string; readonly value: string };

/** What the parts of a text state. */
export type StatedParts = {
  /** Stated for sure, as they stand. */
  readonly values: readonly StatedValue[];
  /** The largest share, 0 to 1, any part gives a value of a fact; null of a fact that was not learnt. */
  support(fact: string, value: string): number | null;
  /** The value of a fact some part states most, and how much; null where every part rather states none. */
  likeliest(fact: string): (StatedValue & { readonly share: number }) | null;
  /** Offset in the text up to which it was looked at. */
  readonly end: number;
};

/** From this share on a value is taken for stated: a fact made up costs more than a question. */
const SURE = 0.95;

/** The same of facts with more look-alikes than others, and of who cannot get in, which what a text is about tells too. */
const SURE_OF: Readonly<Record<string, number>> = {
  setup: 0.98,
  hosting: 0.98,
  identifiers_distributed: 0.99,
  same_machine: 0.99,
  urls_changed: 0.99,
  scope: 0.95,
  profile: 0.9,
};

/** Above it a value is stated rather than not. */
export const EVEN = 0.5;

/** What a clause states, its sentence must not look too unlike stating: « il n'a jamais défini de code, lui ». */
const ALIKE = 0.1;

/** What stands for « states nothing of it » among the labels. */
const NOTHING = "nothing";

/** Fewer words state nothing by themselves. */
const LEAST_WORDS = 3;

/** The label of a fact's value; of null, that it is not stated. */
export function statementLabel(fact: string, value: string | null): string {
  return `${fact} ${value ?? NOTHING}`;
}

/** The fact a label is about. */
export function factOf(label: string): string {
  return label.slice(0, label.indexOf(" "));
}

/** A label that states a value of a fact, and its place among the model's. */
type Label = { readonly place: number; readonly fact: string; readonly value: string };

function labelsOf({ labels }: Model): readonly Label[] {
  return labels.flatMap((label, place) => {
    const fact = factOf(label);
    const value = label.slice(fact.length + 1);
    return value === NOTHING ? [] : [{ place, fact, value }];
  });
}

/** What the sentences of a text and their clauses state, up to the offset `end`. */
export function statedIn(model: Model, words: Words, stated: Stated, end: number): StatedParts {
  const labels = labelsOf(model);
  const learnt = new Set(model.labels.map(factOf));
  const most = new Float32Array(model.labels.length);
  const likeliest = new Map<string, StatedValue & { readonly share: number }>();
  const values: StatedValue[] = [];
  let whole: Float32Array = most;
  for (const { from, to, isWhole } of partsOf(words, end)) {
    const shares = sharesOf(model, wordFeatures(words, from, to));
    if (isWhole) whole = shares;
    const states = to - from >= LEAST_WORDS && !isDoubtful(stated, from, to);
    for (const { place, fact, value } of labels) {
      const share = shares[place] as number;
      most[place] = Math.max(most[place] as number, share);
      if (!states || share <= EVEN || (whole[place] as number) < ALIKE) continue;
      if (share > (likeliest.get(fact)?.share ?? EVEN)) likeliest.set(fact, { fact, value, share, from, to });
      if (share >= (SURE_OF[fact] ?? SURE)) values.push({ fact, value, from, to });
    }
  }
  return {
    values,
    support(fact, value) {
      if (!learnt.has(fact)) return null;
      const label = labels.find((one) => one.fact === fact && one.value === value);
      return label === undefined ? 0 : (most[label.place] as number);
    },
    likeliest: (fact) => likeliest.get(fact) ?? null,
    end,
  };
}

/** A whole sentence, or a clause of the last of them. */
type Part = Stretch & { readonly isWhole: boolean };

/** Sentences, each before its clauses where it has several. */
function partsOf(words: Words, end: number): readonly Part[] {
  const past = words.words.findIndex((one) => one.start >= end);
  return stretches(words, 2, 0, past < 0 ? undefined : past).flatMap((sentence) => {
    const clauses = stretches(words, 1, sentence.from, sentence.to);
    const whole = { ...sentence, isWhole: true };
    return clauses.length > 1 ? [whole, ...clauses.map((one) => ({ ...one, isWhole: false }))] : [whole];
  });
}

/** Whether most of it is asked, supposed, or said of another school. */
function isDoubtful({ doubtful, elsewhere }: Stated, from: number, to: number): boolean {
  let count = 0;
  for (let at = from; at < to; at++) if (doubtful[at] === true || elsewhere[at] === true) count += 1;
  return count * 2 > to - from;
}

import type { Stated } from "../stated.ts";
import type { Words } from "../words.ts";
import { wordFeatures } from "./features.ts";
import type { Model } from "./model.ts";
import { sharesOf } from "./model.ts";

/** A value that words `from` up to `to` state of a fact. */
export type StatedValue = {
  readonly fact: string;
  readonly value: string;
  readonly from: number;
  readonly to: number;
};

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
  identifiers_distributed: 0.99,
  same_machine: 0.97,
  scope: 0.9,
  profile: 0.9,
};

/** Above it a value is stated rather than not. */
const EVEN = 0.5;

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

/** What the sentences of a text and their clauses state, up to the offset `end`. */
export function statedIn(model: Model, words: Words, stated: Stated, end: number): StatedParts {
  const most = new Float32Array(model.labels.length);
  const best = new Map<string, StatedValue & { readonly share: number }>();
  const values = partsOf(words, end).flatMap(({ from, to }) => {
    const shares = sharesOf(model, wordFeatures(words, from, to));
    for (const [place, share] of shares.entries()) most[place] = Math.max(most[place] as number, share);
    if (to - from < LEAST_WORDS || isDoubtful(stated, from, to)) return [];
    for (const [place, label] of model.labels.entries()) {
      const share = shares[place] as number;
      const fact = factOf(label);
      if (share > (best.get(fact)?.share ?? EVEN) && !label.endsWith(` ${NOTHING}`))
        best.set(fact, { fact, value: label.slice(fact.length + 1), share, from, to });
    }
    return model.labels
      .filter(
        (label, place) =>
          (shares[place] as number) >= (SURE_OF[factOf(label)] ?? SURE) && !label.endsWith(` ${NOTHING}`),
      )
      .map((label) => ({ fact: factOf(label), value: label.slice(label.indexOf(" ") + 1), from, to }));
  });
  const facts = new Set(model.labels.map(factOf));
  return {
    values,
    support: (fact, value) =>
      facts.has(fact) ? (most[model.labels.indexOf(statementLabel(fact, value))] ?? 0) : null,
    likeliest: (fact) => best.get(fact) ?? null,
    end,
  };
}

type Part = { readonly from: number; readonly to: number };

/** Sentences, and the clauses of those that have several. */
function partsOf({ words }: Words, end: number): readonly Part[] {
  const cuts = (least: 1 | 2, from: number, to: number): Part[] => {
    const starts = [from];
    for (let at = from + 1; at < to; at++) if ((words[at]?.after ?? 0) >= least) starts.push(at);
    return starts.map((start, index) => ({ from: start, to: starts[index + 1] ?? to }));
  };
  const past = words.findIndex((one) => one.start >= end);
  return cuts(2, 0, past < 0 ? words.length : past).flatMap((sentence) => {
    const clauses = cuts(1, sentence.from, sentence.to);
    return clauses.length > 1 ? [sentence, ...clauses] : [sentence];
  });
}

/** Whether most of it is asked, supposed, or said of another school. */
function isDoubtful({ doubtful, elsewhere }: Stated, from: number, to: number): boolean {
  let count = 0;
  for (let at = from; at < to; at++) if (doubtful[at] === true || elsewhere[at] === true) count += 1;
  return count * 2 > to - from;
}

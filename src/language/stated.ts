import type { Phrase } from "./phrase.ts";
import { find, phrase } from "./phrase.ts";
import type { Words } from "./words.ts";

/**
 * Which words of a text state something. A question, a condition, a doubt, somebody else's school state nothing: a
 * fact read there would be made up.
 */
export type Stated = {
  /** Word by word: whether it is only asked, supposed or doubted. */
  readonly doubtful: readonly boolean[];
  /** Whether the words from `from` on are denied by a « not » before them. */
  denied(from: number): boolean;
  /** Whether a word shortly before puts it in the past or the future. */
  otherTime(from: number): boolean;
};

const all = (sources: readonly string[]): readonly Phrase[] => sources.map((source) => phrase(source));

/** From here to the end of the clause nothing is stated. */
const DOUBT = all([
  "(si|if|whether|sinon)",
  "est ce (que|qu)",
  "(comment|how) (savoir|verifier|reconnaitre|voir|passer|migrer|do (i|we) (know|tell|check)|can (i|we) (know|tell|check|see)|to (know|tell|check))",
  "(peut etre|maybe|perhaps|possibly|might be|may be|could be|would be|serait|seraient)",
  "(pas|not) (sur|sure|certain|certaine)",
  "(me demande|wonder|wondering)",
  "(faut il|doit on|devons nous|peut on|peut il|pouvons nous|sommes nous|etes vous|avons nous|avez vous|est il|est elle|utilisons nous)",
  "^ (is|are|do|does|did|can|could|should|must|has|have|was|what|which|why) (it|i|we|our|the|you|they|this|that|is|are|does|do)",
  "(pourquoi|quel|quelle|quels|quelles|quand est ce|que faut il|que veut|que signifie|que veulent|qu entendez|qu entend)",
  "(difference|differences) (entre|between)",
  "(par exemple|for example|for instance|imagin*|suppos*|mettons|admettons)",
  "(college|lycee|etablissement|ecole|collegues|collegue|school|colleagues|colleague) (voisin*|d a cote|d en face|next door|nearby)",
  "(autre|autres|another|other|ancien|ancienne|previous) (college|lycee|etablissement|etablissements|ecole|academie|school|schools)",
]);

/** « If you please » and the like doubt nothing. */
const NO_DOUBT = all([
  "s il (vous|te) plait",
  "si possible",
  "if possible",
  "comme si",
  "meme si",
  "even if",
]);

/** Where a sentence asks what words mean, none of it states anything. */
const MEANING = all([
  "c est quoi",
  "qu est ce (que|qu|qui)",
  "(ca|cela) (veut dire|signifie) quoi",
  "(veut|veulent) dire",
  "(comprends|comprend|connais|connait) pas",
  "(what is|what s|what are|what does|what do|which is)",
  "(mean|means|meaning|signifie|signification)",
  "(don t|doesn t|do not|does not) (understand|know what)",
]);

/** A request for help states its premises: « comment faire avec une base hébergée ? ». */
const REQUEST = all(["^ .. (comment|how|que faire|que dois je|what should|what do i|what must)"]);
const PREMISE = all(["(avec|with|quand|when|sachant que|alors que|vu que|since|puisque)"]);

/** A last clause that turns the whole sentence into a question. */
const TAG = all([
  "^ (non|n est ce pas|c est ca|c est bien ca|ou pas|ou non|right|correct|isn t it|is it|or not|vrai|oui) $",
]);

const NOT: ReadonlySet<string> = new Set(
  "pas non jamais ni aucun aucune sans not never nor neither without".split(" "),
);
const SHORT_NOT: ReadonlySet<string> = new Set([
  "isn t",
  "aren t",
  "don t",
  "doesn t",
  "haven t",
  "hasn t",
  "didn t",
  "wasn t",
  "weren t",
]);

/** What may stand between « not » and what it denies. */
const FILLERS: ReadonlySet<string> = new Set(
  `le la les l un une des du de d en sur a au aux chez dans par est sont sommes ete etre etes encore vraiment tout
  directement actuellement utilise utilisons utilisent notre nos nous c
  the a an any our on in at with use using used is are be been it yet really currently actually have has got`.split(
    /\s+/,
  ),
);

const TIMES: ReadonlySet<string> = new Set(
  `avant autrefois ancien ancienne anciennement etait etaient etions etais prochain prochaine bientot futur sera seront
  serons passer migrer migrons migration devenir basculer demander voulons veut veux aimerions allons va
  formerly was were previously soon will becoming become move moving migrate migrating switch switching going`.split(
    /\s+/,
  ),
);

function clauseEnd(words: Words, from: number): number {
  let to = from + 1;
  while (to < words.words.length && words.words[to]?.after === 0) to += 1;
  return to;
}

function sentences(words: Words): { readonly from: number; readonly to: number }[] {
  const found: { from: number; to: number }[] = [];
  for (const [index, word] of words.words.entries()) {
    const open = found.at(-1);
    if (open === undefined || word.after === 2) found.push({ from: index, to: index + 1 });
    else open.to = index + 1;
  }
  return found;
}

function within(set: ReadonlySet<number>, from: number, to: number): number[] {
  return [...set].filter((one) => one >= from && one < to);
}

function marks(phrases: readonly Phrase[], words: Words): Set<number> {
  return new Set(phrases.flatMap((one) => find(one, words).map((match) => match.from)));
}

/** Reads which words of a text state something. */
export function stated(words: Words): Stated {
  const { length } = words.words;
  const doubtful = Array.from({ length }, () => false);
  const fill = (from: number, to: number, value: boolean): void => {
    doubtful.fill(value, from, to);
  };
  const harmless = new Set(
    NO_DOUBT.flatMap((one) => find(one, words)).flatMap(({ from, to }) =>
      Array.from({ length: to - from }, (_, index) => from + index),
    ),
  );
  const doubts = marks(DOUBT, words);
  const meanings = marks(MEANING, words);
  const tags = marks(TAG, words);
  const requests = marks(REQUEST, words);
  const premises = marks(PREMISE, words);

  for (const { from, to } of sentences(words)) {
    if (meanings.size > 0 && within(meanings, from, to).length > 0) {
      fill(from, to, true);
      continue;
    }
    if (words.questions[from] === true) questioned(from, to);
    for (const at of within(doubts, from, to)) if (!harmless.has(at)) fill(at, clauseEnd(words, at), true);
  }

  function questioned(from: number, to: number): void {
    let last = to - 1;
    while (last > from && words.words[last]?.after === 0) last -= 1;
    const asksAll = last > from && tags.has(last);
    fill(asksAll ? from : last, to, true);
    if (asksAll || within(requests, last, to).length === 0) return;
    for (const at of within(premises, last, to)) fill(at, to, false);
  }

  return {
    doubtful,
    denied: (from) => denied(words, from),
    otherTime(from) {
      for (let at = from - 1; at >= Math.max(0, from - 4); at--) {
        if ((words.words[at + 1]?.after ?? 0) !== 0) return false;
        if (TIMES.has(words.words[at]?.word ?? "")) return true;
      }
      return false;
    },
  };
}

function denied(words: Words, from: number): boolean {
  for (let at = from - 1; at >= Math.max(0, from - 8); at--) {
    if ((words.words[at + 1]?.after ?? 0) !== 0) return false;
    const word = words.words[at]?.word ?? "";
    if (NOT.has(word)) return true;
    if (SHORT_NOT.has(`${words.words[at - 1]?.word ?? ""} ${word}`)) return true;
    if (word === "plus" && at >= 2) return ["n", "ne"].some((one) => near(words, at).includes(one));
    if (!FILLERS.has(word)) return false;
  }
  return false;
}

function near(words: Words, at: number): string[] {
  return words.words.slice(Math.max(0, at - 3), at).map((one) => one.word);
}

import type { Phrase } from "./phrase.ts";
import { find, phrase } from "./phrase.ts";
import type { Words } from "./words.ts";
import { stretches } from "./words.ts";

/**
 * Which words of a text state something. A question, a condition, a doubt, somebody else's school state nothing: a
 * fact read there would be made up.
 */
export type Stated = {
  /** Word by word: whether it is only asked, supposed or doubted. */
  readonly doubtful: readonly boolean[];
  /** Word by word: whether it is said of somebody else's school. */
  readonly elsewhere: readonly boolean[];
  /** Whether the words from `from` on are denied by a « not » before them, or by the answer that follows. */
  denied(from: number): boolean;
  /** Whether they are a question that is answered « no » at once. */
  refused(from: number): boolean;
  /** Whether a word shortly before puts it in the past or the future. */
  otherTime(from: number): boolean;
  /** Whether what ends before `to` is taken back right after: « tout le monde les a… ah non ». */
  takenBack(to: number): boolean;
};

const all = (sources: readonly string[]): readonly Phrase[] => sources.map((source) => phrase(source));

/** From here to the end of the clause nothing is stated. */
const DOUBT = all([
  "(si|if|whether|sinon)",
  "est ce (que|qu)",
  "(comment|how) (savoir|verifier|reconnaitre|voir|passer|migrer|do (i|we) (know|tell|check)|can (i|we) (know|tell|check|see)|to (know|tell|check))",
  "(que|comment) (faire|dois je faire) (quand|lorsque|lorsqu|pour)",
  "(what|how) (should|do|can|must) (i|we) do (when|with|for|about)",
  "(peut etre|maybe|perhaps|possibly|might be|may be|could be|would be|should be|serait|seraient|pourrait|pourraient|devrait|devraient)",
  "(pas|not) (trop|vraiment|tout a fait|totally|entirely)? (sure|surs|sures|certain|certaine|certains)",
  "pas (trop|vraiment|tout a fait)? sur (que|qu|d|de|si|du tout)",
  "pas (trop|vraiment|tout a fait)? sur $",
  "(idee|sais pas|sait pas|savons pas|ignore|ignorons|idea|not know|don t know|doesn t know|t know) (du tout|trop)? (ou|where|qui|chez qui|par qui|who|si|if|whether|quel|quelle|quels|which|lequel|laquelle)",
  "(me demande|nous demandons|se demande|wonder|wondering)",
  "(croyais|croyait|croyions|pensais|pensait|pensions|i thought|we thought|believed|assumed)",
  "(voudrait|voudrions|voudrais|aimerait|aimerions|aimerais|souhaite|souhaitons|would like to|want to|wants to) (changer|passer|migrer|basculer|change|move|switch|migrate)",
  "(envisage*|envisageons|reflechi*|hesit*|souhaiterait|considering|thinking (of|about)|thought (of|about)|planning|plan to|plans to)",
  "(au cas ou|en cas|a condition|a moins|sauf si|tant que|des que|une fois que|avant que|avant de|en attendant (que|qu|de)|jusqu a ce (que|qu)|in case|unless|until (the|our|we|they|everyone)|once|as soon as|as long as|before (we|you|they|i|the (staff|teachers|parents|families|students)))",
  "(dans le cas|le cas) (ou|de|d|des)",
  "(quand|lorsque|lorsqu) (on|nous|vous|je|un|une)? (change|changera|changerons|changent|passe|passera|sera|serons|aura|auront|n aura|n auront|utilise)",
  "(quand|lorsque|when) .. (changera|seront|aura|auront|will)",
  "(doc|docs|documentation|guide|tuto|tutoriel|notice|article|faq|manuel|manual|mail|courrier|aide) .. (parle|parlez|parlent|dit|disent|disait|indique|explique|mentionne|says|said|mentions|talks)",
  "(vous|tu) (parlez|parles|ecrivez|mentionnez|dites)",
  "you (mention|mentioned|say|said|write|wrote|talk)",
  "(faut il|doit on|devons nous|peut on|peut il|pouvons nous|sommes nous|etes vous|avons nous|avez vous|est il|est elle|utilisons nous|doivent ils|ont ils|sont ils|doit il|peuvent ils)",
  "^ (is|are|do|does|did|can|could|should|must|has|have|was|what|which) (it|i|we|our|the|you|they|this|that|is|are|does|do|everyone|everybody|anyone|parents|students|teachers|pupils|families)",
  "(quel|quelle|quels|quelles|quand est ce|que faut il|que veut|que signifie|que veulent|qu entendez|qu entend|qu apporte|a quoi)",
  "(difference|differences|choisir|choix|hesiter|choose|choice) (entre|between)",
  "(par exemple|for example|for instance|imagin*|suppos*|mettons|admettons)",
  "(obligatoire|necessaire|need|needs) (de|d|que|to (have|be|use))",
]);

/** From here it is about others, to the end of the sentence or a clause about oneself. */
const ELSEWHERE = all([
  "(college|lycee|etablissement|ecole|collegues|collegue|school|colleagues|colleague) (voisin*|d a cote|d en face|next door|nearby|down the road)",
  "(autre|autres|another|other|ancien|ancienne|previous) (college|lycee|etablissement|etablissements|ecole|academie|school|schools) (year)?",
]);

/** « If you please » and the like doubt nothing. */
const NO_DOUBT = all([
  "s il (vous|te) plait",
  "si possible",
  "if possible",
  "comme si",
  "meme si",
  "even if",
  // « les profs n'ont rien, les familles si ».
  "si $",
  "une fois (de plus|encore|par an)",
  "once (again|more|a year)",
]);

/** Where a sentence asks what words mean, none of it states anything. */
const MEANING = all([
  "c est quoi",
  "qu est ce (que|qu|qui)",
  "(ca|cela) (veut dire|signifie) quoi",
  "(veut|veulent) dire",
  "(les|ces) (deux|2) cas",
  "(je|j|on|nous) (ne|n|n y|y)? (comprends|comprend|comprenons|connais|connait|connaissons) (pas|rien)",
  "(what is|what s|what are|what does|what do|which is)",
  "(mean|means|meaning|signifie|signification)",
  "(don t|doesn t|do not|does not) (understand|know what)",
]);

/** What is settled is no trouble any more: nothing of the sentence holds, nor of the one before where it opens one. */
const SETTLED = all([
  "(c est|c etait|tout est|probleme|souci|ca) (maintenant|desormais|est|a ete|enfin|depuis|a present)* (regle|reglee|resolu|resolue|repare|reparee|rentre dans l ordre)",
  "(it is|it s|problem|issue|all|was|been|is|got) (now|all|since|been)* (fixed|solved|resolved|sorted|back to normal)",
]);

/** A request for help states its premises: « comment faire avec une base hébergée ? ». */
const REQUEST = all(["^ .. (comment|how|que faire|que dois je|what should|what do i|what must)"]);
const PREMISE = all(["(avec|with|comme|as|quand|when|sachant que|alors que|vu que|since|puisque)"]);

/** What asks why something is so takes it for so. */
const REASON = all(["^ (pourquoi|why|how come|comment se fait il|comment ca se fait|d ou vient)"]);
const NO_REASON = all([
  "(pourquoi|why) (faut il|faudrait il|doit on|devons nous|demand*|me demand*|nous demand*|vous|pas|do (you|we|i)|should|would|not|utiliser|passer|choisir)",
]);

/** Asking for help states nothing, and takes nothing back of the rest of its sentence. */
const HELP = all([
  "(pouvez|pourriez|peux|pourrais|peut|pourrait|qui peut) (vous|tu|on|quelqu un)? (m|nous|me)? (aider|depanner|debloquer|renseigner|eclairer|guider)",
  "(can|could) (you|someone|anyone|somebody|anybody) (please)? (help|advise|assist)",
  "(une|des|any) (idee|idees|idea|ideas|piste|pistes|solution|help|clue)",
  "(que|comment) faire $",
  "(que|comment) (dois je|puis je|faut il|doit on|peut on) (faire|proceder) $",
  "(what|how) (should|can|do|must) (i|we) (do|proceed) $",
]);

/** A question answered by the one who asks it: « hébergé ? Non, chez nous ». */
const YES: ReadonlySet<string> = new Set("oui yes yep yeah ouais exact affirmatif".split(" "));
const NO: ReadonlySet<string> = new Set("non no nope nan nan negatif".split(" "));

/** A last clause that turns the whole sentence into a question. */
const TAG = all([
  "^ (non|n est ce pas|c est ca|c est bien ca|ou pas|ou non|right|correct|isn t it|is it|or not|vrai|oui) $",
]);

/** What takes back what was just said. */
const BACK = all([
  "(euh|ah|enfin|heu|oh|bah|ben|oops|oups) (non|no)",
  "(scratch that|my mistake|je me trompe)",
]);

/** How many words may stand between what is said and what takes it back. */
const BACK_WITHIN = 2;

const NOT: ReadonlySet<string> = new Set(
  "pas non jamais ni aucun aucune sans no not never nor neither without".split(" "),
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
  directement actuellement utilise utilisons utilisent notre nos nous c base pronote version solution mode formule
  instance plus
  longer the a an any our on in at with use using used is are be been it yet really currently actually have has got`.split(
    /\s+/,
  ),
);

const TIMES: ReadonlySet<string> = new Set(
  `avant autrefois ancien ancienne anciennement etait etaient etions etais prochain prochaine bientot futur passera passerons passeront installera installerons attendons attend aurons sera seront
  serons passer passant changeant migrer migrons migration devenir basculer demander voulons veut veux aimerions allons va
  formerly was were previously soon will becoming become move moving migrate migrating switch switching going`.split(
    /\s+/,
  ),
);

function clauseEnd(words: Words, from: number): number {
  let to = from + 1;
  while (to < words.words.length && words.words[to]?.after === 0) to += 1;
  return to;
}

/** What a doubt does not reach beyond: « je croyais qu'on était hébergés mais non ». */
const BUT: ReadonlySet<string> = new Set(["mais", "but"]);

const NOW: ReadonlySet<string> = new Set("maintenant desormais actuellement now today currently".split(" "));

function doubtEnd(words: Words, from: number): number {
  const end = clauseEnd(words, from);
  const but = words.words.slice(from, end).findIndex((one) => BUT.has(one.word));
  return but > 0 ? from + but : end;
}

const OURS: ReadonlySet<string> = new Set("nous notre nos on moi mon ici we our us i".split(" "));

function othersEnd(words: Words, from: number): number {
  let to = clauseEnd(words, from);
  while (to < words.words.length && words.words[to]?.after === 1) {
    const end = clauseEnd(words, to);
    if (words.words.slice(to, Math.min(end, to + 4)).some((one) => OURS.has(one.word))) return to;
    to = end;
  }
  return to;
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
  const refused = Array.from({ length }, () => false);
  const fill = (from: number, to: number, value: boolean): void => {
    doubtful.fill(value, from, to);
  };
  const harmless = new Set(
    NO_DOUBT.flatMap((one) => find(one, words)).flatMap(({ from, to }) =>
      Array.from({ length: to - from }, (_, index) => from + index),
    ),
  );
  const doubts = marks(DOUBT, words);
  const elsewhere = Array.from({ length }, () => false);
  for (const at of marks(ELSEWHERE, words)) elsewhere.fill(true, at, othersEnd(words, at));
  const meanings = marks(MEANING, words);
  const settled = marks(SETTLED, words);
  const tags = marks(TAG, words);
  const requests = marks(REQUEST, words);
  const premises = marks(PREMISE, words);
  const noReasons = marks(NO_REASON, words);
  const reasons = new Set([...marks(REASON, words)].filter((at) => !noReasons.has(at)));
  const helps = new Map(HELP.flatMap((one) => find(one, words)).map((one) => [one.from, one.to]));

  let before = 0;
  for (const { from, to } of stretches(words, 2)) {
    const over = within(settled, from, to)[0];
    if (over !== undefined) fill(over - from < 3 ? before : from, to, true);
    before = from;
    if (within(meanings, from, to).length > 0) {
      fill(from, to, true);
      continue;
    }
    if (words.questions[from] === true) questioned(from, to);
    for (const at of within(doubts, from, to)) if (!harmless.has(at)) fill(at, doubtEnd(words, at), true);
  }

  function questioned(from: number, to: number): void {
    const answer = words.words[to]?.word ?? "";
    if (YES.has(answer)) return;
    if (NO.has(answer)) {
      refused.fill(true, from, to);
      return;
    }
    let last = to - 1;
    while (last > from && words.words[last]?.after === 0) last -= 1;
    const asksAll = last > from && tags.has(last);
    const [help] = within(new Set(helps.keys()), last, to);
    if (!asksAll && reasons.has(last)) return;
    if (!asksAll && help !== undefined) {
      fill(help, helps.get(help) ?? to, true);
      return;
    }
    fill(asksAll ? from : last, to, true);
    if (asksAll || within(requests, last, to).length === 0) return;
    for (const at of within(premises, last, to)) fill(at, to, false);
  }

  const backs = BACK.flatMap((one) => find(one, words)).map(({ from }) => from);
  return {
    doubtful,
    elsewhere,
    denied: (from) => refused[from] === true || denied(words, from),
    refused: (from) => refused[from] === true,
    takenBack: (to) => backs.some((from) => from >= to && from <= to + BACK_WITHIN),
    otherTime(from) {
      for (let at = from - 1; at >= Math.max(0, from - 4); at--) {
        if ((words.words[at + 1]?.after ?? 0) !== 0) return false;
        const word = words.words[at]?.word ?? "";
        if (BUT.has(word) || NOW.has(word)) return false;
        if (TIMES.has(word)) return true;
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

/** Right words that stand one letter from a word of the vocabulary and must stay what they are. */
const RIGHT: ReadonlySet<string> = new Set(
  `absentes accents accident accidents achetee achever active activer activons adapter adaptons annexes
  arrivant arrivee arrivees arriver assistent atteinte attenant authenticite avalent boissons cahiers canine
  casses centaine centaines cercles certaines certains chance chances change changer changes changions
  chanter charge chargee chargees charger charges charmer classees clauses collage colleges comites commerce
  comportement compotes compter concertation confection confiture connaissaient connaissant conservation
  contenue contracte contrat controller couples couplet coureur demandees department depassement derriere
  derrieres deviennent devient differences disposant domine echange ecoutent egarement employes enlever
  enseignent entendu enterprise entrant envoient envoies envoyees espace especes etendu etudient
  excessivement exploitant extrait faille failles ficher finissant fonctionnaires fonctionnant
  fonctionnement fracture franchis garcons genres grosses guettant habitent habituant handling identifiaient
  impassible imprimees indiquent infirmer instauration integer interaction interet internees laissees looked
  manger manquant marchant marcher marches marquent masquent massage massages matcher menager menages
  notices obtint ouvrant paraient parameter parent parents parions parlent parsing partant passant passible
  passions patent patents patrons pauser pauses paysage pendre pensent penser perdant permise personnel
  personnels personnes plaintes plaque pointer potable pourvoir precedent precise precises premier premiers
  present presente pressent prevent principle principles procedent processeur progres projeteur promise
  promises promote proposions protecteur protestataire provenir proviennent rappelle rapprocher recente
  recommander redonnait regards regions rejets remettre remplacent rencontraient renouvelle renouvellent
  rentrant rentres renvient repense repete repetee repetees replacement replacer replaces replied replies
  repose representent reproduit respond response responsible retarder retenir retient retirees retombant
  retrouvant reused revient revoient sample saving series serions serpent serrent servant serves services
  serviles signalant societaires solaire solaires souhaitions stated superviseurs surveillaient
  surveillances surveillent teaches terminates termines though tombant tournant trailing travaillant
  trouvant usable utilization valuable veille versions volable voulions wording writing`.split(/\s+/),
);

/**
 * Optimal string alignment distance (a swap of neighbours counts once), given up beyond `limit`.
 * Damerau, « A technique for computer detection and correction of spelling errors », 1964.
 */
export function distance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let cost = Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + same);
      if (a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] && i > 1 && j > 1) {
        cost = Math.min(cost, (before[j - 2] ?? 0) + 1);
      }
      next.push(cost);
      least = Math.min(least, cost);
    }
    if (least > limit) return limit + 1;
    before = row;
    row = next;
  }
  return row[b.length] ?? limit + 1;
}

/** How many mistakes a word of this length may hold and still be recognised. */
export function tolerance(length: number): number {
  if (length < 6) return 0;
  return length < 10 ? 1 : 2;
}

/** Letters at the end that must be right: another ending makes another right word of it (« arrive », « arrivent »). */
const ENDING = 2;

/** Shorter words have too many right neighbours to be corrected towards. */
const SHORTEST = 7;

/** How many mistakes a word may hold and still be taken for one of the vocabulary. */
function mistakes(length: number): number {
  if (length < 6) return 0;
  return length < 11 ? 1 : 2;
}

/** One bit a letter: two words few mistakes apart differ in few bits. */
function lettersOf(word: string): number {
  let letters = 0;
  for (let at = 0; at < word.length; at++) letters |= 1 << (word.charCodeAt(at) - 97);
  return letters;
}

function bits(one: number): number {
  let left = one;
  let count = 0;
  for (; left !== 0; left &= left - 1) count += 1;
  return count;
}

type Known = { readonly word: string; readonly letters: number };

/** How many corrected words are kept in mind. */
const KEPT = 5000;

/**
 * A corrector towards `vocabulary` (stems end in `*`). Only words of six letters and more are corrected, only to a word
 * that begins alike, and never a number: a wrong reading is worse than none.
 */
export function speller(vocabulary: Iterable<string>): (word: string) => string {
  const known = new Set<string>();
  const stems = new Set<string>();
  const near = new Map<string, Known[]>();
  for (const entry of new Set(vocabulary)) {
    const word = entry.replace("*", "");
    known.add(word);
    if (entry.endsWith("*")) stems.add(word);
    if (word.length < SHORTEST || !/^[a-z]+$/.test(word)) continue;
    const list = near.get(word.charAt(0)) ?? [];
    list.push({ word, letters: lettersOf(word) });
    near.set(word.charAt(0), list);
  }
  const isStem = (word: string): boolean => {
    for (let length = 3; length <= word.length; length++) if (stems.has(word.slice(0, length))) return true;
    return false;
  };
  /** The word in the other number, where only that is known. */
  const inNumber = (word: string): string | null => {
    const other = word.endsWith("s") ? word.slice(0, -1) : `${word}s`;
    return known.has(other) ? other : null;
  };
  const closest = (word: string, limit: number): string => {
    const letters = lettersOf(word);
    const ending = word.slice(-ENDING);
    let best = word;
    let least = limit + 1;
    for (const candidate of near.get(word.charAt(0)) ?? []) {
      if (!candidate.word.endsWith(ending)) continue;
      const allowed = Math.min(limit, least - 1, mistakes(candidate.word.length));
      if (Math.abs(candidate.word.length - word.length) > allowed) continue;
      if (bits(candidate.letters ^ letters) > 2 * allowed) continue;
      const apart = distance(word, candidate.word, allowed);
      if (apart <= allowed) {
        best = candidate.word;
        least = apart;
      }
    }
    return best;
  };
  const corrected = new Map<string, string>();
  return (word) => {
    const limit = mistakes(word.length);
    if (limit === 0 || word.length > 24 || known.has(word) || RIGHT.has(word) || !/^[a-z]+$/.test(word))
      return word;
    if (isStem(word)) return word;
    let right = corrected.get(word);
    if (right === undefined) {
      right = inNumber(word) ?? closest(word, limit);
      if (corrected.size >= KEPT) corrected.clear();
      corrected.set(word, right);
    }
    return right;
  };
}

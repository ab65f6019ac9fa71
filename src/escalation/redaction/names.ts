import { isFirstName } from "./first-names.ts";
import type { Hiding } from "./hide.ts";
import { hide } from "./hide.ts";
import { foldName, isPlainWord } from "./vocabulary.ts";

const LETTER = "[\\p{L}\\p{M}]";
/** A word with a capital, or all in capitals; compounds and « O'Neil » are one word. */
const CAPITAL = `\\p{Lu}${LETTER}*(?:['’-]${LETTER}+)*`;
const ANY = `${LETTER}+(?:['’-]${LETTER}+)*`;
const PARTICLE =
  "(?:(?:de la|de|du|des|le|la|van der|van|von|ben|bin|el|al|da|dos|di|del|De La|De|Du|Des|Le|La|Van|Von|Ben|El|Al|Da|DE LA|DE|DU|DES|LE|LA|EL|BEN|VAN) |[dD]['’])";

/** Words right after a name or a role that are no name, in lower case. */
const COMMON = new Set(
  `le la les l un une des de du d qui que qu a ont est sont etait n ne ni et ou mais car donc pas plus se s me m te t y en au
  aux sur dans avec pour par chez entre n'arrive veut peut doit vient va fait ce cet cette ces son sa ses leur leurs mon ma
  mes notre nos votre vos il elle ils elles on nous vous je tu si quand comme apres avant depuis the is are was has have can
  cannot can't doesn't isn't not and or but who that of to in on at with from for a an principal principale proviseur
  directeur directrice adjoint adjointe chef professeur prof sir madam`.split(/\s+/),
);

function isName(word: string): boolean {
  return !isPlainWord(word) && !COMMON.has(foldName(word));
}

/** The words of `found` up to the first that is no name, with the particles between; its length in characters. */
function nameLength(found: string, atMost: number, capitals: boolean): number {
  const word = new RegExp(`^(\\s{0,3})(${PARTICLE}(?=${LETTER}))?(${ANY})`, "u");
  let length = 0;
  for (let count = 0; count < atMost; count++) {
    const read = word.exec(found.slice(length));
    if (read === null) break;
    const [whole = "", space = "", particle = "", name = ""] = read;
    if (count > 0 && space === "") break;
    // A name in lower case is taken only where it was announced.
    if (capitals && !/^\p{Lu}/u.test(name)) break;
    if (!isName(name) && !(isFirstName(name) && /^\p{Lu}/u.test(name))) break;
    if (particle !== "" && count === 0 && !/^[dD]['’]|\p{Lu}/u.test(particle + name)) break;
    if (foldName(name).length < 2 && count > 0) break;
    length += whole.length;
  }
  return length;
}

/** Hides the name after each announcement. */
function hideAfter(
  text: string,
  announcement: RegExp,
  hiding: Hiding,
  options: { readonly atMost: number; readonly capitals: boolean },
): string {
  let out = "";
  let last = 0;
  for (const match of text.matchAll(announcement)) {
    const from = match.index + match[0].length;
    if (from < last) continue;
    const found = text.slice(from, from + 120);
    const length = nameLength(found, options.atMost, options.capitals);
    if (length === 0) continue;
    const space = /^\s*/.exec(found)?.[0] ?? "";
    out += text.slice(last, from) + space + hide(hiding, "NOM");
    last = from + length;
  }
  return out + text.slice(last);
}

const CIVILITY =
  /(?<![\p{L}\d])(?:M\.|Mr\.?|Mme\.?|Mlle\.?|MM\.|Mmes|Monsieur|Madame|Mademoiselle|Mrs\.?|Ms\.?|Miss|Mister|Dr\.?|Docteur|mme|mr|mlle|monsieur|madame|m\.) /gu;

const ANNOUNCED =
  /(?<![\p{L}\d])(?:je m['’]appelle|m['’]appelle|s['’]appelle(?:nt)?|je me nomme|nommée?|prénommée?|dénommée?|surnommée?|mon nom est|mon nom c['’]est|my name is|called|named|whose name is|name is|ici) /giu;

const ROLE =
  /(?<![\p{L}\d])(?:élève|eleve|étudiante?|collégienn?e?|lycéenn?e?|professeure?|prof|enseignante?|collègue|agent|secrétaire|gestionnaire|CPE|AED|AESH|principale?|proviseure?|directeur|directrice|documentaliste|infirmière|infirmier|surveillante?|utilisateur|utilisatrice|responsable(?: légale?)?|tuteur|tutrice|assistante?|parent d['’]|parents d['’]|parents? (?:de l['’](?:élève|enfant) |d['’]élève |de )|(?:mère|mere|père|pere|maman|papa|famille|fils|fille|frère|sœur|soeur|enfant|tante|oncle|grand-mère|grand-père|beau-père|belle-mère)(?: de(?: l['’](?:élève|enfant))?| d['’]élève)? ?|(?:mère|père|maman|papa|fils|fille|parent) d['’]|pupil|student|teacher|colleague|user|(?:parent|mother|father|guardian|son|daughter|brother|sister)(?: of)?|head teacher|headteacher|compte de|compte d['’]|dossier de|fiche de|cas de|pour|de|account of|of|for) ?:? ?/giu;

/** Roles so vague that only a known first name after them counts. */
const VAGUE = /^(?:pour|de|of|for|compte de|compte d['’]|dossier de|fiche de|cas de|account of) ?:? ?$/i;

const LABEL =
  /(?<![\p{L}\d_])(?:nom(?:s)?(?: de famille| d['’]usage| de naissance| de l['’](?:élève|enfant|utilisateur)| du (?:parent|responsable|professeur)| et prénom| prénom)?|prénoms?|prenoms?|first ?name|last ?name|surname|family name|given ?name|full name|name|sn|cn|displayName|NomPrenom|élève|eleve|responsable|signataire|contact|demandeur|pupil|student)["']?[ \t]*[:=][ \t]*["'«“]?[ \u00A0]?/giu;

/** Hides names in prose, lists, attributes and signatures. At best: nobody can know every name. */
export function hideNames(text: string, hiding: Hiding): string {
  let out = hideAfter(text, LABEL, hiding, { atMost: 4, capitals: false });
  out = hideAfter(out, CIVILITY, hiding, { atMost: 3, capitals: false });
  out = hideAfter(out, ANNOUNCED, hiding, { atMost: 3, capitals: false });
  out = hideSignature(out, hiding);
  out = hideRoles(out, hiding);
  out = hidePairs(out, hiding);
  return hideFirstNames(out, hiding);
}

function hideRoles(text: string, hiding: Hiding): string {
  let out = "";
  let last = 0;
  for (const match of text.matchAll(ROLE)) {
    const from = match.index + match[0].length;
    if (from < last) continue;
    const found = text.slice(from, from + 120);
    if (!/^\p{Lu}/u.test(found)) continue;
    const first = new RegExp(`^${ANY}`, "u").exec(found)?.[0] ?? "";
    if (VAGUE.test(match[0]) && !isFirstName(first)) continue;
    const length = nameLength(found, 3, true);
    if (length === 0) continue;
    out += text.slice(last, from) + hide(hiding, "NOM");
    last = from + length;
  }
  return out + text.slice(last);
}

const PAIR = new RegExp(
  `(?<![\\p{L}\\d._@/-])(${CAPITAL})(?:[ \\t]*[;,|\\t][ \\t]*|[ \\u00A0])((?:${PARTICLE})?${CAPITAL})(?:[ \\u00A0]((?:${PARTICLE})?${CAPITAL}))?(?![\\p{L}\\d_@])`,
  "gu",
);

function isUpper(word: string): boolean {
  return /\p{Lu}/u.test(word) && word === word.toUpperCase() && word.length > 1;
}

/** Words before the name of a school, which is a person's name but nobody's here. */
const SCHOOL =
  /(?:collège|college|lycée|lycee|école|ecole|cité scolaire|institution|établissement|school|groupe scolaire|rue|place|avenue)\s+$/iu;

/**
 * Hides « Camille MARTIN », « MARTIN Camille », « MARTIN;Camille » and « Camille Martin »: two words with capitals
 * side by side, none of them a word of the vocabulary.
 */
function hidePairs(text: string, hiding: Hiding): string {
  let out = "";
  let last = 0;
  PAIR.lastIndex = 0;
  for (let match = PAIR.exec(text); match !== null; match = PAIR.exec(text)) {
    const [whole, first = "", second = "", third] = match;
    const pair = isPair(first, second);
    if (!pair || SCHOOL.test(text.slice(Math.max(0, match.index - 20), match.index))) {
      // The second word may begin a pair of its own.
      PAIR.lastIndex = match.index + first.length;
      continue;
    }
    const takesThird = third !== undefined && isName(third.replace(new RegExp(`^${PARTICLE}`, "u"), ""));
    const length = takesThird || third === undefined ? whole.length : whole.length - third.length - 1;
    out += text.slice(last, match.index) + hide(hiding, "NOM");
    last = match.index + length;
    PAIR.lastIndex = last;
  }
  return out + text.slice(last);
}

function isPair(first: string, second: string): boolean {
  const bare = second.replace(new RegExp(`^${PARTICLE}`, "u"), "");
  const known = (word: string): boolean => isFirstName(word) && !isUpper(word);
  if (!isName(first) && !known(first)) return false;
  if (!isName(bare) && !known(bare)) return false;
  // Two words all in capitals are a heading or somebody shouting, unless one is a first name.
  if (isUpper(first) && isUpper(bare)) return isFirstName(first) || isFirstName(bare);
  return true;
}

const WORD = new RegExp(`(?<![\\p{L}\\d._@/'’-])(${ANY})(?:[ \\u00A0]((?:${PARTICLE})?${ANY}))?`, "gu");

/** Hides a known first name with a capital, and the word after it where that is no common word. */
function hideFirstNames(text: string, hiding: Hiding): string {
  let out = "";
  let last = 0;
  WORD.lastIndex = 0;
  for (let match = WORD.exec(text); match !== null; match = WORD.exec(text)) {
    const [whole, first = "", second] = match;
    const before = text.slice(Math.max(0, match.index - 20), match.index);
    const capital = /^\p{Lu}/u.test(first);
    const next = second?.replace(new RegExp(`^${PARTICLE}`, "u"), "");
    const follows = next !== undefined && /^\p{Lu}/u.test(next) && isName(next);
    if (!isFirstName(first) || SCHOOL.test(before) || !(capital || follows)) {
      WORD.lastIndex = match.index + first.length;
      continue;
    }
    const length = follows ? whole.length : first.length;
    out += text.slice(last, match.index) + hide(hiding, "NOM");
    last = match.index + length;
    WORD.lastIndex = last;
  }
  return out + text.slice(last);
}

const SIGN_OFF =
  /(?<![\p{L}\d])(?:(?:bien )?cordialement|cdlt|cdt|(?:sincères |meilleures |mes )?salutations(?: distinguées)?|bien à vous|respectueusement|bonne (?:journée|soirée|réception|continuation)|merci (?:d['’]avance|beaucoup|par avance)|(?:best |kind |warm |with )?regards|sincerely|yours (?:faithfully|truly|sincerely)|cheers|amicalement)[ \t]*[,.!]?[ \t]*(?:\r?\n[ \t\r]*){0,3}/giu;

const DELIMITER = /(?<=^|\n)--[ \t]*\r?\n/g;

function isSigned(from: string): boolean {
  const line = /^[^\n]*/.exec(from)?.[0].trim() ?? "";
  return line.length > 0 && line.length <= 60 && line.split(/\s+/).length <= 5;
}

/** Hides the name a mail is signed with: the short line after the leave-taking. */
function hideSignature(text: string, hiding: Hiding): string {
  let out = text;
  for (const pattern of [SIGN_OFF, DELIMITER]) {
    let built = "";
    let last = 0;
    for (const match of out.matchAll(pattern)) {
      const from = match.index + match[0].length;
      if (from < last || !isSigned(out.slice(from, from + 80))) continue;
      const length = nameLength(out.slice(from, from + 80), 3, false);
      if (length === 0) continue;
      built += out.slice(last, from) + hide(hiding, "NOM");
      last = from + length;
    }
    out = built + out.slice(last);
  }
  return out;
}

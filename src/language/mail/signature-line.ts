/** What is in no sentence: an address, a number to call, a page, a postcode, a UAI. */
const CONTACT =
  /\S@\S|https?:|www\.|(?<!\d)0\d(?:[ .-]?\d\d){4}(?!\d)|\+33|(?<!\d)\d{5}(?!\d)|(?<!\d)\d{7}\s?[A-Za-z](?![\p{L}\d])|(?<!\p{L})(?:t[ée]l|tel|fax|mob|mobile|standard|poste|phone)(?!\p{L})/iu;

/** Words that make a sentence; none is in a name, a post or an address. */
const SENTENCE =
  /(?<![\p{L}\p{N}])(?:[Jj]e|[Nn]ous|[Vv]ous|[Ii]ls?|[Ee]lles?|[Oo]n|[Tt]u|[Ç çc]a|[Cc]ela|ceci|qui|que|quand|ne|pas|est|sont|était|suis|ai|ont|avons|avez|êtes|peux|peut|peuvent|pouvez|pouvons|faut|fait|faire|dois|doit|marche|fonctionne|[Vv]oici|[Vv]oilà|[Ee]t aussi|[Mm]ais|[Dd]onc|[Cc]i-joint|[Bb]onjour|I(?='|’| (?:am|have|had|was|can|will|do|did|need|get|still|think))|[Ww]e|[Yy]ou|[Ii]t|is|are|was|not|have|has|does|can|cannot|please|[Pp]lease|[Ss]till)(?![\p{L}\p{N}])|(?<![\p{L}\p{N}])(?:[JjNnCc]|[Qq]u)['’]\p{L}/u;

/** What is added below a signature. */
const POSTSCRIPT = /^\s*(?:p\.?\s?-?s\b|post-?scriptum|n\.?b\b|edit\b|ajout\b)/i;

const ITEM = /^\s*(?:[-*•–]|\d{1,2}[.)])\s+\p{Ll}.*\s\S+\s\S/u;

/** Whether a line below a closing formula is a sentence of the person's rather than part of a signature. */
export function isProse(line: string): boolean {
  const text = line.slice(0, 400);
  if (POSTSCRIPT.test(text) || ITEM.test(text)) return true;
  const bare = text.replace(/https?:\S+|\S+@\S+/g, "");
  if (bare.includes("?") || SENTENCE.test(bare)) return true;
  if (CONTACT.test(text)) return false;
  const words = bare.trim().split(/\s+/).length;
  return words >= 14 || (words >= 4 && /[!:…]\s*$/.test(bare)) || (words >= 8 && /\.\s*$/.test(bare));
}

/** Whether a line holds what a signature alone does: a number to call, an address, a UAI. */
export function isContact(line: string): boolean {
  return CONTACT.test(line.slice(0, 400));
}

/** Single words that begin with a capital and are nobody's name. */
const NOBODY =
  /^(?:bonjour|bonsoir|salut|hello|hi|oui|non|ok|yes|no|pronote|ent|cas|fait|done|retour|bloqué|introuvable|merci|voilà|parents?|élèves?|professeurs?|administration)$/i;

const NAME_WORD =
  /^(?:\p{Lu}[\p{L}\p{M}'’.-]*|de|du|des|la|le|les|von|van|et|&|d['’]\p{Lu}[\p{L}\p{M}'’.-]*)$/u;

/** Whether a line is a name and no more: up to five words with capitals. */
export function isName(line: string): boolean {
  const words = line
    .slice(0, 120)
    .replace(/[*_,;.\s]+$/, "")
    .replace(/^[*_\s-]+/, "")
    .split(/\s+/);
  const first = words[0] ?? "";
  if (words.length > 5 || !/\p{Lu}/u.test(line) || (words.length === 1 && NOBODY.test(first))) return false;
  return words.every((word) => NAME_WORD.test(word.replace(/,$/, "")));
}

/** Words of a post at most: « professeure de lettres, référente numérique ». */
const POST = 8;

/** Whether a line is a full name with a post, or alone: « Ninon Le Guen, principale adjointe ». */
export function isSigner(line: string): boolean {
  const [name = "", ...rest] = line.slice(0, 160).split(",");
  const post = rest.join(",").trim();
  const full = name.trim().split(/\s+/).length > 1;
  return (
    full && isName(name) && post.split(/\s+/).length <= POST && !isProse(post) && !/[.!?]\s*\p{L}/u.test(post)
  );
}

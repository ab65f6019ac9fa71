import type { Language } from "../message.ts";
import type { Words } from "./words.ts";

/** Words that only one of the two languages has; the rest (« on », « plus », « pour ») decide nothing. */
const ONLY: Readonly<Record<Language, ReadonlySet<string>>> = {
  fr: new Set(
    `le la les un une des du de est sont nous notre nos vous votre je j il elle ils elles qu que qui quoi pas ne n au aux
    et ou avec pour sur dans chez ce cet cette ces mon ma mes sommes avons ont ai ete tout tous toute bonjour bonsoir
    salut merci svp oui non si retour recommencer personne fait fini bloque introuvable tard pourquoi comment quel quelle
    deja encore heberge hebergee hebergement lourd leger deux eleves prof profs identifiants codes annee rentree
    ca c y plusieurs aucun jamais toujours depuis hier demain aujourd hui peux peut veux voudrais faut mot passe fichier
    reprendre continuer continue erreur acces arriere aide d accord premiere fois serveur adresse plutot dit dis lui leur leurs te toi moi ses sa`.split(
      /\s+/,
    ),
  ),
  en: new Set(
    `the is are was were we our they their i you your he she it its this that these those and or not with for from in at
    to of do does did don can could would should have has had been be hello hi hey thanks thank please yes no back start
    over human stuck blocked done found later why where which what how who when help need want hosted school teachers
    students pupils staff everyone nobody someone know time year last first every still same server address there isn
    aren doesn my if any all both only person access anyone`.split(/\s+/),
  ),
};

/** Letters French has and English has not. */
const FRENCH_LETTERS = /[àâçéèêëîïôùûœ]/i;

/**
 * The language a text is written in; null where nothing in it decides. `quoted`: what stands on a screen there is in the
 * language of the program that shows it.
 */
export function languageOf(
  text: string,
  words: Words,
  [from, to]: readonly [number, number] = [0, 0],
): Language | null {
  let french = 0;
  let english = 0;
  for (const { word, start, end } of words.words) {
    if (start >= from && end <= to) continue;
    if (ONLY.fr.has(word)) french += 2;
    else if (ONLY.en.has(word)) english += 2;
    else if (FRENCH_LETTERS.test(text.slice(start, end))) french += 1;
  }
  if (french === english) return null;
  return french > english ? "fr" : "en";
}

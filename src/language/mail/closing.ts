import { isName, isProse } from "./signature-line.ts";

/** A formula that ends a mail, by offsets in its line: where it begins, and where a name after it begins. */
export type Closing = {
  /** Said at the end of a mail alone; the others are said anywhere. */
  readonly sure: boolean;
  readonly from: number;
  readonly rest: number;
};

/** A letter as it may be typed: with or without its accent, composed or not. */
const FORMS: Readonly<Record<string, string>> = {
  a: "[aàâ]\\p{M}?",
  e: "[eéèêë]\\p{M}?",
  o: "[oô]\\p{M}?",
  "'": "['’]",
  " ": "\\s{1,3}",
};

function loose(phrases: readonly string[]): string {
  return phrases.map((one) => one.replace(/[aeo' ]/g, (letter) => FORMS[letter] ?? letter)).join("|");
}

const SURE = loose([
  "(?:(?:bien|tres|tout|fort) )?(?:cordialement|amicalement|sincerement|respectueusement|chaleureusement|courtoisement)(?: (?:a vous|votre))?",
  "b?cdlt|cdt|crdlt|cdlmt|bav",
  "bien a (?:vous|toi)",
  "(?:avec )?(?:mes |nos )?(?:plus |tres )?(?:sinceres|cordiales|respectueuses|meilleures|amicales) salutations(?: distinguees)?",
  "(?:avec )?(?:mes |nos )?salutations(?: (?:distinguees|cordiales|respectueuses|sinceres|les meilleures))?",
  "(?:with )?(?:best|kind|kindest|warm|warmest) (?:regards|wishes)",
  "regards|best wishes|yours (?:sincerely|faithfully|truly)|sincerely(?: yours)?|respectfully",
]);

const THANKS = loose([
  "merci(?: (?:d'avance|par avance|beaucoup|bien|a vous|a tous|encore))?(?: (?:de|pour) (?:votre|ton) (?:aide|retour|reponse|attention|collaboration|reactivite))?",
  "(?:en vous|je vous|nous vous) remerci(?:ant|e|ons)(?: (?:d'avance|par avance))?(?: (?:de|pour) (?:votre|ton) (?:aide|retour|reponse|attention))?",
  "(?:tres )?(?:bonne|excellente|belle) (?:journee|soiree|fin de journee|semaine|reception|rentree)(?: a (?:vous|tous))?",
  "bon week-?end|a bientot|dans l'attente de votre (?:retour|reponse)|restant a votre disposition",
  "(?:many )?thanks(?: (?:in advance|a lot|again|for your help))?|thank you(?: (?:in advance|very much|for your help))?",
  "cheers|best|all the best|have a (?:nice|good|great) (?:day|weekend|evening)",
]);

const END = "(?![\\p{L}\\p{N}])[\\s,.;:!*_–—-]{0,10}";
const SURE_LINE = new RegExp(
  `^[\\s*_]{0,10}(?:(?:${THANKS})[\\s,.!]{1,4}(?:et\\s)?)?(?:${SURE})${END}`,
  "iu",
);
const THANKS_LINE = new RegExp(`^[\\s*_]{0,10}(?:${THANKS})${END}`, "iu");

/** Longest line looked at, and how many of its sentences, from the last. */
const LONGEST = 300;
const SENTENCES = 4;

/** Whether what follows a formula in its line is a name or a post. */
function signs(rest: string): boolean {
  const words = rest.trim().split(/\s+/);
  return rest.trim() === "" || (words.length <= 8 && /^[\p{Lu}(/]/u.test(rest.trim()) && !isProse(rest));
}

/**
 * The formula that ends a mail in a line, or null: the line is one, perhaps with a name after it, or its last sentence
 * is. « Merci » and the like are one only where the whole line is, and `sure` is false: what follows must tell.
 */
export function closingIn(line: string): Closing | null {
  if (line.length > LONGEST || line.length < 3) return null;
  const whole = SURE_LINE.exec(line);
  if (whole !== null && signs(line.slice(whole[0].length)))
    return { sure: true, from: 0, rest: whole[0].length };
  const thanks = THANKS_LINE.exec(line);
  if (thanks !== null) {
    const rest = line.slice(thanks[0].length);
    if (rest === "" || isName(rest)) return { sure: false, from: 0, rest: thanks[0].length };
  }
  const starts = [...line.matchAll(/[.?!…)]\s{1,3}(?=\S)/gu)].map((one) => one.index + one[0].length);
  for (const from of starts.slice(-SENTENCES)) {
    const last = SURE_LINE.exec(line.slice(from));
    if (last !== null && signs(line.slice(from + last[0].length)))
      return { sure: true, from, rest: from + last[0].length };
  }
  return null;
}

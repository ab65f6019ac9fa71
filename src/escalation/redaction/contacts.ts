import type { Hiding } from "./hide.ts";
import { hide } from "./hide.ts";

const MAIL = /[\p{L}\p{N}._%+'-]{1,64}@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,6}/gu;

/** French numbers, home or abroad, however they are spaced; and others written with their country. */
const PHONE =
  /(?<![\d.,])(?:(?:\+|00)33[ .-]?(?:\(0\)[ .-]?)?|0)[1-9](?:[ .\-/\u00A0\u202F]?\d{2}){4}(?!\d)|(?<![\w.])\+\d{1,3}(?:[ .-]?\d{2,4}){3,5}(?!\d)/g;

const MONTHS =
  "janvier|février|fevrier|mars|avril|mai|juin|juillet|août|aout|septembre|octobre|novembre|décembre|decembre|january|february|march|april|may|june|july|august|september|october|november|december|janv|févr|fevr|avr|juil|sept|oct|nov|déc|dec|jan|feb|apr|jun|jul|aug|sep";

/** Birth years of all who go to a school or work there; a later date is a day of the case and stays. */
const YEAR = "(?:19[3-9]\\d|20[01]\\d|2020)";
const DAY = "(?:0?[1-9]|[12]\\d|3[01])";
const MONTH = "(?:0?[1-9]|1[0-2])";

const DATES: readonly RegExp[] = [
  new RegExp(`(?<![\\d/.-])${DAY}([/.\\- ])${MONTH}\\1${YEAR}(?!\\d|[/.-]\\d)`, "g"),
  new RegExp(`(?<![\\d/.-])${YEAR}([/-])${MONTH}\\1${DAY}(?!\\d|[/.-]\\d)`, "g"),
  new RegExp(`(?<!\\d)${DAY}(?:er|st|nd|rd|th)?[ -](?:of )?(?:${MONTHS})\\.?[ -]${YEAR}(?!\\d)`, "gi"),
  new RegExp(`\\b(?:${MONTHS})\\.? ${DAY}(?:st|nd|rd|th)?,? ${YEAR}(?!\\d)`, "gi"),
];

/** Beside a word of birth any date is one, whatever its year and form. */
const BIRTH = new RegExp(
  `((?:\\bné(?:\\(e\\)|e|s|es|·e)?|\\bnee|\\bne(?= le \\d)|naissance|\\bddn|\\bborn|birth(?:day| ?date)?|\\bdob)(?![\\p{L}\\d])[^\\d\\n\\uE000-\\uF8FF]{0,30}?)(\\d{1,2}(?:er|st|nd|rd|th)?[/.\\- ](?:\\d{1,2}|(?:of )?(?:${MONTHS})\\.?)[/.\\- ]\\d{2,4}|\\d{4}[/-]\\d{1,2}[/-]\\d{1,2}|\\d{8}(?!\\d)|(?:${MONTHS})\\.? \\d{1,2}(?:st|nd|rd|th)?,? \\d{4}|${YEAR}(?!\\d))`,
  "giu",
);

const STREETS =
  "rue|avenue|av\\.?|boulevard|bd\\.?|bld|chemin|impasse|allées?|allees?|place|route|quai|cours|square|lotissement|résidence|residence|sentier|passage|faubourg|hameau|villa|cité|venelle|ruelle|lieu-dit";

/** In each case people write them: the names after them are told by their capitals, so case must count here. */
const STREET = STREETS.split("|")
  .flatMap((one) => [one, one.charAt(0).toUpperCase() + one.slice(1), one.toUpperCase()])
  .join("|");

/** « 12 bis rue des Lilas, 44000 Nantes »: number, kind of street, its name, and the town where it follows. */
const STREET_ADDRESS = new RegExp(
  `(?<![\\p{L}\\d])\\d{1,4}(?: ?(?:bis|ter|quater|[A-D]))?,? {1,2}(?:${STREET})(?![\\p{L}])(?: (?:de |du |des |la |le |les |d['’]|l['’]|aux? |et )*(?!n['’]|ne |est |ont |a )[\\p{L}\\d'’.-]+)(?: (?:(?:de |du |des |la |le |les |d['’]|l['’])*\\p{Lu}[\\p{L}'’-]*)){0,4}(?:,? ?(?:à )?\\d{5}(?!\\d)(?: \\p{L}[\\p{L}'’-]*(?: \\p{Lu}[\\p{L}'’-]*){0,3})?)?`,
  "gu",
);

const ENGLISH_STREET =
  /(?<![\p{L}\d])\d{1,4}(?: \p{Lu}[\p{L}'’-]*){1,3} (?:Street|Road|Avenue|Lane|Drive|Close|Crescent|St|Rd|Ave)\b\.?/gu;

const POSTCODE =
  /(\b(?:code ?postal|ENTPersonCodePostal|postcode|postal code|zip)["']?\s*[:=]\s*["']?)\d{5}(?!\d)/gi;

const LABELLED_ADDRESS =
  /(\b(?:adresse postale|domicile|domicilié(?:e)?|home address)\s*[:=]\s*)[^\n;\uE000-\uF8FF]{4,120}/gi;

function digitsOf(phone: string): string {
  return phone.replace(/\(0\)|\D/g, "").replace(/^(?:0033|33)(?=[1-9]\d{8}$)/, "0");
}

/** Hides mail addresses, phone numbers, birth dates and postal addresses, but those of `keep`. */
export function hideContacts(text: string, keep: readonly string[], hiding: Hiding): string {
  const mails = new Set(keep.map((one) => one.toLowerCase()));
  const phones = new Set(keep.map(digitsOf).filter((one) => one.length >= 9));
  let out = text.replace(MAIL, (mail) => {
    const bare = mail.replace(/^['._-]+/, "");
    return mails.has(bare.toLowerCase()) ? hiding.mask.hold(mail) : hide(hiding, "COURRIEL");
  });
  out = out.replace(PHONE, (phone) =>
    phones.has(digitsOf(phone)) ? hiding.mask.hold(phone) : hide(hiding, "TEL"),
  );
  out = out.replace(BIRTH, (_, before: string) => before + hide(hiding, "DATE_NAISSANCE"));
  for (const pattern of DATES) out = out.replace(pattern, () => hide(hiding, "DATE_NAISSANCE"));
  for (const pattern of [STREET_ADDRESS, ENGLISH_STREET])
    out = out.replace(pattern, () => hide(hiding, "ADRESSE"));
  for (const pattern of [POSTCODE, LABELLED_ADDRESS]) {
    out = out.replace(pattern, (_, name: string) => name + hide(hiding, "ADRESSE"));
  }
  return out;
}

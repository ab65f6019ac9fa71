import { isUai } from "../../evidence/uai.ts";
import { ownNumber } from "./own-number.ts";

/** Lines a number is looked for in: an agent names it at once, and further down everything is a number. */
const MOST_LINES = 15;
const MOST_LINE = 300;

/** A number by itself: digits, perhaps in groups (`2026-01234`), perhaps behind a few letters (`INC0012345`, `ITSL-12345`). */
const NUMBER =
  "((?:[A-Z]{1,10}[-_]?)?\\d{4,18}(?:[-/]\\d{2,12}){0,2}|[A-Z]{2,10}-\\d{2,3})(?![\\p{L}\\p{N}]|[-./]\\d|[ .]\\d{2}[ .]\\d{2})";

/** What parties call what they number. */
const THING =
  "(?:tickets?|case|demande|requ[eêé]te|request|dossier|incident|intervention|sollicitation|appel|assistance|signalement|issue|r[ée]f[ée]rence|r[ée]f\\.?|reference)";

/** What stands between the name and a number. */
const SIGN = "(?:n° ?:?|nº ?:?|no\\.? ?:?|num\\.? ?:?|num[ée]ro ?:?|number ?:?|id ?:?|#|:|: ?#|n° ?#)";

/** The forms, from the surest on; the first that gives a number gives it. */
const FORMS: readonly RegExp[] = [
  // Zendesk, EasyVista, Isilog: ##12345##.
  /##[ -]{0,2}(\d{3,15})[ -]{0,2}##/u,
  // ServiceNow.
  /(?<![\p{L}\p{N}-])((?:INC|REQ|RITM|CS|TASK|SCTASK|CHG|PRB|SR)\d{6,12})(?![\p{L}\p{N}])/u,
  // Request Tracker, GLPI, OTRS, Freshdesk: [#1234], [GLPI #0012345], [Ticket#2026091234], [support.example.org #1234].
  /\[[^\][#]{0,40}#[: ]?(\d{3,18})\]/u,
  // Jira: [ITSL-12345].
  /\[([A-Z][A-Z0-9]{1,9}-\d{1,8})\]/u,
  new RegExp(`\\[ ?${THING} ?${SIGN}? ?${NUMBER} ?\\]`, "iu"),
  new RegExp(
    `(?:num[ée]ro|n°|nº|number|r[ée]f[ée]rence|id) (?:de |du |de la |d['’]|of (?:your )?)(?:votre )?${THING} ?:? ?(?:est |is )?(?:le |la )?(?:: ?)?#?${NUMBER}`,
    "iu",
  ),
  new RegExp(`(?<![\\p{L}\\p{N}])${THING} ?\\(? ?${SIGN} ?${NUMBER}`, "iu"),
  new RegExp(
    `(?:sous|portant|porte|under|with) (?:le |la |the )?(?:num[ée]ro|n°|r[ée]f[ée]rence|number|reference) ?(?:suivante? ?)?:? ?#?${NUMBER}`,
    "iu",
  ),
  // Salesforce: « Case 01234567 ».
  /(?<![\p{L}\p{N}])(?:case|ticket|incident) (\d{6,12})(?![\p{L}\p{N}]|[-./]\d)/iu,
  // Salesforce's own thread.
  /(?<![\p{L}\p{N}])(ref:[!_]?00D[A-Za-z0-9]{3,20}\.[!_]?500[A-Za-z0-9]{3,20}:ref)(?![\p{L}\p{N}])/u,
];

/** In a subject a lone « #123456 » is a ticket; in a text it may be anything. */
const IN_SUBJECT = /(?<![\p{L}\p{N}#&/])#(\d{4,15})(?![\p{L}\p{N}#]|[-./]\d)/u;

/** Whether digits are a year, a school year, a date or a French phone number, whatever they are called. */
function isSomethingElse(number: string): boolean {
  if (/^(?:19|20)\d\d(?:[-/](?:20)?\d\d)?$/.test(number)) return true;
  if (/^(?:(?:19|20)\d\d[-/]\d{1,2}[-/]\d{1,2}|\d{1,2}[-/]\d{1,2}[-/](?:20)?\d\d)$/.test(number)) return true;
  if (/^20\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])$/.test(number)) return true;
  if (/^(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])20\d\d$/.test(number)) return true;
  if (/^(?:0[1-9]\d{8}|(?:00)?33[1-9]\d{8})$/.test(number)) return true;
  // A year or a number of a standard behind a word: PRONOTE-2026, UTF-8.
  if (
    /^[A-Z]+[-_ ]?(?:19|20)\d\d$/i.test(number) ||
    /^(?:UTF|SHA|ISO|AES|RSA|TLS|SAML|CAS|HTTP|COVID|RFC|CVE)[-_]?\d/i.test(number)
  )
    return true;
  // Tickets of a CAS server.
  if (/^(?:ST|PT|TGT|TGC|PGT|PGTIOU)-/i.test(number)) return true;
  return ownNumber(number) !== null || /^PSL-/i.test(number);
}

function numberIn(line: string, forms: readonly RegExp[]): string | null {
  for (const form of forms) {
    for (const match of line.matchAll(new RegExp(form.source, `g${form.flags}`))) {
      const number = match[1] ?? "";
      // A UAI may be typed with a blank before its letter.
      const letter = /^ ([A-Z])(?![\p{L}\p{N}])/u.exec(line.slice(match.index + match[0].length))?.[1] ?? "";
      if (!isSomethingElse(number) && !isUai(`${number}${letter}`)) return number;
    }
  }
  return null;
}

/** The first lines that were written, without the mail quoted below. */
function firstLines(text: string): readonly string[] {
  const lines: string[] = [];
  for (const line of text.slice(0, MOST_LINES * MOST_LINE * 2).split(/\r\n|\n|\r/)) {
    if (/^\s*(?:>|-{2,} ?(?:message|original|forwarded)|_{10,})/i.test(line)) break;
    if (/^\s*(?:de|from|exp[ée]diteur) ?:|(?:a [ée]crit|wrote) ?:\s*$/iu.test(line)) break;
    if (line.trim() !== "") lines.push(line.slice(0, MOST_LINE));
    if (lines.length === MOST_LINES) break;
  }
  return lines;
}

/** Blanks of every sort are one; the sign for a number may be composed of other characters. */
function plain(line: string): string {
  return line.replace(/[\s\u00a0\u202f]+/gu, " ").replace(/\b([nN])[ºo˚]\s?(?=\d)/gu, "n° ");
}

/**
 * A party's own number for a case, as it writes it (`INC0012345`, `2026-01234`, `ITSL-12345`, `ref:_00D….:ref`), out of
 * subject and first lines of its mail; null where there is none. Only what is called a number of a ticket, or has the form
 * a ticket system gives it, is one: never the program's own, a UAI, a phone number, a date or a postcode.
 */
export function vendorNumber(subject: string, text: string): string | null {
  const title = plain(subject.slice(0, MOST_LINE));
  const inTitle = numberIn(title, [...FORMS, IN_SUBJECT]);
  if (inTitle !== null) return inTitle;
  for (const line of firstLines(text)) {
    const number = numberIn(plain(line), FORMS);
    if (number !== null) return number;
  }
  return null;
}

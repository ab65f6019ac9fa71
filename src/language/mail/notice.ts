import type { Line } from "../lines.ts";
import { plainLine } from "./plain-line.ts";

/** What mails are sent from and with, and the words around it: a line of these alone is a program's. */
const DEVICE =
  "iphone|ipad|ipod|mac|macbook|smartphone|telephone|mobile|appareil|portable|tablette|android|ios|windows|phone|tablet|device|samsung|galaxy|xiaomi|redmi|huawei|honor|oppo|oneplus|pixel|blackberry|app|application|l'app|l'application|courrier|mail|mails|email|e-mail|outlook|yahoo|gmail|proton|protonmail|orange|sfr|free|bouygues|laposte|la poste|la messagerie|messagerie|securisee|secure|workspace|bluemail|k-9|mon|ma|my|un|une|an?|the|pour|for|de|pro|max|plus|ultra|note|mini|5g|[a-z]{0,3}\\d{1,4}[a-z]?";

/** Added by a program below or above a mail, one line each. */
const LINES: readonly RegExp[] = [
  new RegExp(
    `^(?:envoye|sent) (?:de|depuis|a partir de|via|avec|from|with)(?: (?:${DEVICE}))+[ .!]*(?:<?https?:\\S*)?$`,
  ),
  /^(?:obtenir|obtenez|telecharger|telechargez|get|download) (?:l'application )?outlook (?:pour|for)\b/,
  /^(?:garanti )?sans virus\b.{0,60}$|^virus-free\b.{0,60}$|^<?(?:https?:\/\/)?www\.(?:avast|avg)\.com\S*$/,
  /^provenance : courrier pour windows/,
  /^\[(?:cid|image|logo|une image)\b[^\]]*\]$|^description generee automatiquement$/,
  /^(?:veuillez ne pas|merci de ne pas|ne pas) repondre a ce (?:message|mail|courriel).{0,40}$/,
];

/** Advice on printing; « l'environnement numérique » and what is printed in it are the person's matter. */
const PRINTING: readonly RegExp[] = [
  /(?:pense[rz]|pensons|preserv\w+|respect\w+|proteg\w+|un geste pour).{0,40}(?:environnement|planete|nature\b|arbres|forets).{0,80}imprim/,
  /(?:n'imprim|avant d'imprimer|imprime[rz] ce).{0,80}(?:environnement\b(?! numerique)|planete|necessaire|papier|arbres?)/,
  /(?:consider|think of|think about|save|protect).{0,40}(?:environment|planet|trees|paper).{0,60}print|(?:before|think.{0,20}) print.{0,80}(?:environment|trees|necessary)/,
];

/** How a notice begins, whatever it says then. */
const BEGINS =
  /^(?:(?:avertissement|attention|confidentialite|confidentiality|disclaimer|important|note|avis|clause|mention|caution|warning|external)[^:.]{0,40}[:.-]? ?)?(?:ce (?:message|mail|courriel|courrier|e-mail|email)|cet (?:e-mail|email|envoi|message)|le present (?:message|courriel|mail|e-mail)|le contenu de ce|les informations (?:contenues|figurant)|l'integrite de ce|l'absence de virus|toute (?:utilisation|diffusion|publication|reproduction|modification|copie)|internet ne |this (?:e-mail|email|message|mail|communication|electronic|transmission)|the (?:information|contents?) (?:contained )?(?:in|of) this|any (?:unauthori[sz]ed|review|dissemination|use|disclosure))/;

/** How one begins that nobody writes by himself. */
const BEYOND_DOUBT =
  /^(?:si vous (?:n'etes pas|n'en etes pas|avez recu|recevez|l'avez recu) .{0,60}(?:destinataire|par erreur)|if you (?:are not the|have received|received) .{0,60}(?:recipient|in error|by mistake)|(?:cet?|l'absence de virus dans ce) (?:e-mail|email|courriel|message|mail|courrier electronique) a ete (?:verifie|analyse|scanne).{0,60}(?:virus|avast|avg|kaspersky|bitdefender|mcafee|eset))/;

/** What lawyers write of: one of these, and another matter, make a notice of what begins as one. */
const LEGAL: readonly RegExp[] = [
  /confiden[ct]i|privileg|secret professionnel/,
  /destinataire|recipient|intention exclusive|addressee|intended/,
  /interdite?s?\b|non autorise|unauthori[sz]ed|prohibited/,
  /altere|falsifi|decline|responsab|liab/,
  /provient (?:de l'exterieur|d'un expediteur externe)|originated (?:from )?outside|outside (?:of )?(?:the|your) organi[sz]ation/,
];
const MATTERS: readonly RegExp[] = [
  /par erreur|in error|by mistake/,
  /pieces? jointes?|fichiers? joints?|attachment|attached/,
  /detruire|supprimer|effacer|delete|destroy|l'expediteur|notify/,
  /virus|ne cliquez pas|do not click|strictly/,
];

/** No notice says « je ». */
const SOMEBODY = /(?:^|[^a-z'])(?:(?:je|mon|mes|i|my) |j')/;

/** Most lines of one notice, and how much of a line is looked at at once. */
const MOST_LINES = 20;
const PART = 300;

/**
 * Where a notice that begins at line `at` ends, or `at` where none begins there: disclaimers, « Envoyé de mon
 * iPhone », advice on printing, virus checks, pictures left out. The person did not write them.
 */
export function noticeEnd(lines: readonly Line[], at: number): number {
  const plain = plainLine(lines[at]?.text ?? "").replace(/^[^\p{L}<[]+/u, "");
  if (plain.length < 4) return at;
  if (LINES.some((one) => one.test(plain)) || PRINTING.some((one) => one.test(plain))) return at + 1;
  const doubtless = BEYOND_DOUBT.test(plain);
  if (!doubtless && !BEGINS.test(plain)) return at;
  const end = paragraphEnd(lines, at);
  if (doubtless) return end;
  const whole = paragraph(lines, at, end);
  const legal = count(LEGAL, whole);
  return legal > 0 && legal + count(MATTERS, whole) >= 2 && !SOMEBODY.test(whole) ? end : at;
}

function count(signs: readonly RegExp[], text: string): number {
  return signs.filter((one) => one.test(text)).length;
}

/** Where the paragraph at `at` ends: the next empty line. */
function paragraphEnd(lines: readonly Line[], at: number): number {
  let end = at;
  while (end < Math.min(lines.length, at + MOST_LINES) && lines[end]?.text.trim() !== "") end += 1;
  return end;
}

/** Lines of mails that are not broken hold a paragraph each: three parts of one are read. */
function paragraph(lines: readonly Line[], from: number, to: number): string {
  return lines
    .slice(from, to)
    .flatMap(({ text }) =>
      [0, PART, 2 * PART].filter((at) => at <= text.length).map((at) => plainLine(text.slice(at, at + PART))),
    )
    .join(" ");
}

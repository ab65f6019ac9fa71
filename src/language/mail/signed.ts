import type { Line, Span } from "../lines.ts";
import type { Closing } from "./closing.ts";
import { closingIn } from "./closing.ts";
import type { AskParser } from "./known-to-parser.ts";
import { letterFormulaEnd } from "./letter-formula.ts";
import { noticeEnd } from "./notice.ts";
import { isContact, isName, isProse, isSigner } from "./signature-line.ts";

/** What a person wrote, parted; the spans of each are in order and apart. */
export type Parted = { readonly body: readonly Span[]; readonly signature: readonly Span[] };

/** Where a line stands: in the body, below a formula, or below the separator of RFC 3676. */
type Place = "body" | "formula" | "separator";

/** Most lines of a signature that only « Merci » or a rule announces, and how near the end it must be. */
const SHORT = 10;
const NEAR_END = 40;
/** The last lines, among which another language's « Sent from my iPhone » is looked for. */
const LAST = 3;

/** The separator of RFC 3676 §4.3, with its space: all below is the signature. */
const SEPARATOR = "-- ";
/** The same where a program took the space away, and other rules people sign below: what follows must tell. */
const RULE = /^\s*(?:—|-{2,}|_{2,}|={3,}|\*{3,}|\+{3,})\s*$/;

/** Whether all below `at` reads as a signature: a name stands first, or what only a signature has stands in it. */
function onlySigns(lines: readonly Line[], at: number): boolean {
  const below = lines.slice(at).filter(({ text }, index) => {
    return text.trim() !== "" && noticeEnd(lines, at + index) === at + index;
  });
  const [first] = below;
  if (first === undefined || below.length > SHORT || below.some(({ text }) => isProse(text))) return false;
  return isName(first.text) || below.some(({ text }) => isContact(text));
}

/** Whether a line ends the body, and where a name stands in it. */
function closingAt(lines: readonly Line[], at: number, near: boolean): Closing | null {
  const text = lines[at]?.text ?? "";
  const closing = closingIn(text);
  if (closing === null || closing.sure) return closing;
  if (!near) return null;
  // « Merci, Claire Dubreuil » or « Merci » above a name, and nothing else below.
  const signedHere = closing.rest < text.length && lines.slice(at + 1).every((one) => one.text.trim() === "");
  return signedHere || (closing.rest === text.length && onlySigns(lines, at + 1)) ? closing : null;
}

/**
 * Parts what one person wrote into body and signature; formulas, notices and separators are in neither. A sentence below
 * a signature is the body again: better a line too many there than a word lost.
 */
export function signed(lines: readonly Line[], ask: AskParser): Parted {
  const body: Span[] = [];
  const signature: Span[] = [];
  let place: Place = "body";
  const lastWritten = lines.findLastIndex(({ text }) => text.trim() !== "");
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at];
    if (line === undefined || line.text.trim() === "") continue;
    const notice = noticeEnd(lines, at);
    if (notice > at) {
      at = notice - 1;
      continue;
    }
    if (isForeignNotice(line.text, lastWritten - at, ask)) continue;
    if (place === "separator") {
      signature.push([line.start, line.end]);
      continue;
    }
    if (line.text === SEPARATOR) {
      place = "separator";
      continue;
    }
    const formula = letterFormulaEnd(lines, at);
    if (formula > at) {
      place = "formula";
      at = formula - 1;
      continue;
    }
    // What needs a look at all that follows is tried near the end alone, so this stays linear.
    const near = lastWritten - at <= NEAR_END;
    if (RULE.test(line.text) && (place === "formula" || (near && onlySigns(lines, at + 1)))) {
      place = "formula";
      continue;
    }
    const closing = closingAt(lines, at, near);
    if (closing !== null) {
      if (closing.from > 0) body.push([line.start, line.start + closing.from]);
      if (closing.rest < line.text.length) signature.push([line.start + closing.rest, line.end]);
      place = "formula";
      continue;
    }
    if (place === "formula" && isProse(line.text)) place = "body";
    // Who writes in haste signs below his words with no formula between.
    if (place === "body" && at === lastWritten && body.length > 0 && isSigner(line.text)) place = "formula";
    (place === "formula" ? signature : body).push([line.start, line.end]);
  }
  return { body, signature };
}

/** A few words with a capital and no more; those in French and English are `noticeEnd`'s, which is the more exact. */
const FOREIGN = /^(?!Envoy|Sent|Get|T[ée]l[ée])\p{Lu}[^\s,.?!:]*(?: [^\s,.?!:]+){2,5}$/u;

/** « Enviado desde mi iPhone », « Gesendet von Mail für Windows »: another language's, among the last lines. */
function isForeignNotice(text: string, fromEnd: number, ask: AskParser): boolean {
  if (fromEnd >= LAST || text.length > 80 || !FOREIGN.test(text)) return false;
  return closingIn(text) === null && ask(text) === "signature";
}

import type { Line, Span } from "./lines.ts";
import { kept, linesOf } from "./lines.ts";
import type { AskParser } from "./mail/known-to-parser.ts";
import { newParser } from "./mail/known-to-parser.ts";
import { plainLine } from "./mail/plain-line.ts";
import type { Parted } from "./mail/signed.ts";
import { signed } from "./mail/signed.ts";
import { threadsOf } from "./mail/threads.ts";

/** A mail as long as it was, all that is not of the part put as spaces: what is read in it stands where it stood. */
export type OwnWords = {
  /** What the person says. */
  readonly body: string;
  /** Who signs, and the school. */
  readonly signature: string;
};

/** Mails forwarded within one another that are opened. */
const DEEPEST = 5;

/** Something said: a word, a number, a sign of the hand, a mark of its own. */
const SAID = /[\p{L}\p{N}\p{Extended_Pictographic}?!]/u;

const GREETING =
  /^(?:bonjour|bonsoir|salut|hello|hi|dear|madame|monsieur|mesdames|messieurs|a tous|tous|tout le monde|all|team|et|ou|,|:|!|\.|\s)*$/;
/** Words that send to the mail below. */
const POINTS =
  /ci-?dessous|ci-apres|plus bas|\bbelow\b|\bfyi\b|pour (?:info|information|suite|suivi|traitement|attributions?)\b|\btransf(?:ere|ert|ere|mets)|transmets|transmis|faire suivre|faites suivre|fais suivre|forward|\bvoir (?:le )?(?:message|mail|courriel)|message recu/;
const FEW_WORDS = 25;

/** What a text is, where it is known: a mail's subject tells (« RE: », « TR: »). */
export type Sent = "reply" | "forward" | "unknown";

/**
 * What of a pasted or received mail the person wrote himself: without the mails quoted in it, without what programs
 * and lawyers add, and with the signature apart. Where nothing would be left all is the body. A mail forwarded with
 * nothing above it, or with words that only send to it, is what it is about: its own words are read on. Of a reply,
 * nothing above the mail that is answered means that nothing was written: the body is blank then. Pure, linear.
 */
export function ownWords(text: string, sent: Sent = "unknown"): OwnWords {
  // A chat message: most are one line, and none of one line is a mail.
  if (sent === "unknown" && !/[\r\n]/.test(text)) return { body: text, signature: kept(text, []) };
  const { body, signature } = parted(text, linesOf(text), { ask: newParser(), sent, depth: 0 });
  if (saysSomething(text, body)) return { body: kept(text, body), signature: kept(text, signature) };
  return sent === "reply"
    ? { body: kept(text, []), signature: kept(text, signature) }
    : { body: text, signature: kept(text, []) };
}

/** How a mail is read, and how many mails it stands in. */
type Reading = { readonly ask: AskParser; readonly sent: Sent; readonly depth: number };

function parted(text: string, lines: readonly Line[], reading: Reading): Parted {
  const { ask, sent, depth } = reading;
  const threads = threadsOf(lines, ask);
  const body: Span[] = [];
  const signature: Span[] = [];
  const add = (more: Parted): void => {
    body.push(...more.body);
    signature.push(...more.signature);
  };
  let at = 0;
  for (const { from, to } of threads) {
    add(signed(lines.slice(at, from), ask));
    at = to;
  }
  add(signed(lines.slice(at), ask));
  const mail = threads.at(-1)?.mail ?? null;
  if (mail === null || depth === DEEPEST) return { body, signature };
  const forwarded = mail.forwarded || (sent === "forward" && depth === 0);
  if ((sent === "reply" && !forwarded) || !sendsOn(text, body, forwarded)) return { body, signature };
  if (mail.subject !== null) body.push(mail.subject);
  add(parted(text, mail.lines, { ...reading, depth: depth + 1 }));
  // Below a mail that is quoted with « > » something may stand again.
  return { body: body.sort(byPlace), signature: signature.sort(byPlace) };
}

function byPlace([one]: Span, [other]: Span): number {
  return one - other;
}

function saysSomething(text: string, spans: readonly Span[]): boolean {
  return spans.some(([start, end]) => SAID.test(text.slice(start, end)));
}

/** Whether what stands above a mail says nothing but « read it ». */
function sendsOn(text: string, body: readonly Span[], forwarded: boolean): boolean {
  if (body.length > FEW_WORDS) return false;
  const plain = body.map(([start, end]) => plainLine(text.slice(start, end))).join(" ");
  if (GREETING.test(plain)) return true;
  return forwarded && plain.split(" ").length <= FEW_WORDS && POINTS.test(plain);
}

import type { Line, Span } from "../lines.ts";
import { attributionAt } from "./attribution.ts";
import type { AskParser } from "./known-to-parser.ts";
import { headerBlockAt } from "./header-block.ts";
import { plainLine } from "./plain-line.ts";

/** What somebody else wrote, by the numbers of its lines. */
export type Thread = {
  readonly from: number;
  readonly to: number;
  /** The mail in it, where it is one with a header: what a forwarded mail is about. Its lines stand below the header. */
  readonly mail: QuotedMail | null;
};

export type QuotedMail = {
  readonly lines: readonly Line[];
  readonly subject: Span | null;
  readonly forwarded: boolean;
};

type Opening = { readonly next: number; readonly mail: Omit<QuotedMail, "lines"> | null };

/** Between rules, as Outlook, Zimbra, Thunderbird, Gmail, Samsung and Proton write it. */
const ANNOUNCED =
  /^[-_=*]{2,60} ?(?:debut du )?(?:message d'origine|(?:message|mail|courriel|e-mail|rendez-vous) (?:original|initial|d'origine|transfere|reexpedie)|original (?:message|appointment)|forwarded (?:message|mail)(?: (?:from|by) .{1,80})?|message transfere (?:de|par) .{1,80}) ?:? ?[-_=*]{2,60}$/;

/** Apple Mail, without rules. */
const BEGINS = /^(?:debut du (?:message|mail|courriel) (?:transfere|reexpedie)|begin forwarded message) ?:$/;

/** The same words by themselves: an announcement only where fields stand below. */
const BARE = /^(?:message (?:transfere|d'origine|original)|forwarded message|original message) ?:?$/;

const FORWARDED = /transfere|reexpedie|forward/;

const RULE = /^\s*[-_=*]{3,}\s*$/;

function isQuoted(line: Line | undefined): boolean {
  return line !== undefined && /^\s{0,3}>/.test(line.text);
}

function isEmpty(line: Line | undefined): boolean {
  return line !== undefined && line.text.trim() === "";
}

/** The first line from `at` on that is not empty. */
function written(lines: readonly Line[], at: number): number {
  let index = at;
  while (isEmpty(lines[index])) index += 1;
  return index;
}

function openingAt(lines: readonly Line[], at: number, ask: AskParser): Opening | null {
  const text = lines[at]?.text ?? "";
  if (text.length < 3 || isQuoted(lines[at])) return null;
  const plain = plainLine(text);
  // Another language's « -----Original Message----- » is the parser's to know.
  const dashed = /^-{2,12} ?\p{L}[\p{L}' ]{4,40} ?-{2,12}$/u.test(plain);
  const announced = ANNOUNCED.test(plain) || BEGINS.test(plain);
  if (announced || BARE.test(plain) || (dashed && ask(text.trim()) === "attribution")) {
    const below = written(lines, at + 1);
    const block = headerBlockAt(lines, below, true);
    const forwarded = FORWARDED.test(plain) || block?.forwarded === true;
    if (block !== null) return { next: block.next, mail: { subject: block.subject, forwarded } };
    if (!BARE.test(plain)) return { next: at + 1, mail: { subject: null, forwarded } };
  }
  const block = headerBlockAt(lines, at, RULE.test(lines[at - 1]?.text ?? ""));
  if (block !== null) {
    const { next, subject, forwarded } = block;
    return { next, mail: { subject, forwarded } };
  }
  const count = attributionAt(lines, at, ask);
  return count > 0 ? { next: at + count, mail: null } : null;
}

/** Where lines that begin with « > » end, the empty ones between them included. */
function quotedUntil(lines: readonly Line[], at: number): number {
  let end = at;
  for (let index = at; index < lines.length; index = written(lines, index)) {
    if (!isQuoted(lines[index])) break;
    index += 1;
    end = index;
  }
  return end;
}

/** Apple Mail forwards a mail as it quotes one: with « > » before its header too. Null where no such mail is quoted. */
function forwardedWithin(quoted: readonly Line[], ask: AskParser): QuotedMail | null {
  const [first] = quoted;
  if (first === undefined || !FORWARDED.test(plainLine(first.text))) return null;
  const lines = quoted.map((line) => {
    const mark = /^\s{0,3}> ?/.exec(line.text)?.[0].length ?? 0;
    return { text: line.text.slice(mark), start: line.start + mark, end: line.end };
  });
  const opening = openingAt(lines, 0, ask);
  return opening?.mail?.forwarded === true ? { ...opening.mail, lines: lines.slice(opening.next) } : null;
}

/** A rule above what is quoted belongs to it. */
function withRule(lines: readonly Line[], at: number, least: number): number {
  let index = at;
  while (index > least && isEmpty(lines[index - 1])) index -= 1;
  return index > least && RULE.test(lines[index - 1]?.text ?? "") ? index - 1 : at;
}

/**
 * What is quoted of other mails, in order and apart. Lines with « > » end where they end, and what stands below them is
 * the person's again; without them nothing tells where a quoted mail ends, and it goes on to the end.
 */
export function threadsOf(lines: readonly Line[], ask: AskParser): readonly Thread[] {
  const threads: Thread[] = [];
  let least = 0;
  let at = 0;
  while (at < lines.length) {
    const opening = openingAt(lines, at, ask);
    const below = opening === null ? at : written(lines, opening.next);
    const end = quotedUntil(lines, below);
    if (opening !== null && end === below) {
      const mail = opening.mail === null ? null : { ...opening.mail, lines: lines.slice(opening.next) };
      threads.push({ from: withRule(lines, at, least), to: lines.length, mail });
      return threads;
    }
    // A lonely « > » closes a tag that was broken over lines.
    const lonely = opening === null && end === at + 1 && lines[at]?.text.trim() === ">";
    if (end > at && !lonely) {
      const mail = opening === null ? forwardedWithin(lines.slice(at, end), ask) : null;
      threads.push({ from: opening === null ? at : withRule(lines, at, least), to: end, mail });
      least = end;
      at = end;
    } else at += 1;
  }
  return threads;
}

import { redact } from "../escalation/redact.ts";
import type { Owner } from "../message.ts";
import { resume } from "./commands.ts";
import { showTicket } from "./drafting.ts";
import { speak } from "./speak.ts";
import type { Replying } from "./state.ts";
import { supportWords } from "./support-words.ts";
import type { Talk } from "./talk.ts";
import { mark, phrase, tell, tellText } from "./talk.ts";

/** What happened to an escalation while nobody spoke. `ticket` is its number, `party` whom it went to. */
export type News = {
  readonly ticket: string;
  readonly party: Owner;
  /** Subject of the first mail. */
  readonly subject: string;
} & (
  | {
      readonly kind: "reply";
      /** What they wrote, without the mails quoted in it; redacted here. */
      readonly text: string;
      readonly files: readonly string[];
      /** Their own number for it. */
      readonly number: string | null;
      /** Ids of the thread, theirs last: what an answer refers to. */
      readonly references: readonly string[];
    }
  /** They have it, and gave it a number. */
  | { readonly kind: "acknowledged"; readonly number: string }
  | { readonly kind: "away" }
  /** No answer for so many business days. */
  | {
      readonly kind: "silent";
      readonly days: number;
      /** The reminder that is proposed. */
      readonly letter: string;
      readonly references: readonly string[];
    }
  /** A mail server returned it. `why` is a key of `news.why`. */
  | { readonly kind: "bounce"; readonly to: string; readonly why: string }
  /** The person was on the phone with them. */
  | { readonly kind: "called" }
);

/** So much of an answer is repeated in the conversation; the whole of it stays in the mailbox. */
const LONGEST_REPLY = 4_000;

/**
 * Tells what happened, and asks what only the person can tell: whether it helped, whether to remind them. Where nothing is to
 * be asked, what was open is asked again: a question is answered below the last thing said.
 */
export function hearNews(talk: Talk, news: News): void {
  const party = phrase(talk, `draft.to.${news.party}`);
  const { ticket } = news;
  talk.state = { ...talk.state, offers: [] };
  switch (news.kind) {
    case "reply":
      tellReply(talk, news, party);
      setStatus(talk, news, "answered", news.number);
      take(talk, "reply", news, news.references);
      break;
    case "called":
      tell(talk, "news.called", { party });
      take(talk, "reply", news, []);
      break;
    case "silent":
      tell(talk, "news.silent", { party, ticket, days: news.days });
      take(talk, "reminder", news, news.references, news.letter);
      break;
    case "acknowledged":
      tell(talk, "news.acknowledged", { party, ticket, number: news.number });
      setStatus(talk, news, null, news.number);
      askAgain(talk);
      return;
    case "away":
      tell(talk, "news.away", { party, ticket });
      askAgain(talk);
      return;
    case "bounce": {
      const values = { ticket, to: news.to, why: phrase(talk, `news.why.${news.why}`) };
      const support = talk.world.catalogue.support.get(news.party)?.mail === news.to ? "yes" : "no";
      const next = phrase(talk, "news.bounce-next", { support });
      tellText(talk, `${phrase(talk, "news.bounce", values)}\n\n${next}`);
      setStatus(talk, news, "failed", null);
      askAgain(talk);
      return;
    }
  }
  speak(talk);
}

/** What was asked before is asked still; the words of a letter that was being written come next. */
function askAgain(talk: Talk): void {
  if (talk.state.mode === "editing") tell(talk, "ui.edit-prompt");
  else resume(talk);
}

function tellReply(talk: Talk, news: Extract<News, { kind: "reply" }>, party: string): void {
  const clean = redact(news.text, { keep: supportWords(talk.world) }).text.trim();
  const cut = clean.length > LONGEST_REPLY;
  const shown = cut ? `${clean.slice(0, LONGEST_REPLY).trimEnd()}…` : clean;
  const number = news.number ?? "none";
  const parts = [phrase(talk, "news.reply", { party, ticket: news.ticket, number })];
  // What they wrote is their words, not Markdown.
  parts.push(shown === "" ? phrase(talk, "news.reply-empty") : quotation(shown));
  if (cut) parts.push(phrase(talk, "news.reply-cut"));
  if (news.files.length > 0) {
    const names = redact(news.files.join(", "), { keep: supportWords(talk.world) }).text;
    parts.push(phrase(talk, "news.reply-files", { count: news.files.length, names: escaped(names) }));
  }
  tellText(talk, parts.map((one) => one.trimEnd()).join("\n\n"));
}

/** A text as a Markdown quotation that keeps its lines and how far they are moved in. */
function quotation(text: string): string {
  return text
    .split("\n")
    .map((line) => `> ${indented(escaped(line))}`.trimEnd())
    .join("  \n");
}

/** Blanks in front of a line would make it code, whose marks are shown as they are. */
function indented(line: string): string {
  return line.replace(/^[ \t]+/, (blanks) => "\u00A0".repeat(Math.min(8, blanks.length)));
}

/** Signs of Markdown as signs: inside a line, at its beginning, and those of a line of nothing else. */
function escaped(text: string): string {
  return text
    .replace(/[\\`*_{}[\]<>#|~!]|&(?=#?\w+;)/g, "\\$&")
    .replace(
      /^(\s*)([-+]|\d+[.)])(?=\s|$)/,
      (_all, blanks: string, sign: string) => `${blanks}${sign.slice(0, -1)}\\${sign.slice(-1)}`,
    )
    .replace(/^(\s*)([-=])(?=\2*\s*$)/, "$1\\$2");
}

function setStatus(
  talk: Talk,
  { ticket }: News,
  status: "answered" | "failed" | null,
  number: string | null,
): void {
  talk.effects.push({ kind: "ticket-news", ticket, status, number });
}

/** Opens the flow that asks what comes next; whatever is written then goes to the same party. */
function take(
  talk: Talk,
  flow: string,
  news: News,
  references: readonly string[],
  letter: string | null = null,
): void {
  const { ticket, party, subject } = news;
  const replying: Replying = { ticket, route: party, subject, references, letter };
  talk.notes = { ...talk.notes, replying, edited: null };
  mark(talk, [
    { kind: "fact", key: "party", value: party, from: "inferred" },
    { kind: "open", key: flow },
  ]);
}

/** Answers that close the ticket they are about. */
const CLOSES = [
  ["reply_settles", "yes"],
  ["reminding", "solved"],
] as const;

/** Once a turn said that it is solved, the ticket is. */
export function closeSolved(talk: Talk): void {
  const { replying } = talk.notes;
  if (replying === undefined || replying === null) return;
  const last = talk.state.situation.at(-1) ?? [];
  const solved = last.some(
    (one) => one.kind === "fact" && CLOSES.some(([fact, value]) => one.key === fact && one.value === value),
  );
  if (!solved) return;
  talk.effects.push({ kind: "ticket-news", ticket: replying.ticket, status: "resolved", number: null });
  talk.notes = { ...talk.notes, replying: null };
}

/** After a call the person notes what was said, as after a mail. */
export function askAfterCall(talk: Talk, ticket: string, party: Owner, subject: string): void {
  showTicket(talk, ticket, party, "noted");
  hearNews(talk, { kind: "called", ticket, party, subject });
}

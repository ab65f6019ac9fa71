import type { Line } from "../lines.ts";
import type { AskParser } from "./known-to-parser.ts";
import { plainLine } from "./plain-line.ts";

/** Lines an attribution is broken over: mail programs break at 78 characters. */
const MOST_LINES = 3;

/** Who wrote, in the order of Gmail, Apple Mail, Thunderbird, Outlook.com, Yahoo, Roundcube; then that of Horde. */
const WROTE: readonly RegExp[] = [
  /^le .{4,250}[^'a-z](?:a|ont) ecrit ?: ?$/,
  /^on .{4,250} wrote ?: ?$/,
  /^.{1,120}<[^<>\s]{3,100}> (?:a ecrit|wrote) ?: ?$/,
  /^.{2,80} a ecrit (?:le|sur) .{4,40}: ?$/,
];

/** « Le principal nous a écrit : » tells of a mail, and quotes none. */
const TOLD = /\b(?:nous|vous|lui|leur|m'|t'|me|te) ?(?:a|ont) ecrit|\b(?:he|she|they|has|have|who) wrote/;

/** A mail program gives the hour or the address: a person seldom does. */
const PRECISE = /\d{1,2} ?[:h] ?\d{2}|<[^<>\s]+@|\S@\S+\.\w/;

/** What an attribution in any language has: a number or an address, and a colon at the end. */
const LIKELY = /[\d@<].*[:：]\s*$/;

function wrote(text: string, ask: AskParser): boolean {
  const plain = plainLine(text);
  if (TOLD.test(plain) || !PRECISE.test(plain)) return false;
  return WROTE.some((one) => one.test(plain)) || (LIKELY.test(text) && ask(text.trim()) === "attribution");
}

/**
 * How many lines, from `at` on, say who wrote what is quoted below: « Le lun. 2 sept. 2026 à 08:12, X <x@y.fr> a
 * écrit : ». 0 where none do.
 */
export function attributionAt(lines: readonly Line[], at: number, ask: AskParser): number {
  let joined = "";
  for (let count = 1; count <= MOST_LINES; count++) {
    const text = lines[at + count - 1]?.text ?? "";
    if (text.trim() === "" || joined.length + text.length > 300) return 0;
    joined += `${joined === "" ? "" : " "}${text.trim()}`;
    if (!/[:：]\s*$/.test(text)) continue;
    if (!wrote(joined, ask)) return 0;
    // The line before an attribution is the person's: only what does not stand without it belongs to it.
    return count > 1 && attributionAt(lines, at + 1, ask) > 0 ? 0 : count;
  }
  return 0;
}

import EmailReplyParser from "email-reply-parser";

/** Longest line asked about, and how many of one text: the parser's patterns are quadratic and worse on long ones. */
const LONGEST = 240;
const QUESTIONS = 24;

export type ParserWord = "attribution" | "signature";

/** Asks what one line is; answers null once it was asked too often. */
export type AskParser = (line: string) => ParserWord | null;

/**
 * What email-reply-parser knows of a line by itself: the words above a quotation and below a mail in ten languages.
 * It is asked line by line and never given a text: 20,000 line breaks, or lines of « abc. a skrev a », hold it for
 * seconds, a line of « 2026from< » for minutes, and its fragments lose the offsets.
 */
export function newParser(): AskParser {
  let left = QUESTIONS;
  return (line) => {
    if (line.length > LONGEST || left === 0) return null;
    left -= 1;
    // It takes an attribution for one only below an empty line.
    const fragments = new EmailReplyParser().read(`.\n\n${line}`).getFragments();
    if (fragments.some((one) => one.isQuoted())) return "attribution";
    return fragments.some((one) => one.isSignature()) ? "signature" : null;
  };
}

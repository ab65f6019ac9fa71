import type { Sent } from "../language/own-words.ts";
import { ownWords } from "../language/own-words.ts";

/** « RE: », « Rép : », « AW: », « RE[2]: »; « TR: », « Fwd: », « FW: », whatever stands before them in brackets. */
const REPLY = /^\s*(?:\[[^\]]{0,60}\]\s*)?(?:re|r[ée]p|aw|sv|antw)\s?(?:[[(]\d{1,3}[\])])?\s?:/iu;
const FORWARD = /^\s*(?:\[[^\]]{0,60}\]\s*)?(?:tr|fwd?|wg|rv)\s?:/iu;

function sentAs(subject: string): Sent {
  if (REPLY.test(subject)) return "reply";
  return FORWARD.test(subject) ? "forward" : "unknown";
}

/** Thanks alone, which would else be taken for the end of what it follows. */
const THANKS = /^(?:ok,? |parfait,? |un grand |mille )?(?:merci|thanks?|thank you)(?![\p{L}\p{N}])/iu;

/** The line a mail thanks with, where it begins with that. */
function thanksIn(text: string): string {
  const first = text.split(/\r\n|\n|\r/).find((line) => line.trim() !== "") ?? "";
  return THANKS.test(first.trim()) ? first.trim() : "";
}

/**
 * What a person wrote anew in a mail: without the mails quoted in it and the lines that announce them, without its
 * signature, and without what programs add. A mail sent on with nothing above it, or with a word (« pour info »), is what
 * it is about, and its words are kept. "" where a reply, which its subject tells, holds nothing new.
 */
export function ownText(text: string, subject = ""): string {
  const written = ownWords(text, sentAs(subject))
    .body.split(/\r\n|\n|\r/)
    .map((line) => line.trimEnd())
    .join("\n")
    .replace(/\n{3,}/g, "\n\n")
    .replace(/^\n+|\s+$/g, "");
  return written === "" ? thanksIn(text) : written;
}

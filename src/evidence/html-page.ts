import type { Artefact } from "./artefact.ts";
import { examined, found, kindWord } from "./finding.ts";
import { wholeText } from "./head.ts";
import { screenFindings } from "./screen-text.ts";

const HTML = /^\s*<(?:!doctype\s+html|html|head|body)\b/i;

/** Longest page read for a message, in characters; an error page is short. */
const PAGE_LIMIT = 200_000;
/** An error page says one thing; a page of more words only happens to hold the message. */
const WORDS_LIMIT = 2_000;

/** The words of a page as they are read on the screen. */
export function pageWords(html: string): string {
  return html
    .replace(/<(script|style|noscript|template)\b[\s\S]*?(?:<\/\1\s*>|$)/gi, " ")
    .replace(/<!--[\s\S]*?(?:-->|$)/g, " ")
    .replace(/<[^>]*>/g, " ")
    .replace(/&nbsp;|&#160;/g, " ")
    .replace(/&(?:#39|#x27|apos|rsquo|#8217);/g, "'")
    .replace(/&eacute;/g, "é")
    .replace(/&agrave;/g, "à")
    .replace(/&egrave;/g, "è")
    .replace(/&amp;/g, "&")
    .replace(/\s+/g, " ")
    .trim();
}

/** A web page, most often the sign-in page saved in place of the file; an error page also says what is wrong. */
export const htmlPage: Artefact = {
  recognise: (head) => (HTML.test(head.text) || /^html$/i.test(head.root?.name ?? "") ? 1 : 0),
  async examine(source, options) {
    const wrong = found("wrong-file", { values: { kind: kindWord("html-page") } });
    const html = await wholeText(source, PAGE_LIMIT);
    const words = html === null ? "" : pageWords(html);
    if (words.length > WORDS_LIMIT) return examined("html-page", [wrong]);
    const seen = screenFindings(words, options);
    return examined("html-page", [wrong, ...seen.found], { facts: seen.facts });
  },
};

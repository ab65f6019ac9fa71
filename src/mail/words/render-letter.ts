import type { Language } from "../../message.ts";
import { documentOfLetter } from "./document-of-letter.ts";
import { htmlOf } from "./html-of.ts";
import { mailPage } from "./mail-page.ts";

/**
 * A letter as it leaves: its plain text exactly as it was read over, and the same in HTML. `languages`: of what stands before
 * the first rule of dashes, and after it.
 */
export function renderLetter(letter: {
  readonly subject: string;
  readonly body: string;
  readonly languages: readonly Language[];
}): { readonly text: string; readonly html: string } {
  const { subject, body, languages } = letter;
  const html = htmlOf(documentOfLetter(body, languages));
  return { text: body, html: mailPage({ language: languages[0] ?? "fr", title: subject, body: html }) };
}

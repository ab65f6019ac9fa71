import type { HtmlEscapedString } from "hono/utils/html";
import { raw } from "hono/html";
import { micromark } from "micromark";

/**
 * A message's Markdown as HTML. HTML in it is shown as text, dangerous addresses are dropped (micromark's defaults), and
 * links open apart, for leaving the page in the middle of a procedure would lose one's place. `newTab` says so aloud.
 */
export function markdown(text: string, newTab: string): HtmlEscapedString {
  const note = `<span class="sr"> (${newTab})</span></a>`;
  return raw(
    micromark(text)
      .replaceAll('<a href="', '<a target="_blank" rel="noopener noreferrer" href="')
      .replaceAll("</a>", note)
      .replace(/<img [^>]*>/g, ""),
  );
}

import { Parser } from "htmlparser2";
import { linkText } from "./linkText.ts";
import { TextLines } from "./TextLines.ts";

/** Elements whose text nobody sees. */
const UNSEEN = new Set([
  "style",
  "script",
  "title",
  "template",
  "svg",
  "xml",
  "noscript",
  "select",
  "textarea",
]);
const PARAGRAPHS = new Set(["p", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "table", "dl", "fieldset"]);
const BLOCKS = new Set(
  "div section article header footer main nav aside address form center dt dd caption tbody thead tfoot figure body".split(
    " ",
  ),
);

/** Styles that hide: of texts for the list of mails alone, and of what follows who reads. */
const HIDDEN =
  /display\s*:\s*none|mso-hide\s*:\s*all|visibility\s*:\s*hidden|(?:max-height|opacity)\s*:\s*0(?:px|pt|em|%)?\s*(?:;|$|!)/i;
const FONT_SIZE = /font-size\s*:\s*([\d.]+)/i;

/** Deepest element read: no program nests deeper, and the parser is quadratic in it. */
const DEEPEST = 400;
/** What the parser is given between two looks at the depth. */
const PIECE = 4_096;

type Open = {
  readonly name: string;
  readonly unseen: boolean;
  /** Letters of no size; an element within may give them one again. */
  readonly tiny: boolean;
  /** Of a link: where it leads, and the words so far. */
  readonly link: { readonly href: string; words: string } | null;
};

/** Picture of one sign: « 🙂 » as Gmail draws it. */
const SIGN = /^\p{Extended_Pictographic}(?:\p{M}|\p{Extended_Pictographic}|\u200D){0,8}$/u;

/**
 * What a reader sees of an HTML mail, as plain text: « words (address) » for links whose words do not say where they lead,
 * « > » before what is quoted, items, rows with tabs. Never throws, whatever the HTML; linear.
 */
export function htmlToText(html: string): string {
  const lines = new TextLines();
  const open: Open[] = [];
  const exact = (): boolean => open.some(({ name }) => name === "pre");

  const opened = (name: string, attributes: Readonly<Record<string, string>>): void => {
    const above = open.at(-1);
    const style = attributes["style"] ?? "";
    const size = FONT_SIZE.exec(style)?.[1];
    const unseen = above?.unseen === true || UNSEEN.has(name) || "hidden" in attributes || HIDDEN.test(style);
    const tiny = size === undefined ? above?.tiny === true : Number(size) === 0;
    const href = attributes["href"];
    open.push({ name, unseen, tiny, link: name === "a" && href !== undefined ? { href, words: "" } : null });
    if (unseen) return;
    if (name === "br") lines.newLine();
    else if (name === "hr") lines.rule();
    else if (name === "blockquote") lines.quote(true);
    else if (name === "ul" || name === "ol") lines.openList(name === "ol");
    else if (name === "li") lines.item();
    else if (name === "tr") lines.openRow();
    else if (name === "td" || name === "th") lines.cell();
    else if (PARAGRAPHS.has(name)) lines.paragraph();
    else if (BLOCKS.has(name)) lines.block();
    else if (name === "img" && !tiny && SIGN.test(attributes["alt"] ?? "")) said(attributes["alt"] ?? "");
  };

  const said = (text: string): void => {
    const above = open.at(-1);
    if (above?.unseen === true || above?.tiny === true) return;
    const link = open.findLast((one) => one.link !== null)?.link;
    if (link !== undefined && link !== null) link.words += text;
    lines.say(text, exact());
  };

  const closed = (name: string): void => {
    const element = open.pop();
    if (element === undefined || element.unseen) return;
    if (element.link !== null && !element.tiny) {
      const address = linkText(element.link.href, element.link.words);
      if (address !== null) lines.say(` (${address})`, false);
    }
    if (name === "blockquote") lines.quote(false);
    else if (name === "ul" || name === "ol") lines.closeList();
    else if (name === "tr") lines.closeRow();
    else if (PARAGRAPHS.has(name)) lines.paragraph();
    else if (name === "li") lines.closeItem();
    else if (BLOCKS.has(name)) lines.block();
  };

  const parser = new Parser({ onopentag: opened, ontext: said, onclosetag: closed });
  let at = 0;
  for (; at < html.length && open.length < DEEPEST; at += PIECE) parser.write(html.slice(at, at + PIECE));
  const rest = html.slice(at);
  parser.end();
  if (rest !== "") lines.say(rest.replace(/<[^<>]*>/g, " "), false);
  return lines.end();
}

import type { Nodes, Parent, RootContent } from "mdast";
import { markdownTree } from "../markdownTree.ts";
import { splitText } from "../splitText.ts";
import type { TextBlock } from "./cards.ts";
import { LIMITS } from "./limits.ts";

/** Nothing that is read, and six bytes each in a message. */
const CONTROLS = /[^\P{Cc}\n\t]/gu;

/**
 * A Markdown text as text blocks, one for each of its blocks. Teams reads bold, italics, lists and links there and nothing
 * else, so headings, code and quotes become blocks of their own look, and whatever would be read as a mark is escaped.
 * https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/cards-format#format-cards-with-markdown
 */
export function cardText(markdown: string): readonly TextBlock[] {
  const blocks: TextBlock[] = [];
  let ruled = false;
  for (const node of markdownTree(markdown).children) {
    if (node.type === "thematicBreak") {
      ruled = true;
      continue;
    }
    for (const one of blocksOf(node, markdown)) {
      if (one.text.trim() === "") continue;
      blocks.push(ruled ? { ...one, separator: true } : one);
      ruled = false;
    }
  }
  return blocks;
}

/** Lines of a letter, which are not Markdown: each stands as it is. */
export function plainLines(text: string): readonly TextBlock[] {
  const blocks: TextBlock[] = [];
  let gap: TextBlock["spacing"] = "Medium";
  for (const line of text.split(/\r\n?|\n/)) {
    if (line.trim() === "") {
      gap = "Medium";
      continue;
    }
    for (const part of splitText(line, LIMITS.block)) blocks.push(block(escaped(part), { spacing: gap }));
    gap = "None";
  }
  return blocks;
}

/** A Markdown text without its marks: for notifications and whoever cannot see the card. */
export function plainText(markdown: string): string {
  const plain = (node: Nodes): string => {
    if (node.type === "break") return "\n";
    if ("value" in node) return node.value;
    if (!("children" in node)) return "";
    const apart = node.type === "root" || node.type === "list" || node.type === "listItem" ? "\n" : "";
    return node.children.map((child) => plain(child)).join(apart);
  };
  return plain(markdownTree(markdown))
    .replace(CONTROLS, "")
    .replace(/\n{2,}/g, "\n")
    .trim();
}

/** Text that no mark of Markdown is read in. */
export function escaped(text: string): string {
  return text
    .replace(CONTROLS, "")
    .replace(/\\(?=[!-/:-@[-`{-~])/g, "\\\\")
    .replace(/[*`~[\]]/g, "\\$&")
    .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, "\\_")
    .replace(/^(\s*)([#>+-])/gm, "$1\\$2")
    .replace(/^(\s*\d{1,9})([.)])(?=\s|$)/gm, "$1\\$2")
    .replace(/^(\s*)(=+\s*)$/gm, "$1\\$2")
    .replace(/<(?=[a-z/!?])/gi, "\\<")
    .replace(/&(?=#?\w+;)/g, "\\&");
}

function block(text: string, look: Partial<TextBlock> = {}): TextBlock {
  return { type: "TextBlock", text, wrap: true, ...look };
}

function blocksOf(node: RootContent, source: string): readonly TextBlock[] {
  const from = node.position?.start.offset ?? 0;
  const to = node.position?.end.offset ?? 0;
  if (node.type === "code") return plainLines(node.value).map((one) => ({ ...one, fontType: "Monospace" }));
  if (to - from > LIMITS.block) {
    return splitText(source.slice(from, to), LIMITS.block).flatMap((part) =>
      markdownTree(part).children.flatMap((child) => lookOf(child)),
    );
  }
  return lookOf(node);
}

function lookOf(node: RootContent): readonly TextBlock[] {
  switch (node.type) {
    case "heading":
      return [block(inline(node), { weight: "Bolder", size: "Medium" })];
    case "list":
      return [block(listLines(node).join("\n"))];
    case "blockquote":
      return node.children.flatMap((child) => lookOf(child)).map((quoted) => ({ ...quoted, isSubtle: true }));
    case "code":
      return plainLines(node.value).map((line) => ({ ...line, fontType: "Monospace" }));
    default:
      return [block(inline(node))];
  }
}

/** Teams has no list in a list: an inner one's lines stand under their item, with a mark of their own. */
function listLines(node: Extract<RootContent, { type: "list" }>): readonly string[] {
  return node.children.flatMap((item, index) => {
    const mark = node.ordered === true ? `${(node.start ?? 1) + index}. ` : "- ";
    const texts = item.children.filter((child) => child.type !== "list").map((child) => inline(child));
    const inner = item.children.flatMap((child) =>
      child.type === "list" ? listLines(child).map((line) => `- ◦ ${line.replace(/^- (?:◦ )?/, "")}`) : [],
    );
    return [`${mark}${texts.join(" ")}`, ...inner];
  });
}

function inline(node: Nodes): string {
  switch (node.type) {
    case "text":
      return escaped(node.value.replace(/\n/g, " "));
    case "inlineCode":
      return escaped(node.value);
    case "html":
    case "code":
      return escaped(node.value);
    case "strong":
      return marked(node, "**");
    case "emphasis":
      return marked(node, "_");
    case "break":
      return "\n\n";
    case "link":
      return link(children(node), node.url);
    case "image":
      return link(escaped(node.alt ?? node.url), node.url);
    default:
      return "children" in node ? children(node) : "";
  }
}

/** A mark must touch its words, or it is no mark. */
function marked(node: Parent, mark: string): string {
  const text = children(node);
  const words = text.trim();
  return words === "" ? text : text.replace(words, () => `${mark}${words}${mark}`);
}

/** A label, escaped already, that leads to an address of the web, a mailbox or a telephone; to any other it leads nowhere. */
export function link(label: string, url: string): string {
  if (!/^(?:https?:\/\/|mailto:|tel:)/i.test(url)) return label;
  return `[${label}](${url.replace(/[\s()<>\\]/g, (mark) => `%${mark.charCodeAt(0).toString(16).padStart(2, "0")}`)})`;
}

function children(node: Parent): string {
  return node.children.map((child) => inline(child)).join("");
}

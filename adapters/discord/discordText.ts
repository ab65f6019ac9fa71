import type { List, ListItem, Nodes, Parent, PhrasingContent, RootContent } from "mdast";
import { markdownTree } from "../markdownTree.ts";
import { splitText } from "../splitText.ts";
import { escapeLineStart, escapeText } from "./escapeText.ts";

/** A piece of a message: Discord's Markdown, or lines to be shown as they are. */
export type Block = { readonly kind: "text" | "code"; readonly text: string };

const FENCE = "```";

/** A Markdown text as Discord shows it. support.discord.com, « Markdown Text 101 » */
export function blocksOf(markdown: string): readonly Block[] {
  return markdownTree(markdown)
    .children.map(blockOf)
    .filter((one) => one.text !== "");
}

/** Blocks one below the other, in parts of at most `limit` characters. No part is empty. */
export function packBlocks(blocks: readonly Block[], limit: number): readonly string[] {
  const parts: string[] = [];
  for (const piece of blocks.flatMap((block) => piecesOf(block, limit))) {
    const last = parts.at(-1);
    const joined = `${last ?? ""}\n\n${piece}`;
    if (last !== undefined && joined.length <= limit) parts[parts.length - 1] = joined;
    else parts.push(piece);
  }
  return parts;
}

function piecesOf(block: Block, limit: number): readonly string[] {
  if (block.kind === "text") return splitText(block.text, limit);
  // Three marks in the text would end it: a blank without width keeps them apart.
  const safe = block.text.replaceAll(FENCE, "`\u200b`\u200b`");
  return splitText(safe, limit - 2 * FENCE.length - 2).map((part) => `${FENCE}\n${part}\n${FENCE}`);
}

function blockOf(node: RootContent): Block {
  return node.type === "code"
    ? { kind: "code", text: node.value }
    : { kind: "text", text: textOf(node as Nodes) };
}

function textOf(node: Nodes): string {
  switch (node.type) {
    case "heading":
      return `**${inlines(node)}**`;
    case "list":
      return listOf(node);
    case "blockquote":
      return indented(blocksIn(node), "> ", "> ");
    case "code":
      return node.value === ""
        ? ""
        : `${FENCE}\n${node.value.replaceAll(FENCE, "`\u200b`\u200b`")}\n${FENCE}`;
    case "thematicBreak":
      return "───";
    case "html":
      return escapeText(node.value);
    default:
      return "children" in node ? escapedStart(node) : inline(node as PhrasingContent);
  }
}

/** Words that begin a line; a mark of ours there is meant. */
function escapedStart(node: Parent): string {
  const first = node.children[0];
  const text = inlines(node);
  return first?.type === "text" ? escapeLineStart(text) : text;
}

function blocksIn(parent: Parent): string {
  return parent.children.map((child) => textOf(child as Nodes)).join("\n");
}

function listOf(list: List): string {
  return list.children
    .map((item: ListItem, index) => {
      const mark = list.ordered === true ? `${(list.start ?? 1) + index}. ` : "- ";
      return indented(blocksIn(item), mark, " ".repeat(mark.length));
    })
    .join("\n");
}

function indented(text: string, first: string, then: string): string {
  return text
    .split("\n")
    .map((line, row) => (row === 0 ? first : then) + line)
    .join("\n");
}

function inlines(parent: Parent): string {
  return parent.children.map((child) => inline(child as PhrasingContent)).join("");
}

function inline(node: PhrasingContent): string {
  switch (node.type) {
    case "text":
      // Discord shows every end of line; in Markdown one is a blank.
      return escapeText(node.value.replace(/\s*\n\s*/g, " "));
    case "strong":
      return `**${inlines(node)}**`;
    case "emphasis":
      return `*${inlines(node)}*`;
    case "inlineCode":
      return node.value.includes("`") ? `\`\` ${node.value} \`\`` : `\`${node.value}\``;
    case "break":
      return "\n";
    case "link":
      return linkOf(inlines(node), node.url);
    case "image":
      return linkOf(escapeText(node.alt ?? ""), node.url);
    case "html":
      return escapeText(node.value);
    default:
      return "children" in node ? inlines(node) : "";
  }
}

/** Only web addresses can hide behind a label; any other is written out. */
function linkOf(label: string, url: string): string {
  if (label === "" || label === url || label === escapeText(url)) return url;
  if (!/^https?:\/\//.test(url)) return `${label} (${escapeText(url)})`;
  return `[${label}](${url.replaceAll("(", "%28").replaceAll(")", "%29")})`;
}

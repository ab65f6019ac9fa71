import type { Nodes, Parent } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import type { Block, Document, Inline } from "./document.ts";

/** A Markdown text as a document. HTML in it is text; a picture is its words, for a mail fetches nothing. */
export function documentOfMarkdown(text: string): Document {
  return blocksOf(fromMarkdown(text));
}

function blocksOf(parent: Parent): readonly Block[] {
  return parent.children.map(blockOf);
}

function blockOf(node: Nodes): Block {
  switch (node.type) {
    case "list":
      return {
        kind: "list",
        start: node.ordered === true ? (node.start ?? 1) : null,
        items: node.children.map(blocksOf),
      };
    case "blockquote":
      return { kind: "quote", blocks: blocksOf(node) };
    case "heading":
      return { kind: "heading", depth: node.depth, inside: inlinesOf(node) };
    case "code":
      return { kind: "code", text: node.value };
    case "thematicBreak":
      return { kind: "rule" };
    default:
      return { kind: "paragraph", inside: "children" in node ? inlinesOf(node) : [inlineOf(node)] };
  }
}

function inlinesOf(parent: Parent): readonly Inline[] {
  return parent.children.map(inlineOf);
}

function inlineOf(node: Nodes): Inline {
  switch (node.type) {
    case "strong":
    case "emphasis":
      return { kind: node.type, inside: inlinesOf(node) };
    case "inlineCode":
      return { kind: "code", text: node.value };
    case "break":
      return { kind: "break" };
    case "link":
      return { kind: "link", url: node.url, inside: inlinesOf(node) };
    case "image":
      return { kind: "text", text: node.alt ?? "" };
    default:
      return { kind: "text", text: "value" in node ? node.value.replace(/\s*\n\s*/g, " ") : "" };
  }
}

import type { Nodes, Parent } from "mdast";
import { escapeText } from "./escapeText.ts";

/** How the few marks of our texts look. */
export type Marks = {
  readonly strong: (text: string) => string;
  readonly emphasis: (text: string) => string;
  readonly code: (text: string) => string;
  readonly link: (label: string, url: string) => string;
  readonly block: (lines: string) => string;
  readonly quote: string;
  /** Goes between a mark and a letter it touches. */
  readonly edge: string;
};

/** Slack's own: https://docs.slack.dev/messaging/formatting-message-text. A mark that touches a letter is none for Slack. */
export const MRKDWN: Marks = {
  strong: (text) => `*${text}*`,
  emphasis: (text) => `_${text}_`,
  code: (text) => `\`${text}\``,
  link: (label, url) => `<${url}|${label}>`,
  block: (lines) => `\`\`\`\n${lines}\n\`\`\``,
  quote: ">",
  edge: "\u200B",
};

/** For notifications and whoever listens to a message. */
export const PLAIN: Marks = {
  strong: (text) => text,
  emphasis: (text) => text,
  code: (text) => text,
  link: (label, url) => (label === url ? label : `${label} (${url})`),
  block: (lines) => lines,
  quote: "",
  edge: "",
};

/** A node of a Markdown text with these marks, escaped for Slack; lists keep their numbers. */
export function blockText(node: Nodes, marks: Marks, depth = 0): string {
  switch (node.type) {
    case "root":
      return node.children.map((child) => blockText(child, marks)).join("\n\n");
    case "list": {
      const indent = "    ".repeat(depth);
      return node.children
        .map((item, index) => {
          const bullet = depth === 0 ? "•" : "◦";
          const mark = node.ordered === true ? `${(node.start ?? 1) + index}.` : bullet;
          const inside = item.children.map((child) => blockText(child, marks, depth + 1)).join("\n");
          return `${indent}${mark} ${inside}`;
        })
        .join("\n");
    }
    case "blockquote":
      return node.children
        .map((child) => blockText(child, marks, depth))
        .join("\n\n")
        .split("\n")
        .map((line) => `${marks.quote}${line}`)
        .join("\n");
    case "code":
      return marks.block(escapeText(node.value));
    case "heading":
      return marks.strong(children(node, { ...marks, strong: (text) => text }));
    case "thematicBreak":
      return "———";
    default:
      return inline(node, marks);
  }
}

function inline(node: Nodes, marks: Marks): string {
  switch (node.type) {
    case "strong":
      return marks.strong(children(node, marks));
    case "emphasis":
      return marks.emphasis(children(node, marks));
    case "inlineCode":
      return marks.code(escapeText(node.value));
    case "break":
      return "\n";
    case "image":
      return marks.link(escapeText(node.alt || node.url), escapeText(node.url).replaceAll("|", "%7C"));
    case "link":
      return marks.link(children(node, marks), escapeText(node.url).replaceAll("|", "%7C"));
    default:
      if ("children" in node) return children(node, marks);
      return "value" in node ? escapeText(node.value) : "";
  }
}

const MARKED: ReadonlySet<string> = new Set(["strong", "emphasis", "inlineCode"]);

function children(parent: Parent, marks: Marks): string {
  let text = "";
  let afterMark = false;
  for (const child of parent.children as Nodes[]) {
    const piece = inline(child, marks);
    const marked = MARKED.has(child.type);
    const touchesBefore = marked && /[^\s(]$/.test(text);
    const touchesAfter = afterMark && /^[^\s.,;:!?)]/.test(piece);
    text += touchesBefore || touchesAfter ? `${marks.edge}${piece}` : piece;
    afterMark = marked;
  }
  return text;
}

import type { Nodes, Parent, Root } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import type { Formatter } from "picocolors/types.js";
import wrapAnsi from "wrap-ansi";

/** How the few marks our texts use look; without colours each is the identity. */
export type Style = { readonly bold: Formatter; readonly code: Formatter; readonly dim: Formatter };

/**
 * A Markdown text as lines for a terminal `width` columns wide: lists keep their numbers and hang, a link shows its
 * address, labels and code stand out by `style`. Words are never cut unless longer than a line.
 */
export function markdownText(text: string, width: number, style: Style): readonly string[] {
  return blocks(fromMarkdown(text), width, style);
}

function blocks(parent: Root | Parent, width: number, style: Style): readonly string[] {
  const lines: string[] = [];
  for (const [index, node] of parent.children.entries()) {
    if (index > 0) lines.push("");
    lines.push(...block(node as Nodes, width, style));
  }
  return lines;
}

function block(node: Nodes, width: number, style: Style): readonly string[] {
  switch (node.type) {
    case "list":
      return node.children.flatMap((item, index) => {
        const mark = node.ordered === true ? `${(node.start ?? 1) + index}. ` : "• ";
        const inside = blocks(item, width - mark.length, style);
        return inside.map((line, row) => (row === 0 ? mark : " ".repeat(mark.length)) + line);
      });
    case "blockquote":
      return blocks(node, width - 2, style).map((line) => `${style.dim("│")} ${line}`);
    case "code":
      return node.value.split("\n").map((line) => `  ${style.code(line)}`);
    case "heading":
      return wrapped(style.bold(inline(node, style)), width);
    case "thematicBreak":
      return [style.dim("─".repeat(Math.min(width, 40)))];
    default:
      return wrapped(inline(node, style), width);
  }
}

function wrapped(text: string, width: number): readonly string[] {
  return wrapAnsi(text, Math.max(width, 20), { hard: true }).split("\n");
}

function inline(node: Nodes, style: Style): string {
  switch (node.type) {
    case "strong":
      return style.bold(children(node, style));
    case "inlineCode":
      return style.code(node.value);
    case "break":
      return "\n";
    case "link": {
      const label = children(node, style);
      return label === node.url ? label : `${label} (${node.url})`;
    }
    default:
      if ("children" in node) return children(node, style);
      return "value" in node ? node.value : "";
  }
}

function children(node: Parent, style: Style): string {
  return node.children.map((child) => inline(child as Nodes, style)).join("");
}

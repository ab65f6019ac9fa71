import type { Block, Document, Inline } from "./document.ts";

/** Addresses a link may lead to; any other is words. */
const SAFE = /^(?:https?:\/\/|mailto:|tel:)/i;

/**
 * How things look. Styles stand on each element, for mail programs drop style sheets. No colour of text or ground is set: each
 * program's own, light or dark, is the one its reader can read; what is grey is seen on both.
 */
const LOOK = {
  paragraph: "margin:0 0 16px",
  heading: "margin:24px 0 12px;font-size:18px;line-height:1.35;font-weight:bold",
  list: "margin:0 0 16px;padding:0 0 0 28px",
  item: "margin:0 0 6px",
  quote: "margin:0 0 16px;padding:2px 0 2px 14px;border-left:4px solid #808080",
  pre: "margin:0 0 16px;font-family:monospace;font-size:15px;white-space:pre-wrap",
  code: "font-family:monospace;font-size:15px",
  rule: "margin:28px 0;border:0;border-top:1px solid #808080",
  box: "margin:24px 0;padding:16px 16px 4px;border:1px solid #808080;border-radius:8px",
  boxList: "margin:0 0 12px;padding:0 0 0 28px",
  boxItem: "margin:0;padding:5px 0",
  table: "margin:0 0 20px;border-collapse:collapse;font-size:15px;line-height:1.4",
  caption: "text-align:left;font-weight:bold;padding:0 0 6px",
  cell: "padding:5px 14px 5px 0;border-bottom:1px solid #808080;text-align:left;vertical-align:top;overflow-wrap:break-word;word-break:normal",
} as const;

/** A document as HTML: no style sheet, no script, no picture, nothing fetched. */
export function htmlOf(document: Document): string {
  // The subject stands over a mail as its heading of level 1; no level below is left out.
  let level = 1;
  const headingLevel = (depth: number): number => {
    level = Math.min(depth + 1, level + 1, 6);
    return level;
  };

  function block(node: Block, boxed: boolean): string {
    switch (node.kind) {
      case "paragraph":
        return element("p", LOOK.paragraph, inlines(node.inside));
      case "heading":
        return element(`h${headingLevel(node.depth)}`, LOOK.heading, inlines(node.inside));
      case "list": {
        const look = boxed ? LOOK.boxItem : LOOK.item;
        const items = node.items.map((item) => element("li", look, itemOf(item, boxed))).join("\n");
        const start = node.start === null || node.start === 1 ? "" : ` start="${node.start}"`;
        const list = boxed ? LOOK.boxList : LOOK.list;
        return element(node.start === null ? "ul" : "ol", list, `\n${items}\n`, start);
      }
      case "quote":
        return element("blockquote", LOOK.quote, `\n${blocks(node.blocks, boxed)}\n`);
      case "code":
        return element("pre", LOOK.pre, escape(node.text));
      case "rule":
        return `<hr style="${LOOK.rule}">`;
      case "box":
        return element("div", LOOK.box, `\n${blocks(node.blocks, true)}\n`);
      case "section":
        return `<div lang="${node.language}">\n${blocks(node.blocks, boxed)}\n</div>`;
      case "table":
        return tableHtml(node);
    }
  }

  function blocks(nodes: readonly Block[], boxed: boolean): string {
    return nodes.map((node) => block(node, boxed)).join("\n");
  }

  /** A sentence alone needs no paragraph around it. */
  function itemOf(item: readonly Block[], boxed: boolean): string {
    const [first, ...others] = item;
    if (first?.kind !== "paragraph") return blocks(item, boxed);
    const rest = others.length === 0 ? "" : `\n${blocks(others, boxed)}`;
    return inlines(first.inside) + rest;
  }

  return blocks(document, false);
}

function tableHtml({ title, table }: Extract<Block, { kind: "table" }>): string {
  const row = (cells: readonly string[], tag: "th" | "td"): string => {
    const scope = tag === "th" ? ' scope="col"' : "";
    return `<tr>${cells.map((cell) => element(tag, LOOK.cell, foldable(cell), scope)).join("")}</tr>`;
  };
  const caption = title === null ? "" : element("caption", LOOK.caption, escape(title));
  const rows = table.rows.map((cells) => row(cells, "td")).join("\n");
  const head = `<thead>${row(table.heading, "th")}</thead>`;
  return element("table", LOOK.table, `${caption}\n${head}\n<tbody>\n${rows}\n</tbody>\n`);
}

/** A narrow column folds a host name or a path between its parts, and no word. */
function foldable(text: string): string {
  return escape(text).replace(/(\S{4,}?[./_-])(?=\S{4,})/g, "$1<wbr>");
}

function inlines(nodes: readonly Inline[]): string {
  return nodes.map(inline).join("");
}

function inline(node: Inline): string {
  switch (node.kind) {
    case "text":
      return escape(node.text);
    case "strong":
      return `<strong>${inlines(node.inside)}</strong>`;
    case "emphasis":
      return `<em>${inlines(node.inside)}</em>`;
    case "code":
      return element("code", LOOK.code, escape(node.text));
    case "break":
      return "<br>\n";
    case "link": {
      if (!SAFE.test(node.url)) return inlines(node.inside);
      const label = node.label === undefined ? "" : ` aria-label="${escape(node.label)}"`;
      return `<a href="${escape(node.url)}"${label}>${inlines(node.inside)}</a>`;
    }
  }
}

function element(tag: string, style: string, inside: string, attributes = ""): string {
  return `<${tag}${attributes} style="${style}">${inside}</${tag}>`;
}

const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** Text as it stands in HTML, in an attribute too. */
export function escape(text: string): string {
  return text.replace(/[&<>"]/g, (mark) => ENTITIES[mark] ?? mark);
}

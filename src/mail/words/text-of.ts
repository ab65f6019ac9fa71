import wrapAnsi from "wrap-ansi";
import type { Block, Document, Inline } from "./document.ts";
import { hanging, tableLines } from "./table-lines.ts";

/** Characters of a line (RFC 5322 §2.1.1). */
const WIDEST = 78;
/** An address that is read over in the middle of a sentence; a longer one is put at the end, under a number. */
const SHORT_ADDRESS = 40;
const RULE = "----------";

/**
 * A document as plain text, to be read aloud: lists keep their numbers, quotes their « > », and a long address stands at the
 * end under a number, `links` being the word above them. A line never begins with a « > » that is no quote: that of a menu
 * path stays with the word before it, else mail programs would take the rest of the path for quoted.
 */
export function textOf(document: Document, links: string): string {
  const addresses: string[] = [];

  function blocks(nodes: readonly Block[], width: number): readonly string[] {
    return nodes.flatMap((node, at) => (at === 0 ? block(node, width) : ["", ...block(node, width)]));
  }

  function block(node: Block, width: number): readonly string[] {
    switch (node.kind) {
      case "paragraph":
        return linkAlone(node.inside) ?? wrapped(inlines(node.inside), width);
      case "heading":
        return wrapped(inlines(node.inside), width);
      case "list":
        return node.items.flatMap((item, at) => {
          const mark = node.start === null ? "- " : `${node.start + at}. `;
          return hanging(mark, blocks(item, width - mark.length));
        });
      case "quote":
        return blocks(node.blocks, width - 2).map((line) => `> ${line}`.trimEnd());
      case "code":
        return node.text.split("\n").flatMap((line) => wrapped(line, width));
      case "rule":
        return [RULE];
      case "box":
      case "section":
        return blocks(node.blocks, width);
      case "table":
        return [
          ...(node.title === null ? [] : wrapped(node.title, width)),
          ...tableLines(node.table, width, wrapped),
        ];
    }
  }

  /** A link that is a sentence of its own has its address below it. */
  function linkAlone(nodes: readonly Inline[]): readonly string[] | undefined {
    const [link, ...others] = nodes;
    if (link?.kind !== "link" || link.clickOnly === true || others.length > 0) return undefined;
    const words = inlines(link.inside);
    return words === link.url ? undefined : [...wrapped(words, WIDEST), link.url];
  }

  function inlines(nodes: readonly Inline[]): string {
    return nodes.map(inline).join("");
  }

  function inline(node: Inline): string {
    switch (node.kind) {
      case "text":
      case "code":
        return node.text;
      case "strong":
      case "emphasis":
        return inlines(node.inside);
      case "break":
        return "\n";
      case "link": {
        const words = inlines(node.inside);
        const shown = node.url.replace(/^(?:mailto|tel):/i, "");
        if (node.clickOnly === true || words === shown || words === node.url) return words;
        return `${words} ${shown.length <= SHORT_ADDRESS ? `(${shown})` : `[${numberOf(shown)}]`}`;
      }
    }
  }

  function numberOf(address: string): number {
    if (!addresses.includes(address)) addresses.push(address);
    return addresses.indexOf(address) + 1;
  }

  const lines = blocks(document, WIDEST);
  const list = addresses.map((address, at) => `[${at + 1}] ${address}`);
  return [...lines, ...(list.length === 0 ? [] : ["", links, ...list])].join("\n");
}

/** Words are never cut: only one that is longer than a line, an address most often, is. */
function wrapped(text: string, width: number): readonly string[] {
  const kept = text.replace(/ (>+) /g, "\u00A0$1 ");
  return wrapAnsi(kept, width, { hard: false }).split("\n");
}

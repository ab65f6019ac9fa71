import type { Nodes } from "mdast";
import type { Figure, FigureTable, Output } from "../src/message.ts";
import { markdownTree } from "./markdownTree.ts";
import type { Loss } from "./preview.ts";

/** Words of an output that are nowhere in what a platform `shown` of it: none, or one loss. Numbers of lists are set anew. */
export function lostWords(
  output: Output,
  table: (figure: Figure) => FigureTable,
  shown: readonly string[],
): readonly Loss[] {
  const left = new Map<string, number>();
  for (const word of wordsOf(shown.join("\n"))) left.set(word, (left.get(word) ?? 0) + 1);
  const lost = wordsSaid(output, table).filter((word) => {
    const count = left.get(word) ?? 0;
    left.set(word, count - 1);
    return count <= 0;
  });
  return lost.length === 0 ? [] : [{ kind: "words", words: lost }];
}

/** The words of an output, told once however many platforms are asked. */
const said = new WeakMap<Output, readonly string[]>();

function wordsSaid(output: Output, table: (figure: Figure) => FigureTable): readonly string[] {
  let words = said.get(output);
  if (words === undefined) {
    words = wordsOf(textsOf(output, table).join("\n"));
    said.set(output, words);
  }
  return words;
}

function textsOf(output: Output, table: (figure: Figure) => FigureTable): readonly string[] {
  switch (output.type) {
    case "draft":
      return [output.subject, output.body, output.to, output.phone, output.form].map((one) => one ?? "");
    case "ticket":
      return plainTexts(markdownTree(output.text));
    case "message": {
      const text = plainTexts(markdownTree(output.text));
      if (output.figure === undefined) return text;
      const { heading, rows } = table(output.figure);
      // The text of a figure is its title, which need not be shown twice.
      const title = output.text.includes(output.figure.title) ? [] : [output.figure.title];
      return [...text, ...title, ...heading, ...rows.flat()];
    }
  }
}

/** All that is to be read in a Markdown text, the addresses of its links too. */
function plainTexts(node: Nodes): readonly string[] {
  const address = "url" in node ? [node.url] : [];
  if (node.type === "image") return [node.alt ?? "", ...address];
  if ("children" in node) {
    const inside: readonly Nodes[] = node.children;
    // An address that is its own label is shown once.
    const texts = inside.flatMap(plainTexts);
    return texts.join("") === address[0] ? texts : [...texts, ...address];
  }
  return "value" in node ? [node.value] : address;
}

/** Letters and digits in a row; what stands for a character in an address or in Slack's own writing is read as it. */
function wordsOf(text: string): readonly string[] {
  const plain = text
    .replace(/%([0-7][0-9a-f])/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    .replace(/&(?:amp|lt|gt);/g, " ")
    .replace(/[\u200b\\]/g, "");
  return plain.match(/[\p{L}\p{N}]+/gu) ?? [];
}

import type { Root } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";

let last: { readonly text: string; readonly tree: Root } | undefined;

/**
 * A Markdown text as a tree that nobody changes. The one read last is kept: a message is read for what is shown and for what
 * is told in a notification, and by one renderer after the other.
 */
export function markdownTree(text: string): Root {
  if (last?.text !== text) last = { text, tree: fromMarkdown(text) };
  return last.tree;
}

import type { Nodes } from "mdast";
import { markdownTree } from "../markdownTree.ts";
import { splitText } from "../splitText.ts";
import { escapeText } from "./escapeText.ts";
import { LIMITS } from "./limits.ts";
import { blockText, MRKDWN, PLAIN } from "./mrkdwn.ts";

/** A part of a text as Slack shows it, and the same without marks. */
export type Section = { readonly shown: string; readonly plain: string };

/** A Markdown text as few sections as hold it, each within Slack's limit; nothing of it is lost. */
export function markdownSections(text: string): readonly Section[] {
  const sections: Section[] = [];
  let open: Section | undefined;
  for (const block of markdownTree(text).children) {
    for (const part of withinLimit(block, text)) {
      const joined: Section | undefined = open && {
        shown: `${open.shown}\n\n${part.shown}`,
        plain: `${open.plain}\n\n${part.plain}`,
      };
      if (joined !== undefined && joined.shown.length <= LIMITS.section) open = joined;
      else {
        if (open !== undefined) sections.push(open);
        open = part;
      }
    }
  }
  return open === undefined ? sections : [...sections, open];
}

function withinLimit(block: Nodes, text: string): readonly Section[] {
  const whole = section(block);
  if (whole.shown.length <= LIMITS.section) return [whole];
  if (block.type === "code") return codeParts(block.value);
  if (block.type === "list") {
    return splitText(whole.shown, LIMITS.section).map((shown) => ({ shown, plain: shown }));
  }
  // The source with its entities is never shorter than what is shown of it.
  const source = text.slice(block.position?.start.offset ?? 0, block.position?.end.offset);
  const parts = splitText(source, LIMITS.section, (part) => escapeText(part).length);
  return parts.map((part) => section(markdownTree(part)));
}

function section(node: Nodes): Section {
  return { shown: blockText(node, MRKDWN), plain: blockText(node, PLAIN) };
}

/** A block of code in several, each with its own fences. */
export function codeParts(value: string): readonly Section[] {
  const fences = MRKDWN.block("").length;
  return splitLines(escapeText(value), LIMITS.section - fences).map((lines) => ({
    shown: MRKDWN.block(lines),
    plain: lines,
  }));
}

/** Whole lines together as far as they go; a line longer than the limit is cut. Blanks at the head of lines stay. */
export function splitLines(text: string, limit: number): readonly string[] {
  const parts: string[] = [];
  let open: string | undefined;
  const lines = text.split("\n").flatMap((one) => (one.length <= limit ? [one] : splitText(one, limit)));
  for (const line of lines) {
    const joined: string | undefined = open === undefined ? undefined : `${open}\n${line}`;
    if (joined !== undefined && joined.length <= limit) open = joined;
    else {
      if (open !== undefined) parts.push(open);
      open = line;
    }
  }
  return open === undefined ? parts : [...parts, open];
}

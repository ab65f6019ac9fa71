import { XMLParser } from "fast-xml-parser";
import type { Found } from "./finding.ts";
import { found } from "./finding.ts";
import { faultFinding } from "./read-xml.ts";
import { xmlReader } from "./xml-reader.ts";

/** A small document as values: elements by their local name, attributes as `@name`, text as `#text`. */
export type Node = { readonly [name: string]: unknown };

export type Tree =
  | { readonly kind: "read"; readonly root: Node }
  | { readonly kind: "fault"; readonly found: Found };

const parser = new XMLParser({
  removeNSPrefix: true,
  ignoreAttributes: false,
  attributeNamePrefix: "@",
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: true,
  ignoreDeclaration: true,
  ignorePiTags: true,
});

/** The part of a text from an element's first tag to its last; to the end where it is not closed. */
export function fragmentOf(text: string, name: string): { readonly from: number; readonly to: number } {
  const from = text.search(new RegExp(`<(?:[\\w.-]+:)?${name}\\b`));
  if (from < 0) return { from: 0, to: text.length };
  const closing = [...text.matchAll(new RegExp(`</(?:[\\w.-]+:)?${name}\\s*>`, "g"))].at(-1);
  const to = closing === undefined ? text.length : closing.index + closing[0].length;
  // What stands before is read too where it is a document of its own: a declaration, a DOCTYPE, a comment.
  return { from: /^\s*(?:\uFEFF)?\s*<[?!]/.test(text.slice(0, from)) ? 0 : from, to: Math.max(to, from) };
}

/** Reads a fragment: judged by saxes, like every document, then turned into values. */
export function readTree(text: string, { from, to }: { readonly from: number; readonly to: number }): Tree {
  const fragment = text.slice(from, to);
  const reader = xmlReader({ keep: () => false });
  reader.write(fragment);
  const { fault } = reader.end();
  const line = text.slice(0, from).split("\n").length - 1;
  if (fault !== null) {
    const where = { line: fault.where.line + line, column: fault.where.column };
    return { kind: "fault", found: faultFinding({ ...fault, where }) };
  }
  try {
    return { kind: "read", root: parser.parse(fragment) as Node };
  } catch {
    return { kind: "fault", found: found("xml-not-well-formed", { values: { line: 1, column: 1 } }) };
  }
}

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The first child of a name; text alone counts as an element with text. */
export function nodeAt(node: Node | undefined, name: string): Node | undefined {
  const value = node?.[name];
  const one = Array.isArray(value) ? (value as unknown[])[0] : value;
  if (isNode(one)) return one;
  return one === undefined || one === null ? undefined : { "#text": String(one) };
}

/** All children of a name. */
export function nodesAt(node: Node | undefined, name: string): readonly Node[] {
  const value = node?.[name];
  const list: readonly unknown[] = Array.isArray(value) ? value : value === undefined ? [] : [value];
  return list.map((one) => (isNode(one) ? one : { "#text": String(one) }));
}

/**
 * Every text below a node, by the name of its element (`""` for the node's own) or `@attribute`. An element with the
 * attributes `name` and `value` is taken as one of that name.
 */
export function leavesOf(node: Node | undefined): ReadonlyMap<string, readonly string[]> {
  const leaves = new Map<string, string[]>();
  const add = (name: string, value: string): void => {
    const known = leaves.get(name);
    if (known === undefined) leaves.set(name, [value]);
    else known.push(value);
  };
  const walk = (name: string, value: unknown): void => {
    if (Array.isArray(value)) {
      for (const one of value) walk(name, one);
    } else if (isNode(value)) {
      const named = value["@name"];
      const given = value["@value"];
      if (typeof named === "string" && typeof given === "string") {
        add(named, given);
        return;
      }
      for (const [child, inner] of Object.entries(value)) walk(child === "#text" ? name : child, inner);
    } else if (value !== undefined && value !== null) add(name, String(value));
  };
  if (node !== undefined) walk("", node);
  return leaves;
}

import type { Hiding } from "./hide.ts";
import { hide } from "./hide.ts";

/** A tag of pasted XML; « <nom@exemple.fr> » and « Ressources > Élèves » are none. */
const TAG =
  /<(?:\?xml\b[^<>]{0,500}\?|\/?([A-Za-z_][\w.-]{0,60}(?::[\w.-]{1,60})?)(?:\s[^<>]{0,4000})?\/?)>/g;

/** The failure a CAS or SAML answer names: it tells what is wrong and nothing of anybody. */
const FAILURE = /\b(?:code|Value)\s*=\s*["']((?:\w{1,20}:)?[A-Z][A-Za-z_]{3,40})["']/;

type Tag = { readonly start: number; readonly end: number; readonly name: string | undefined };

/**
 * Hides pasted XML whole: an answer of a CAS server, an identifiers file, a roster. The code of a failure is kept
 * beside the placeholder. A lone tag without attributes is no XML and stays.
 */
export function hideXml(text: string, hiding: Hiding): string {
  const tags: Tag[] = [...text.matchAll(TAG)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
    name: match[1],
  }));
  let out = "";
  let last = 0;
  for (const [from, to] of blocks(text, tags)) {
    const block = text.slice(from, to);
    const failure = FAILURE.exec(block)?.[1];
    out += text.slice(last, from) + hide(hiding, "XML");
    if (failure !== undefined && !/Success/.test(failure)) out += ` ${hiding.mask.hold(failure)}`;
    last = to;
  }
  return out + text.slice(last);
}

/** Farther apart than this, two tags do not belong together unless an element holds both. */
const APART = 600;

function blocks(text: string, tags: readonly Tag[]): (readonly [number, number])[] {
  const found: (readonly [number, number])[] = [];
  let index = 0;
  while (index < tags.length) {
    const first = tags[index];
    if (first === undefined) break;
    let to = first.end;
    let count = 1;
    const close = first.name === undefined ? -1 : text.indexOf(`</${first.name}>`, first.end);
    if (close >= 0) to = close + `</${first.name}>`.length;
    let next = index + 1;
    for (let tag = tags[next]; tag !== undefined && tag.start < to + APART; tag = tags[next]) {
      to = Math.max(to, tag.end);
      count += 1;
      next += 1;
    }
    if (count > 1 || /\s\w+\s*=|^<\?/.test(text.slice(first.start, first.end))) {
      // What follows the last tag of a copy cut short is still of it, to the end of the line.
      const closed = close >= 0 || text.slice(to - 2, to) === "/>";
      found.push([first.start, closed ? to : lineEnd(text, to)]);
    }
    index = next;
  }
  return found;
}

function lineEnd(text: string, from: number): number {
  const end = text.indexOf("\n", from);
  return end < 0 ? text.length : end;
}

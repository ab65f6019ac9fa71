import type { Span } from "../lines.ts";

type Tag = {
  readonly name: string;
  /** The name without its prefix. */
  readonly local: string;
  readonly attributes: string;
  readonly start: number;
  readonly end: number;
  readonly closes: boolean;
  /** Index of the tag that ends the element; -1 where none does. */
  closed: number;
};

const TAG = /<(\/?)((?:[\w.-]{1,40}:)?([A-Za-z_][\w.-]{0,60}))(?=[\s/>])([^<>]{0,4000})(>?)/g;

/** Declarations and instructions above a root. */
const PROLOGUE = /(?:<[?!][^<>]{0,400}>\s{0,8}){1,3}$/;
const LONGEST_PROLOGUE = 800;

/** Roots that are an answer of a server, wherever they stand in a line (CAS Protocol 3.0.3 §2.5, SAML 1.1 and 2.0). */
const ANSWER =
  /^(?:serviceResponse|Envelope|Response|Assertion|ArtifactResponse|AuthnRequest|LogoutRequest|LogoutResponse|EntityDescriptor)$/;

/** Elements of pages: by themselves they are how a message is written, not a document. */
const OF_PAGES =
  /^(?:a|abbr|article|b|blockquote|br|button|center|code|div|em|font|footer|h[1-6]|header|hr|i|img|input|kbd|label|li|link|main|meta|nav|ol|option|p|pre|q|s|section|select|small|span|strike|strong|style|sub|sup|table|tbody|td|th|thead|title|tr|u|ul)$/i;

/** Least tags of a document: a root with one element in it. */
const LEAST_TAGS = 4;

/** Between two tags of what was cut short. */
const LONGEST_GAP = 500;

function tagsOf(text: string): readonly Tag[] {
  const tags: Tag[] = [];
  const open = new Map<string, number[]>();
  for (const match of text.matchAll(TAG)) {
    const [whole, slash, name = "", local = "", attributes = ""] = match;
    const closes = slash === "/";
    const index = tags.length;
    tags.push({
      name,
      local,
      attributes,
      start: match.index,
      end: match.index + whole.length,
      closes,
      closed: -1,
    });
    const begun = open.get(name) ?? [];
    if (closes) {
      const opening = tags[begun.pop() ?? -1];
      if (opening !== undefined) opening.closed = index;
    } else if (attributes.endsWith("/")) {
      const self = tags[index];
      if (self !== undefined) self.closed = index;
    } else begun.push(index);
    open.set(name, begun);
  }
  return tags;
}

/** The last tag of an element that was cut short: none stands past an empty line or far below. */
function lastTag(text: string, tags: readonly Tag[], from: number): number {
  let last = from;
  while (last + 1 < tags.length) {
    const gap = text.slice(tags[last]?.end, tags[last + 1]?.start);
    if (gap.length > LONGEST_GAP || /\n[^\S\n]*\n/.test(gap)) break;
    last += 1;
  }
  return last;
}

/** The tag a document that begins with tag `at` ends with, or -1 where none begins there. */
function documentEnd(text: string, tags: readonly Tag[], at: number, prologue: boolean): number {
  const tag = tags[at];
  if (tag === undefined || tag.closes) return -1;
  const page = tag.local.toLowerCase() === "html";
  const answer = ANSWER.test(tag.local) && (tag.name.includes(":") || tag.attributes.includes("xmlns"));
  if (answer || page || tag.local === "serviceResponse" || prologue) {
    const end = tag.closed >= 0 ? tag.closed : lastTag(text, tags, at);
    // Named in a sentence, a root has nothing in it.
    return end > at + 1 || tag.attributes.includes("xmlns") || (prologue && end > at) ? end : -1;
  }
  const line = text.slice(Math.max(0, tag.start - 40), tag.start);
  const begins = tag.start === 0 || /(?:^|[\r\n])\s*$/.test(line);
  if (!begins || OF_PAGES.test(tag.local)) return -1;
  return tag.closed - at >= LEAST_TAGS - 1 ? tag.closed : -1;
}

/** Where documents of markup stand in a text: answers of CAS and SAML, pages, any other XML. In order and apart. */
export function markupIn(text: string): readonly Span[] {
  if (!text.includes("<")) return [];
  const tags = tagsOf(text);
  const spans: Span[] = [];
  let least = 0;
  for (let at = 0; at < tags.length; at++) {
    const tag = tags[at];
    if (tag === undefined) break;
    const above = text.slice(Math.max(least, tag.start - LONGEST_PROLOGUE), tag.start);
    const prologue = above.endsWith("<") ? null : prologueOf(above);
    const end = documentEnd(text, tags, at, prologue !== null);
    const last = tags[end];
    if (last === undefined) continue;
    spans.push([tag.start - (prologue?.length ?? 0), last.end]);
    least = last.end;
    at = end;
  }
  return spans;
}

function prologueOf(above: string): string | null {
  return />\s{0,8}$/.test(above) ? (PROLOGUE.exec(above)?.[0] ?? null) : null;
}

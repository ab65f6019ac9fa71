import { textDecoder } from "./text-decoder.ts";
import type { Head, Source } from "./artefact.ts";
import { kindOfBytes, looksBinary } from "./bytes-kind.ts";
import { charsetOf } from "./charset.ts";
import type { Opened } from "./open-head.ts";
import { HEAD } from "./open-head.ts";
import type { XmlRoot } from "./xml-reader.ts";
import { xmlReader } from "./xml-reader.ts";

/** The beginning of markup that is no web page; a log's `<34>` or an arrow is no markup. */
const XML_START = /^\s*<(?!!doctype\s+html\b|(?:html|head|body)\b)(?:[?!:_\p{L}]|$)/iu;

const STEP = 1_024;

/** The first element named in a head: what a document is whose reading stops before its root. */
function rootNamed(text: string): XmlRoot {
  const tag = /<(?:[\w.-]+:)?([A-Za-z_][\w.-]*)(?=[\s/>])([^>]{0,4000})/.exec(text);
  return { name: tag?.[1] ?? "", uri: tag?.[2] ?? "", attributes: {}, where: { line: 1, column: 1 } };
}

/** The first element of a text that begins as XML; its name is empty where there is none, null where it is no XML. */
function rootOf(text: string): XmlRoot | null {
  if (!XML_START.test(text)) return null;
  const reader = xmlReader({ keep: () => false });
  // The root stands near the beginning: what follows it is not parsed twice.
  for (let at = 0; at < text.length && reader.root() === null; at += STEP) {
    if (!reader.write(text.slice(at, at + STEP))) break;
  }
  return reader.root() ?? rootNamed(text);
}

/** What the beginning of a file shows. */
function headOf(opened: Opened): Head {
  const bytes = opened.head;
  const charset = charsetOf(bytes);
  const binary = !charset.label.startsWith("utf-16") && looksBinary(bytes);
  const byBytes = kindOfBytes(bytes) ?? (binary ? "binary" : null);
  const text = byBytes === null ? textDecoder(charset.label).decode(bytes, { stream: true }) : "";
  let root: XmlRoot | null | undefined;
  return {
    bytes,
    charset,
    text,
    whole: bytes.length < HEAD,
    byBytes,
    get root() {
      return (root ??= byBytes === null ? rootOf(text) : null);
    },
  };
}

/** A file as the kinds see it. */
export function sourceOf(opened: Opened): Source {
  const head = headOf(opened);
  return {
    head,
    opened,
    async *text() {
      const decoder = textDecoder(head.charset.label);
      yield decoder.decode(opened.head, { stream: true });
      for await (const chunk of opened.rest()) yield decoder.decode(chunk, { stream: true });
      yield decoder.decode();
    },
  };
}

/** A whole text, up to `limit` characters; null past it. */
export async function wholeText(source: Source, limit: number): Promise<string | null> {
  const parts: string[] = [];
  let length = 0;
  for await (const part of source.text()) {
    length += part.length;
    if (length > limit) return null;
    parts.push(part);
  }
  return parts.join("");
}

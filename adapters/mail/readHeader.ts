import { Headers } from "@zone-eu/mailsplit";
import libmime from "libmime";
import { parseAddressHeader } from "mailparser";
import type { MailAddress } from "../mail.ts";
import { decodeText } from "./decodeText.ts";

/** Header fields in their order, by name in lower case. */
export type Header = {
  /** Unfolded, encoded words as they are: what has a grammar of its own is read from these. */
  readonly raw: ReadonlyMap<string, readonly string[]>;
  /** Unfolded and decoded. */
  readonly decoded: ReadonlyMap<string, readonly string[]>;
};

/** Longest value read: no list of recipients is longer, and what reads addresses is given no more. */
const LONGEST = 64 * 1024;
/** Fields of one header, addresses of one field and ids of one field that are read. */
const MOST = 500;

const FIELD_NAME = /^[!-9;-~]{1,100}$/;

/** Of a header larger than this, in bytes, the beginning is read. */
export const LARGEST_HEADER = 256 * 1024;

/** The bytes of a header, without what follows it; empty lines above it are none of it. */
export function headerBlock(bytes: Uint8Array): Buffer {
  let from = 0;
  while (bytes[from] === 13 || bytes[from] === 10) from += 1;
  const start = Buffer.from(
    bytes.buffer,
    bytes.byteOffset + from,
    Math.min(bytes.length - from, LARGEST_HEADER),
  );
  return start.subarray(0, /\r?\n\r?\n/.exec(start.toString("latin1"))?.index ?? start.length);
}

/** Header of a mail or of one of its parts, from the bytes of the header alone or with what follows it. */
export function readHeader(bytes: Uint8Array): Header {
  return headerOf(new Headers(headerBlock(bytes)).getList());
}

/** The same from lines as mailsplit gives them: one character a byte, folded. */
export function headerOf(lines: readonly { readonly key: string; readonly line: string }[]): Header {
  const raw = new Map<string, string[]>();
  const decoded = new Map<string, string[]>();
  for (const { key, line } of lines.slice(0, MOST)) {
    if (!FIELD_NAME.test(key)) continue;
    const value = decodeText(Buffer.from(line.slice(line.indexOf(":") + 1), "latin1"), null)
      .slice(0, LONGEST)
      .replace(/[\r\n]+[ \t]*/g, " ");
    add(raw, key, oneLine(value));
    add(decoded, key, oneLine(decodeWords(value)));
  }
  return { raw, decoded };
}

function add(to: Map<string, string[]>, key: string, value: string): void {
  const before = to.get(key);
  if (before === undefined) to.set(key, [value]);
  else before.push(value);
}

/** Encoded words may hold line breaks and worse, to be taken for another field. */
export function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029\uFEFF]+/gu, " ").trim();
}

/** RFC 2047; a word that cannot be read stays as it is. */
export function decodeWords(value: string): string {
  try {
    return libmime.decodeWords(value);
  } catch {
    return value;
  }
}

/** First value of a field as it is, or null. */
export function firstRaw(header: Header, key: string): string | null {
  return header.raw.get(key)?.[0] ?? null;
}

const ADDRESS = /^[^\s@<>]{1,64}@[^\s@<>]{1,255}$/;

/** The addresses of a field, groups opened; what is no address is left out. */
export function addressesOf(header: Header, key: string): readonly MailAddress[] {
  const values = header.raw.get(key) ?? [];
  return parseAddressHeader([...values], { flatten: true, decodePunycode: false })
    .value.slice(0, MOST)
    .map(({ address, name }) => ({ address: (address ?? "").toLowerCase(), name: oneLine(name) }))
    .filter(({ address }) => ADDRESS.test(address));
}

/** The ids of a field, with their angle brackets; without any, a word that can be one gets them. */
export function idsOf(header: Header, key: string): readonly string[] {
  const value = (header.raw.get(key) ?? []).join(" ");
  const ids = value.match(/<[^<>\s]{1,998}>/g);
  if (ids !== null) return ids.slice(-MOST);
  return value
    .split(/\s+/)
    .filter((word) => /^[^<>\s@]+@[^<>\s@]+$/.test(word))
    .slice(-MOST)
    .map((word) => `<${word}>`);
}

import { Readable, pipeline } from "node:stream";
import type { Transform } from "node:stream";
import { finished } from "node:stream/promises";
import type { SplitterChunk } from "@zone-eu/mailsplit";
import { Splitter } from "@zone-eu/mailsplit";
import type { MailLimits } from "./mailLimits.ts";
import type { Header } from "./readHeader.ts";
import { LARGEST_HEADER, headerOf, readHeader } from "./readHeader.ts";

/** One part of a mail, or the mail itself, as MIME has it (RFC 2045); its transfer encoding undone. */
export type Part = {
  readonly header: Header;
  /** Media type in lower case. */
  readonly type: string;
  readonly charset: string | null;
  /** Format=flowed (RFC 3676): whether the space before a soft break is taken away. Null where it is not. */
  readonly flowed: { readonly deletesSpace: boolean } | null;
  readonly disposition: string | null;
  /** As the sender gave it, decoded (RFC 2231, RFC 2047) and not yet cleaned. */
  readonly name: string | null;
  /** Empty in a multipart. */
  readonly bytes: Uint8Array;
  /** Whether there was more than is taken. Of a text the beginning is there, of a file nothing. */
  readonly cut: boolean;
  readonly parts: readonly Part[];
};

export type Parts = {
  readonly root: Part;
  /** Whether something of the structure is damaged. */
  readonly broken: boolean;
  /** Whether there were more parts than are read. */
  readonly more: boolean;
};

/** Parts that may still be read of a mail, those of the mails attached to it included. */
export type Budget = { parts: number };

type Node = Extract<SplitterChunk, { type: "node" }>;

/** What is fed at once: what reads it lets others work between two pieces. */
const PIECE = 64 * 1024;

/** The parts of a mail, or of what is written as one. Whatever the bytes are, something is made of them. */
export async function readParts(raw: Uint8Array, limits: MailLimits, budget: Budget): Promise<Parts> {
  const first = await split(raw, limits, budget);
  const named = first.root.type.startsWith("multipart/") && first.root.parts.length === 0 && !first.more;
  const mended = named ? withBoundary(raw) : null;
  return mended === null ? first : { ...(await split(mended, limits, budget)), broken: true };
}

async function split(raw: Uint8Array, limits: MailLimits, budget: Budget): Promise<Parts> {
  const splitter = new Splitter({
    ignoreEmbedded: true,
    maxHeadSize: LARGEST_HEADER,
    maxChildNodes: limits.parts + 2,
  });
  // Its error comes out of the loop below as well.
  pipeline(Readable.from(pieces(raw)), splitter, () => undefined);
  const open = new Map<Node, OpenPart>();
  let root: OpenPart | null = null;
  let last: OpenPart | null = null;
  let broken = false;
  let more = false;
  try {
    for await (const chunk of splitter as AsyncIterable<SplitterChunk>) {
      if (chunk.type === "body") open.get(chunk.node)?.take(chunk.value);
      if (chunk.type !== "node") continue;
      await last?.end();
      if (budget.parts === 0) {
        more = true;
        break;
      }
      budget.parts -= 1;
      last = new OpenPart(chunk, limits);
      open.set(chunk, last);
      if (chunk.parentNode !== false) open.get(chunk.parentNode)?.parts.push(last);
      root ??= last;
    }
  } catch {
    broken = true;
  }
  await last?.end();
  const parts = [...open.values()];
  if (root === null) return { root: headerOnly(raw), broken: true, more };
  broken ||= parts.some((part) => part.broken) || (!more && !isClosed(root.node, raw));
  return { root: root.read(), broken, more };
}

function* pieces(raw: Uint8Array): Generator<Buffer> {
  const bytes = Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength);
  let at = 0;
  // Before a header there is nothing; a program's line break is no end of one.
  while (bytes[at] === 13 || bytes[at] === 10) at += 1;
  for (; at < bytes.length; at += PIECE) yield bytes.subarray(at, at + PIECE);
}

function headerOnly(raw: Uint8Array): Part {
  return {
    header: readHeader(raw),
    type: "text/plain",
    charset: null,
    flowed: null,
    disposition: null,
    name: null,
    bytes: new Uint8Array(),
    cut: true,
    parts: [],
  };
}

/** Whether the last delimiter of a mail stands in it: what was torn off has none. */
function isClosed({ multipart, _boundary }: Node, raw: Uint8Array): boolean {
  if (multipart === false) return true;
  return (
    _boundary !== false &&
    Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength).includes(`--${_boundary.toString()}--`)
  );
}

/** A multipart that names no boundary, or another than it has: the first line of its body that can be one. */
function withBoundary(raw: Uint8Array): Buffer | null {
  const text = Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength).toString("latin1");
  const body = /\r?\n\r?\n/.exec(text);
  if (body === null) return null;
  const end = body.index + body[0].length;
  const boundary = /(?:^|\n)--([!-~]{1,70})[ \t]*\r?\n(?:content-|\r?\n)/i.exec(
    text.slice(end, end + PIECE),
  )?.[1];
  const type = boundary === undefined ? "text/plain" : `multipart/mixed; boundary="${boundary}"`;
  const kept = text.slice(0, body.index).replace(/(?:^|\n)content-type:[^\n]*(?:\n[ \t][^\n]*)*/gi, "");
  return Buffer.from(
    `Content-Type: ${type}\r\n${kept.replace(/^\r?\n/, "")}${text.slice(body.index)}`,
    "latin1",
  );
}

/** A part that is being read. */
class OpenPart {
  readonly node: Node;
  readonly parts: OpenPart[] = [];
  broken = false;
  readonly #decoder: Transform;
  readonly #isText: boolean;
  readonly #most: number;
  #chunks: Buffer[] = [];
  #size = 0;
  #cut = false;

  constructor(node: Node, limits: MailLimits) {
    this.node = node;
    this.#isText = mediaType(node).startsWith("text/") && node.disposition !== "attachment";
    // HTML may hold pictures: what is text of it is known once they are taken out.
    this.#most = this.#isText && node.contentType !== "text/html" ? limits.text : limits.attachment;
    this.#decoder = node.getDecoder();
    this.#decoder.on("data", (chunk: Buffer) => this.#keep(chunk));
    this.#decoder.on("error", () => {
      this.broken = true;
    });
  }

  #keep(chunk: Buffer): void {
    if (this.#cut) return;
    this.#chunks.push(chunk);
    this.#size += chunk.length;
    if (this.#size <= this.#most) return;
    this.#cut = true;
    this.#chunks = this.#isText ? [Buffer.concat(this.#chunks).subarray(0, this.#most)] : [];
  }

  take(bytes: Buffer): void {
    // What comes after parts of its own is of a multipart that does not say that it is one.
    if (this.#decoder.writableEnded) this.broken = true;
    if (!this.#cut && !this.broken) this.#decoder.write(bytes);
  }

  async end(): Promise<void> {
    if (this.broken || this.#decoder.writableEnded) return;
    this.#decoder.end();
    await finished(this.#decoder).catch(() => undefined);
  }

  read(): Part {
    const { node } = this;
    return {
      header: headerOf(node.headers === false ? [] : node.headers.getList()),
      type: mediaType(node),
      charset: node.charset === false ? null : node.charset,
      flowed: node.flowed ? { deletesSpace: node.delSp } : null,
      disposition: node.disposition === false ? null : node.disposition,
      name: node.filename === false ? null : node.filename,
      bytes: Buffer.concat(this.#chunks),
      cut: this.#cut,
      parts: this.parts.map((part) => part.read()),
    };
  }
}

/** « text » and « html » are what old programs call them. */
function mediaType({ contentType }: Node): string {
  if (contentType === false || contentType === "text" || contentType === "plain") return "text/plain";
  if (contentType === "html") return "text/html";
  return contentType.includes("/") ? contentType : "application/octet-stream";
}

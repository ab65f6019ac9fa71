import type { Charset } from "./charset.ts";
import type { Opened } from "./open-head.ts";
import type { XmlFault, XmlRead, XmlRoot } from "./xml-reader.ts";
import { XML_LIMITS, xmlReader } from "./xml-reader.ts";

/** A mail's quoted-printable shows in the markup itself. */
const QUOTED_PRINTABLE = /<[^>]{0,400}=3D["']/i;

function unquoted(text: string): string {
  return text
    .replace(/=\r?\n/g, "")
    .replace(/(?:=[0-9A-F]{2})+/gi, (codes) =>
      Buffer.from(codes.replaceAll("=", ""), "hex").toString("utf8"),
    );
}

const TOO_LARGE: XmlFault = { kind: "limits", where: { line: 1, column: 1 }, what: "size" };

/** `replaced`: a byte that is none of the charset's was read as U+FFFD, or the file already held one. */
type Read = XmlRead & { readonly replaced: boolean };

/** A document, and whether something had to be undone to read it. */
export type ReadXml = XmlRead & { readonly damaged: boolean };

/**
 * Reads the XML of an opened file, whose head as text is `head`; `keep` as `xmlReader` has it. What a mail programme
 * escaped is undone first, for which alone the file is held whole; past `XML_LIMITS.bytes` nothing more is read.
 */
export async function readXml(
  opened: Opened,
  charset: Charset,
  head: string,
  keep: (root: XmlRoot) => boolean,
): Promise<ReadXml> {
  if (QUOTED_PRINTABLE.test(head)) return { ...(await readMailed(opened, charset, keep)), damaged: true };
  const read = await readPieces(opened, charset, keep);
  return { ...read, damaged: charset.damaged || read.replaced };
}

async function readPieces(opened: Opened, charset: Charset, keep: (root: XmlRoot) => boolean): Promise<Read> {
  const reader = xmlReader(keep);
  const decoder = new TextDecoder(charset.label);
  let replaced = false;
  const write = (text: string): boolean => {
    replaced ||= text.includes("\uFFFD");
    return reader.write(text);
  };
  let bytes = opened.head.length;
  let going = write(decoder.decode(opened.head, { stream: true }));
  if (going) {
    for await (const chunk of opened.rest()) {
      bytes += chunk.length;
      if (bytes > XML_LIMITS.bytes) return { ...reader.end(), fault: TOO_LARGE, replaced };
      going = write(decoder.decode(chunk, { stream: true }));
      if (!going) break;
    }
  }
  // A character cut by the end of the file is no damage of encoding: the file is cut, which the reader tells.
  if (going) reader.write(decoder.decode());
  return { ...reader.end(), replaced };
}

async function readMailed(
  opened: Opened,
  charset: Charset,
  keep: (root: XmlRoot) => boolean,
): Promise<XmlRead> {
  const reader = xmlReader(keep);
  const chunks = [opened.head];
  let bytes = opened.head.length;
  for await (const chunk of opened.rest()) {
    bytes += chunk.length;
    if (bytes > XML_LIMITS.bytes) return { ...reader.end(), fault: TOO_LARGE };
    chunks.push(chunk);
  }
  reader.write(unquoted(new TextDecoder(charset.label).decode(Buffer.concat(chunks))));
  return reader.end();
}

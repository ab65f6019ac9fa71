import { textDecoder } from "./text-decoder.ts";
import type { Source } from "./artefact.ts";
import type { Found } from "./finding.ts";
import { found } from "./finding.ts";
import type { XmlFault, XmlListener, XmlRead } from "./xml-reader.ts";
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
export type ReadXml = XmlRead & {
  readonly damaged: boolean;
  /** Bytes that are no text in the document's own charset: no XML reader may take it. */
  readonly unreadable: boolean;
};

/**
 * Reads the XML of a file; `listener` as `xmlReader` has it. What a mail programme escaped is undone first, for which
 * alone the file is held whole; past `XML_LIMITS.bytes` nothing more is read.
 */
export async function readXml(source: Source, listener: XmlListener): Promise<ReadXml> {
  const { text, charset } = source.head;
  if (QUOTED_PRINTABLE.test(text))
    return { ...(await readMailed(source, listener)), damaged: true, unreadable: false };
  const read = await readPieces(source, listener);
  return { ...read, damaged: charset.damaged || read.replaced, unreadable: charset.wrong || read.replaced };
}

async function readPieces({ head, opened }: Source, listener: XmlListener): Promise<Read> {
  const { charset } = head;
  const reader = xmlReader(listener);
  const decoder = textDecoder(charset.label);
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

async function readMailed({ head, opened }: Source, listener: XmlListener): Promise<XmlRead> {
  const reader = xmlReader(listener);
  const chunks = [opened.head];
  let bytes = opened.head.length;
  for await (const chunk of opened.rest()) {
    bytes += chunk.length;
    if (bytes > XML_LIMITS.bytes) return { ...reader.end(), fault: TOO_LARGE };
    chunks.push(chunk);
  }
  reader.write(unquoted(textDecoder(head.charset.label).decode(Buffer.concat(chunks))));
  return reader.end();
}

/** What stopped the reading of a document, as a finding. */
export function faultFinding(fault: XmlFault): Found {
  const { where } = fault;
  const values = { line: where.line, column: where.column };
  switch (fault.kind) {
    case "doctype":
      return found("doctype-refused", { where, values });
    case "limits":
      return found("limits-exceeded", { where, values: { ...values, what: fault.what } });
    case "truncated":
      return found("xml-truncated", { where, values });
    case "not-well-formed":
      return found("xml-not-well-formed", { where, values });
  }
}

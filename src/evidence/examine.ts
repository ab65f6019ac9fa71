import { kindOfBytes, looksBinary } from "./bytes-kind.ts";
import type { Charset } from "./charset.ts";
import { charsetOf } from "./charset.ts";
import type { Examined, ExamineOptions, Found, Kind } from "./finding.ts";
import { found, only } from "./finding.ts";
import { examineContainer } from "./identifiers-container.ts";
import { kindOfText } from "./text-kind.ts";
import { kindOfRoot } from "./xml-kind.ts";
import type { XmlFault, XmlRead, XmlRoot } from "./xml-reader.ts";
import { XML_LIMITS, xmlReader } from "./xml-reader.ts";

export type { Examined, ExamineOptions, Found, Kind } from "./finding.ts";

/** How much of a file tells what it is, in bytes. */
const HEAD = 65_536;

/** Kinds that are never what PRONOTE imports. */
const WRONG: ReadonlySet<Kind> = new Set([
  "empty",
  "archive",
  "spreadsheet",
  "html-page",
  "xml-other",
  "partner-import",
  "pronote-export",
  "timetable-export",
  "siecle-export",
  "sts-export",
  "aaf-feed",
  "xml-encryption",
] satisfies Kind[]);

/** A file read from its beginning: the head at once, the rest as it comes. */
type Opened = { readonly head: Uint8Array; rest(): AsyncIterable<Uint8Array> };

async function openHead(content: AsyncIterable<Uint8Array>): Promise<Opened> {
  const source = content[Symbol.asyncIterator]();
  const chunks: Uint8Array[] = [];
  let length = 0;
  let ended = false;
  while (length < HEAD && !ended) {
    const { value, done } = await source.next();
    if (done === true) ended = true;
    else {
      chunks.push(value);
      length += value.length;
    }
  }
  return {
    head: Buffer.concat(chunks),
    async *rest() {
      try {
        while (!ended) {
          const { value, done } = await source.next();
          if (done === true) return;
          yield value;
        }
      } finally {
        await source.return?.();
      }
    },
  };
}

/**
 * What a file is and what is wrong with it, by its content alone. Streams: what is past a limit is not read. The caller
 * closes the source; nothing of the content outlives the call but what is returned, and nothing of that is personal.
 */
export async function examine(
  content: AsyncIterable<Uint8Array>,
  options: ExamineOptions,
): Promise<Examined> {
  const opened = await openHead(content);
  const byBytes = kindOfBytes(opened.head);
  if (byBytes !== null) return plainly(byBytes);
  const charset = charsetOf(opened.head);
  if (!charset.label.startsWith("utf-16") && looksBinary(opened.head)) return plainly("binary");
  const head = new TextDecoder(charset.label).decode(opened.head, { stream: true });
  if (/^\s*<(?![!]doctype\s+html|html|head|body)/i.test(head)) {
    return examineXml(opened, charset, head, options);
  }
  return plainly(kindOfText(head));
}

function plainly(kind: Kind): Examined {
  return only(kind, WRONG.has(kind) ? "wrong-file" : "nothing-recognised");
}

/** A mail's quoted-printable shows in the markup itself. */
const QUOTED_PRINTABLE = /<[^>]{0,400}=3D["']/i;

function unquoted(text: string): string {
  return text
    .replace(/=\r?\n/g, "")
    .replace(/(?:=[0-9A-F]{2})+/gi, (codes) => Buffer.from(codes.replaceAll("=", ""), "hex").toString("utf8"));
}

async function examineXml(
  opened: Opened,
  charset: Charset,
  head: string,
  options: ExamineOptions,
): Promise<Examined> {
  const isContainer = (root: XmlRoot): boolean => kindOfRoot(root, head) === "identifiers-container";
  const mailed = QUOTED_PRINTABLE.test(head);
  const read = mailed
    ? await readMailed(opened, charset, isContainer)
    : await readPieces(opened, charset, isContainer);
  const kind = read.root === null ? "xml-other" : kindOfRoot(read.root, head);
  if (kind !== "identifiers-container") return otherXml(kind, read);
  if (read.fault !== null) {
    const damage = charset.damaged || mailed ? [found("encoding-damaged")] : [];
    const findings = [faultFinding(read.fault), ...damage];
    return { kind, found: findings, summary: {}, facts: {}, fingerprint: null };
  }
  return examineContainer(read, options, charset.damaged || mailed);
}

/** Another document than the container: named by its root, and refused for what it is. */
function otherXml(kind: Kind, read: XmlRead): Examined {
  const where = read.root?.where ?? null;
  const findings: Found[] = [];
  if (read.fault !== null) findings.push(faultFinding(read.fault));
  if (kind === "identifiers-payload") findings.unshift(found("clear-personal-data", { where }));
  else if (WRONG.has(kind) && read.root !== null) findings.unshift(found("wrong-file", { where, values: { kind } }));
  if (findings.length === 0) findings.push(found("nothing-recognised", { values: { kind } }));
  return { kind, found: findings, summary: {}, facts: {}, fingerprint: null };
}

function faultFinding(fault: XmlFault): Found {
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

const TOO_LARGE: XmlFault = { kind: "limits", where: { line: 1, column: 1 }, what: "size" };

async function readPieces(
  opened: Opened,
  charset: Charset,
  keep: (root: XmlRoot) => boolean,
): Promise<XmlRead> {
  const reader = xmlReader(keep);
  const decoder = new TextDecoder(charset.label);
  let bytes = opened.head.length;
  let going = reader.write(decoder.decode(opened.head, { stream: true }));
  if (going) {
    for await (const chunk of opened.rest()) {
      bytes += chunk.length;
      if (bytes > XML_LIMITS.bytes) return { ...reader.end(), fault: TOO_LARGE };
      going = reader.write(decoder.decode(chunk, { stream: true }));
      if (!going) break;
    }
  }
  if (going) reader.write(decoder.decode());
  return reader.end();
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

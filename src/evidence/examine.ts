import { kindOfBytes, looksBinary } from "./bytes-kind.ts";
import type { Charset } from "./charset.ts";
import { charsetOf } from "./charset.ts";
import type { Examined, ExamineOptions, Found, Kind } from "./finding.ts";
import { found, kindWord, only } from "./finding.ts";
import { CONTAINER_ROOT, examineContainer } from "./identifiers-container.ts";
import type { Opened } from "./open-head.ts";
import { HEAD, openHead } from "./open-head.ts";
import { readXml } from "./read-xml.ts";
import { kindOfText } from "./text-kind.ts";
import { kindOfRoot } from "./xml-kind.ts";
import type { XmlFault, XmlRead, XmlRoot } from "./xml-reader.ts";

export type { Examined, ExamineOptions } from "./finding.ts";

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

/** The beginning of markup that is no web page; a log's `<34>` or an arrow is no markup. */
const XML_START = /^\s*<(?!!doctype\s+html\b|(?:html|head|body)\b)(?:[?!:_\p{L}]|$)/iu;
const CONTAINER_INSIDE = new RegExp(`<(?:[\\w.-]+:)?${CONTAINER_ROOT}[\\s>]`);

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
  if (XML_START.test(head)) return examineXml(opened, charset, head, options);
  const kind = kindOfText(head, opened.head.length < HEAD);
  // Words before a container do not make it a text: they make it a container that is broken.
  if (kind === "text" && CONTAINER_INSIDE.test(head)) return examineXml(opened, charset, head, options);
  return plainly(kind);
}

function plainly(kind: Kind): Examined {
  return only(kind, WRONG.has(kind) ? "wrong-file" : "nothing-recognised");
}

/** The first element named in a head: what a document is whose reading stops before its root. */
function rootNamed(head: string): XmlRoot | null {
  const tag = /<(?:[\w.-]+:)?([A-Za-z_][\w.-]*)(?=[\s/>])([^>]{0,4000})/.exec(head);
  if (tag === null) return null;
  return { name: tag[1] ?? "", uri: tag[2] ?? "", attributes: {}, where: { line: 1, column: 1 } };
}

async function examineXml(
  opened: Opened,
  charset: Charset,
  head: string,
  options: ExamineOptions,
): Promise<Examined> {
  const isContainer = (root: XmlRoot): boolean => kindOfRoot(root, head) === "identifiers-container";
  const read = await readXml(opened, charset, head, isContainer);
  const root = read.root ?? rootNamed(head);
  const kind = root === null ? "xml-other" : kindOfRoot(root, head);
  if (kind !== "identifiers-container") return otherXml(kind, read);
  if (read.fault !== null) {
    const damage = read.damaged ? [found("encoding-damaged")] : [];
    const findings = [faultFinding(read.fault), ...damage];
    return { kind, found: findings, summary: {}, facts: {}, fingerprint: null };
  }
  return examineContainer(read, options, read.damaged);
}

/** Another document than the container: named by its root, and refused for what it is. */
function otherXml(kind: Kind, read: XmlRead): Examined {
  const where = read.root?.where ?? null;
  const findings: Found[] = [];
  if (read.fault !== null) findings.push(faultFinding(read.fault));
  if (kind === "identifiers-payload") findings.unshift(found("clear-personal-data", { where }));
  else if (WRONG.has(kind) && (read.root !== null || kind !== "xml-other")) {
    findings.unshift(found("wrong-file", { where, values: { kind: kindWord(kind) } }));
  }
  if (findings.length === 0) findings.push(found("nothing-recognised", { values: { kind: kindWord(kind) } }));
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

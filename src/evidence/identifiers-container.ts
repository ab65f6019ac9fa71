import type { Artefact } from "./artefact.ts";
import type { Base64 } from "./base64.ts";
import { readBase64 } from "./base64.ts";
import type { Examined, ExamineOptions, Found } from "./finding.ts";
import { examined, found } from "./finding.ts";
import { isInClear } from "./in-clear.ts";
import { judgeExportDate, parisDayOf } from "./school-dates.ts";
import { faultFinding, readXml } from "./read-xml.ts";
import { isUai } from "./uai.ts";
import { CONTAINER_ROOT, kindOfRoot } from "./xml-kind.ts";
import type { XmlChild, XmlRead, XmlRoot } from "./xml-reader.ts";

/**
 * The container of identifiers an ENT hands to PRONOTE (`ConteneurImportChiffre.xsd`, GIP RECIA Pronote-WS): an envelope
 * around content only Index-Education can read. What is checked here is the envelope, never the content.
 */
const CONTAINER_NAMESPACE = "http://www.index-education.com/containeurimportchiffreV1";

const INSIDE = new RegExp(`<(?:[\\w.-]+:)?${CONTAINER_ROOT}[\\s>]`);

/** Children of the container, all required, in this order. */
const ELEMENTS = ["Partenaire", "Description", "Cle", "Contenu", "Verification", "DateExport", "UAI"];

/** Bytes of an RSA key as the vendor's samples have it, and other sizes RSA comes in. */
const KEY_BYTES = 256;
const OTHER_KEY_BYTES = [128, 384, 512];
const DIGEST_BYTES = 32;
const BLOCK_BYTES = 16;
/** Below this the content holds practically nobody. */
const SMALL_BYTES = 512;
/** Bytes of content a person takes, at least and at most. */
const BYTES_A_PERSON = [35, 110] as const;

type Children = ReadonlyMap<string, XmlChild>;

function firstOf(read: XmlRead): Children {
  const first = new Map<string, XmlChild>();
  for (const child of read.children) if (!first.has(child.name)) first.set(child.name, child);
  return first;
}

/** The file of identifiers, the one PRONOTE imports. */
export const identifiersContainer: Artefact = {
  recognise(head) {
    if (head.root !== null) return kindOfRoot(head.root, head.text) === "identifiers-container" ? 1 : 0;
    // Words before a container do not make it a text: they make it a container that is broken.
    return head.byBytes === null && INSIDE.test(head.text) ? 0.2 : 0;
  },
  async examine(source, options) {
    const isContainer = (root: XmlRoot): boolean =>
      kindOfRoot(root, source.head.text) === "identifiers-container";
    const read = await readXml(source, { keep: isContainer });
    if (read.fault === null) return examineContainer(read, options, read.damaged);
    const damage = read.damaged ? [found("encoding-damaged")] : [];
    return examined("identifiers-container", [faultFinding(read.fault), ...damage]);
  },
};

/** Examines a well-formed document whose root is the container's. */
function examineContainer(read: XmlRead, options: ExamineOptions, damaged: boolean): Examined {
  const children = firstOf(read);
  const text = (name: string): string => children.get(name)?.text ?? "";
  const key = readBase64(text("Cle"));
  const content = readBase64(text("Contenu"));
  const digest = readBase64(text("Verification"));
  const findings = [
    ...checkStructure(read, children),
    ...checkUai(children.get("UAI"), options.uai),
    ...checkDate(children.get("DateExport"), options.today),
    ...checkKey(children.get("Cle"), key),
    ...checkContent(children.get("Contenu"), content),
    ...checkDigest(children.get("Verification"), digest, options.seen),
    ...checkDamage(damaged, key, content, digest),
  ];
  const uai = text("UAI").trim().toUpperCase();
  const size = content.bytes?.length ?? 0;
  const day = parisDayOf(text("DateExport"));
  return {
    kind: "identifiers-container",
    found: findings.length > 0 ? findings : [found("container-ok", { values: { bytes: size } })],
    summary: {
      ...(isUai(uai) ? { uai } : {}),
      ...(day === null ? {} : { date: day }),
      contentBytes: size,
      ...(size < SMALL_BYTES
        ? {}
        : {
            people: {
              atLeast: Math.floor(size / BYTES_A_PERSON[1]),
              atMost: Math.ceil(size / BYTES_A_PERSON[0]),
            },
          }),
    },
    facts: isUai(uai) ? { uai } : {},
    fingerprint: digest.bytes?.length === DIGEST_BYTES ? digest.bytes.toString("base64") : null,
  };
}

function isBlank(child: XmlChild | undefined): boolean {
  return child === undefined || (child.text.trim() === "" && !child.nested);
}

function listed(code: string, names: readonly string[], where: Found["where"]): Found[] {
  if (names.length === 0) return [];
  return [found(code, { where, count: names.length, examples: names, values: { list: names.join(", ") } })];
}

function checkStructure(read: XmlRead, children: Children): Found[] {
  const root = read.root;
  const findings: Found[] = [];
  const strayed = read.children.find(
    ({ name, uri }) => ELEMENTS.includes(name) && uri !== CONTAINER_NAMESPACE,
  );
  if (root === null) return findings;
  const outside = root.uri === CONTAINER_NAMESPACE ? (strayed?.where ?? null) : root.where;
  const wrong = read.undeclaredPrefix ?? outside;
  if (wrong !== null) findings.push(found("wrong-namespace", { where: wrong }));
  if ((root.attributes["Version"] ?? "").trim() === "") {
    findings.push(found("version-missing", { where: root.where }));
  }
  // An empty `Contenu` has a finding of its own.
  const missing = ELEMENTS.filter((name) =>
    name === "Contenu" ? !children.has(name) : isBlank(children.get(name)),
  );
  findings.push(...listed("element-missing", missing, root.where));
  const order = [...children.keys()].filter((name) => ELEMENTS.includes(name));
  const moved = order.find(
    (name, at) => at > 0 && ELEMENTS.indexOf(name) < ELEMENTS.indexOf(order[at - 1] ?? ""),
  );
  if (moved !== undefined)
    findings.push(...listed("element-order", [moved], children.get(moved)?.where ?? null));
  const extra = read.children.filter((child) => isUnexpected(child, children));
  // The name of an element that is not the format's is the file's own words: only known names are repeated.
  const names = extra.map((child) => (ELEMENTS.includes(child.name) ? child.name : "?"));
  findings.push(...listed("element-unexpected", names, extra[0]?.where ?? null));
  return findings;
}

/** An element of no such name, a second copy, or one with elements of its own where the format has text. */
function isUnexpected(child: XmlChild, children: Children): boolean {
  if (!ELEMENTS.includes(child.name) || children.get(child.name) !== child) return true;
  // Elements within `Contenu` are its own finding: it is not encrypted.
  return child.nested && child.name !== "Contenu";
}

function checkUai(child: XmlChild | undefined, expected: string | undefined): Found[] {
  if (child === undefined || isBlank(child)) return [];
  const { where } = child;
  const uai = child.text.trim();
  const upper = uai.toUpperCase();
  if (!isUai(upper)) return [found("uai-invalid", { where, values: { lower: "no" } })];
  const findings: Found[] = [];
  if (uai !== upper) {
    findings.push(
      found("uai-invalid", { severity: "warning", where, values: { lower: "yes" }, examples: [uai] }),
    );
  }
  if (expected !== undefined && isUai(expected.toUpperCase()) && upper !== expected.toUpperCase()) {
    const values = { uai: upper, expected: expected.toUpperCase() };
    findings.push(found("uai-mismatch", { where, values, examples: [upper] }));
  }
  return findings;
}

function checkDate(child: XmlChild | undefined, today: string): Found[] {
  if (child === undefined || isBlank(child)) return [];
  const verdict = judgeExportDate(child.text, today);
  if (verdict === "fine") return [];
  const day = parisDayOf(child.text) ?? "";
  return [
    found(`date-${verdict}`, { where: child.where, examples: day === "" ? [] : [day], values: { day } }),
  ];
}

function checkKey(child: XmlChild | undefined, key: Base64): Found[] {
  if (child === undefined || isBlank(child)) return [];
  const { where } = child;
  if (key.bytes === null) return [found("key-not-base64", { where })];
  const { length } = key.bytes;
  if (length === KEY_BYTES) return [];
  const values = { length, expected: KEY_BYTES };
  return OTHER_KEY_BYTES.includes(length)
    ? [found("key-length", { severity: "warning", where, values })]
    : [found("key-length", { where, values })];
}

function checkContent(child: XmlChild | undefined, content: Base64): Found[] {
  if (child === undefined) return [];
  const { where } = child;
  if (child.nested || child.text.trimStart().startsWith("<"))
    return [found("content-not-encrypted", { where })];
  if (isBlank(child) || content.bytes?.length === 0) return [found("content-empty", { where })];
  if (content.bytes === null) return [found("content-not-base64", { where })];
  if (isInClear(content.bytes)) return [found("content-not-encrypted", { where })];
  const { length } = content.bytes;
  const findings: Found[] = [];
  if (length % BLOCK_BYTES !== 0) findings.push(found("content-not-aligned", { where, values: { length } }));
  if (length < SMALL_BYTES) findings.push(found("content-small", { where, values: { length } }));
  return findings;
}

function checkDigest(child: XmlChild | undefined, digest: Base64, seen: ReadonlySet<string>): Found[] {
  if (child === undefined || isBlank(child)) return [];
  const { where } = child;
  const length = digest.bytes?.length ?? 0;
  if (length !== DIGEST_BYTES) return [found("digest-length", { where, values: { length } })];
  return seen.has(digest.bytes?.toString("base64") ?? "") ? [found("same-file-again", { where })] : [];
}

/** Damage on the way: a warning where everything still decodes once it is undone. */
function checkDamage(damaged: boolean, key: Base64, content: Base64, digest: Base64): Found[] {
  const parts = [key, content, digest];
  // `Cle` is a plain string: a blank inside it stays there for whoever reads it.
  const rows = key.blanks && key.bytes?.length !== 0;
  if (!damaged && !rows && !parts.some((part) => part.escaped)) return [];
  const readable = parts.every((part) => part.bytes !== null);
  return [found("encoding-damaged", readable ? { severity: "warning" } : {})];
}

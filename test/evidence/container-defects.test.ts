import { gzipSync, deflateSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import type { ContainerOptions } from "../make/container.ts";
import {
  containerXml,
  ELEMENTS,
  manyAttributes,
  OTHER_UAI,
  payloadOf,
  seal,
  UAI,
} from "../make/container.ts";
import { judge } from "./judge.ts";

const good = seal();
const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString("base64");
const xml = (options: ContainerOptions = {}): string => containerXml(options, good);
const CLE = base64(good.key);
const CONTENU = base64(good.content);
const rows = (text: string, width: number, end: string): string =>
  text.replace(new RegExp(`(.{${width}})`, "g"), `$1${end}`);

type Case = readonly [name: string, content: string | Uint8Array, codes: readonly string[], verdict: string];

const nested = (depth: number): string => "<a>".repeat(depth) + "</a>".repeat(depth);
const swapped = [...ELEMENTS];
swapped.splice(2, 2, "Contenu", "Cle");

const broken: readonly Case[] = [
  ["an end tag that is another's", xml().replace("</Cle>", "</Clef>"), ["xml-not-well-formed"], "rejected"],
  [
    "an ampersand by itself",
    xml({ inside: { Description: "Lycée & collège" } }),
    ["xml-not-well-formed"],
    "rejected",
  ],
  ["a blank line before the XML declaration", `\n${xml()}`, ["xml-not-well-formed"], "rejected"],
  [
    "a processing instruction whose name no space follows",
    xml({ prologue: '<?x?Y version="1.0"?>\n' }),
    ["xml-not-well-formed"],
    "rejected",
  ],
  ["a second root", `${xml()}<a/>`, ["xml-not-well-formed"], "rejected"],
  ["words after the root", `${xml()}end`, ["xml-not-well-formed"], "rejected"],
  ["words before the XML", `Bonjour\n${xml()}`, ["xml-not-well-formed"], "rejected"],
  ["the same attribute twice", xml({ attributes: 'Version="1.0"' }), ["xml-not-well-formed"], "rejected"],
  ["a control character", xml({ inside: { Description: "a\u0001b" } }), ["xml-not-well-formed"], "rejected"],
  [
    "an entity nobody declared",
    xml({ inside: { Description: "&nbsp;" } }),
    ["xml-not-well-formed"],
    "rejected",
  ],
  ["cut in the content", xml().slice(0, 900), ["xml-truncated"], "rejected"],
  ["cut before the last end tag", xml().replace(/<\/ImportChiffre>\s*$/, ""), ["xml-truncated"], "rejected"],
  ["cut within the last end tag", xml().trimEnd().slice(0, -4), ["xml-truncated"], "rejected"],
  ["a DOCTYPE", xml({ prologue: "<!DOCTYPE ImportChiffre>\n" }), ["doctype-refused"], "rejected"],
  [
    "a DOCTYPE with entities",
    xml({ prologue: '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c"><!ENTITY d "&b;&b;">]>\n' }),
    ["doctype-refused"],
    "rejected",
  ],
  ["257 attributes", xml({ attributes: manyAttributes(255) }), ["limits-exceeded"], "rejected"],
  ["257 elements one in the other", xml({ more: nested(256) }), ["limits-exceeded"], "rejected"],
  ["256 elements one in the other", xml({ more: nested(255) }), ["element-unexpected"], "warning"],
  [
    "another namespace",
    xml({ namespace: "http://www.index-education.com/containerimportchiffreV1" }),
    ["wrong-namespace"],
    "rejected",
  ],
  ["no namespace", xml({ declared: false }), ["wrong-namespace"], "rejected"],
  ["a prefix nobody declared", xml({ prefix: "ie", declared: false }), ["wrong-namespace"], "rejected"],
  [
    "one element of another namespace",
    xml().replace("<UAI>", '<UAI xmlns="urn:other">'),
    ["wrong-namespace"],
    "rejected",
  ],
  ["no Version", xml({ version: null }), ["version-missing"], "rejected"],
  ["an empty Version", xml({ version: "" }), ["version-missing"], "rejected"],
  ["two elements the other way round", xml({ order: swapped }), ["element-order"], "rejected"],
  [
    "the first element last",
    xml({ order: [...ELEMENTS.slice(1), "Partenaire"] }),
    ["element-order"],
    "rejected",
  ],
  [
    "an element of its own",
    xml({ more: "<Commentaire>non</Commentaire>" }),
    ["element-unexpected"],
    "warning",
  ],
  ["a second UAI", xml({ more: `<UAI>${OTHER_UAI}</UAI>` }), ["element-unexpected"], "warning"],
  ["an element within UAI", xml({ inside: { UAI: `${UAI}<b/>` } }), ["element-unexpected"], "warning"],
  ["a UAI with another letter", xml({ uai: "0440001A" }), ["uai-invalid"], "rejected"],
  ["a UAI too short", xml({ uai: "440001M" }), ["uai-invalid"], "rejected"],
  ["a UAI in lower case", xml({ uai: "0440001m" }), ["uai-invalid"], "warning"],
  ["a UAI in lower case with another letter", xml({ uai: "0440001a" }), ["uai-invalid"], "rejected"],
  ["a date that is none", xml({ date: "01/09/2026" }), ["date-invalid"], "rejected"],
  ["a date without time", xml({ date: "2026-09-01" }), ["date-invalid"], "rejected"],
  ["a 31 September", xml({ date: "2026-09-31T08:00:00" }), ["date-invalid"], "rejected"],
  [
    "a key that is no base64",
    xml({ inside: { Cle: CLE.replace(/.$/, "*") } }),
    ["key-not-base64"],
    "rejected",
  ],
  ["a key of other signs", xml({ inside: { Cle: "clé" } }), ["key-not-base64"], "rejected"],
  [
    "a key too short",
    xml({ inside: { Cle: base64(good.key.subarray(0, 255)) } }),
    ["key-length"],
    "rejected",
  ],
  ["a key of 1024 bits", containerXml({ keyBits: 1024 }), ["key-length"], "warning"],
  [
    "a key of 3072 bits",
    xml({ inside: { Cle: base64(Buffer.alloc(384, 0x5a)) } }),
    ["key-length"],
    "warning",
  ],
  [
    "a key of 4096 bits",
    xml({ inside: { Cle: base64(Buffer.alloc(512, 0x5a)) } }),
    ["key-length"],
    "warning",
  ],
  [
    "content that is no base64",
    xml({ inside: { Contenu: `${CONTENU.slice(0, -4)}*${CONTENU.slice(-3)}` } }),
    ["content-not-base64"],
    "rejected",
  ],
  [
    "content without its padding",
    xml({ inside: { Contenu: CONTENU.slice(0, -2) } }),
    ["content-not-base64"],
    "rejected",
  ],
  [
    "content short of a byte",
    xml({ inside: { Contenu: base64(good.content.subarray(1)) } }),
    ["content-not-aligned"],
    "rejected",
  ],
  ["no content", xml({ inside: { Contenu: "" } }), ["content-empty"], "rejected"],
  ["blank content", xml({ inside: { Contenu: " \n " } }), ["content-empty"], "rejected"],
  ["content of 496 bytes", containerXml({ contentBytes: 496 }), ["content-small"], "warning"],
  [
    "content small and not aligned",
    xml({ inside: { Contenu: base64(good.content.subarray(0, 100)) } }),
    ["content-not-aligned", "content-small"],
    "rejected",
  ],
  [
    "the payload in clear, as elements",
    xml({ inside: { Contenu: payloadOf(3).replace(/^<\?.*\?>\n/, "") } }),
    ["content-not-encrypted"],
    "rejected",
  ],
  [
    "the payload in clear, as base64",
    xml({ inside: { Contenu: base64(Buffer.from(payloadOf(60))) } }),
    ["content-not-encrypted"],
    "rejected",
  ],
  [
    "the payload compressed and not encrypted",
    xml({ inside: { Contenu: base64(good.compressed) } }),
    ["content-not-encrypted"],
    "rejected",
  ],
  [
    "the payload compressed another way",
    xml({ inside: { Contenu: base64(gzipSync(payloadOf(60))) } }),
    ["content-not-encrypted"],
    "rejected",
  ],
  [
    "a large payload compressed",
    xml({ inside: { Contenu: base64(deflateSync(payloadOf(4000))) } }),
    ["content-not-encrypted"],
    "rejected",
  ],
  [
    "a digest of SHA-1's length",
    xml({ inside: { Verification: base64(good.digest.subarray(0, 20)) } }),
    ["digest-length"],
    "rejected",
  ],
  [
    "a digest of 33 bytes",
    xml({ inside: { Verification: base64(Buffer.alloc(33, 7)) } }),
    ["digest-length"],
    "rejected",
  ],
  ["a digest that is no base64", xml({ inside: { Verification: "non" } }), ["digest-length"], "rejected"],
  [
    "UTF-16 with a mark, little end first",
    Buffer.from(`\uFEFF${xml()}`, "utf16le"),
    ["encoding-damaged"],
    "warning",
  ],
  [
    "UTF-16 with a mark, big end first",
    Buffer.from(`\uFEFF${xml()}`, "utf16le").swap16(),
    ["encoding-damaged"],
    "warning",
  ],
  ["UTF-16 without a mark", Buffer.from(xml(), "utf16le"), ["encoding-damaged"], "warning"],
  ["a key in rows", xml({ inside: { Cle: rows(CLE, 64, "\n") } }), ["encoding-damaged"], "warning"],
  [
    "a plus escaped twice",
    xml({ inside: { Contenu: CONTENU.replaceAll("+", "&amp;#43;") } }),
    ["encoding-damaged"],
    "warning",
  ],
  ["URL escapes", xml({ inside: { Cle: encodeURIComponent(CLE) } }), ["encoding-damaged"], "warning"],
  [
    "URL escapes in a key cut since",
    xml({ inside: { Cle: encodeURIComponent(`${CLE}++`).slice(0, -1) } }),
    ["encoding-damaged", "key-not-base64"],
    "rejected",
  ],
  ["a mail's quoted-printable", quotedPrintable(xml()), ["encoding-damaged"], "warning"],
  [
    "Latin letters in a file said to be UTF-8",
    Buffer.from(xml({ inside: { Description: "Rentr\u00E9e" } }), "latin1"),
    ["encoding-damaged"],
    "warning",
  ],
  ["Latin letters far into a file said to be UTF-8", lateLatin(), ["encoding-damaged"], "warning"],
  [
    "said to be UTF-16 and is not",
    xml({ prologue: '<?xml version="1.0" encoding="UTF-16"?>\n' }),
    ["encoding-damaged"],
    "warning",
  ],
  [
    "several at once",
    xml({ version: null, uai: "x", date: "hier", inside: { Cle: "x" }, without: ["Partenaire"] }),
    ["date-invalid", "element-missing", "key-not-base64", "uai-invalid", "version-missing"],
    "rejected",
  ],
];

/** As a mail programme writes it: every equals sign escaped, and lines cut at 76 signs. */
function quotedPrintable(text: string): string {
  const escaped = text.replace(/[=\u0080-\uFFFF]+/g, (part) =>
    [...Buffer.from(part)].map((byte) => `=${byte.toString(16).toUpperCase().padStart(2, "0")}`).join(""),
  );
  return escaped
    .split("\n")
    .map((line) => line.replace(/.{1,72}(?=.)/g, (row) => (/=.?$/.test(row) ? row : `${row}=\r\n`)))
    .join("\r\n");
}

function lateLatin(): Buffer {
  const late = ELEMENTS.filter((name) => name !== "Description");
  const text = containerXml({ contentBytes: 160_000, order: late, more: "<!-- Rentr\u00E9e -->" });
  const placed = text.replace("  <Cle>", "  <Description>Export</Description>\n  <Cle>");
  return Buffer.from(placed.replace("’", "'"), "latin1");
}

describe("each defect of a container", () => {
  it.each(broken)("%s", async (_, content, codes, verdict) => {
    const judged = await judge(content);
    expect(judged.codes).toEqual(codes);
    expect(judged.verdict).toBe(verdict);
    expect(judged.kind).toBe("identifiers-container");
  });

  it.each(ELEMENTS)("%s left out", async (name) => {
    const judged = await judge(xml({ without: [name] }));
    expect(judged.codes).toEqual(["element-missing"]);
    expect(judged.findings[0]?.examples).toEqual([name]);
    expect(judged.verdict).toBe("rejected");
  });

  it.each(ELEMENTS.filter((name) => name !== "Contenu"))("%s empty counts as missing", async (name) => {
    for (const inside of ["", "  \n ", "<!-- none -->", "<![CDATA[]]>"]) {
      const judged = await judge(xml({ inside: { [name]: inside } }));
      expect(judged.codes).toEqual(["element-missing"]);
      expect(judged.findings[0]?.examples).toEqual([name]);
    }
  });

  it.each(ELEMENTS)("a second %s", async (name) => {
    const judged = await judge(
      xml({ order: ELEMENTS.flatMap((one) => (one === name ? [one, one] : [one])) }),
    );
    expect(judged.codes).toEqual(["element-unexpected"]);
    expect(judged.verdict).toBe("warning");
  });

  it("names the line of what is wrong", async () => {
    const judged = await judge(xml({ uai: "0440001A" }));
    const line =
      xml()
        .split("\n")
        .findIndex((one) => one.includes("<UAI>")) + 1;
    expect(judged.findings[0]?.where).toMatchObject({ line });
    const torn = await judge(xml().replace("</Cle>", "</Clef>"));
    expect(torn.findings[0]?.where).toMatchObject({ line: 5 });
  });

  it("refuses more than 32 MiB, and reads what is just below", { timeout: 20_000 }, async () => {
    const size = 32 * 2 ** 20;
    const start = Buffer.from(xml());
    const filled = (bytes: number): Buffer =>
      Buffer.concat([start, Buffer.alloc(bytes - start.length, "\n")]);
    expect((await judge(filled(size))).codes).toEqual(["container-ok"]);
    expect((await judge(filled(size + 1))).codes).toEqual(["limits-exceeded"]);
  });
});

describe("where a fault is", () => {
  it("is told rightly after a long run of base64, on its line and below", async () => {
    const whole = containerXml({ contentBytes: 4_096 });
    const at = whole.indexOf("</Contenu>");
    const line = whole.slice(0, at).split("\n").length;
    const column = at - whole.lastIndexOf("\n", at);
    const split = await judge(`${whole.slice(0, at)}<<${whole.slice(at)}`);
    expect(split.codes).toEqual(["xml-not-well-formed"]);
    expect(split.findings[0]?.where?.line).toBe(line);
    expect(Math.abs((split.findings[0]?.where?.column ?? 0) - column)).toBeLessThanOrEqual(3);
    const below = await judge(whole.replace("</DateExport>", "</DateExport><Autre/>"));
    const where = below.findings.find((one) => one.code === "element-unexpected")?.where;
    expect(where?.line).toBe(whole.slice(0, whole.indexOf("</DateExport>")).split("\n").length);
  });

  it("a sign of private use in a file is no run held out", async () => {
    const whole = containerXml({ contentBytes: 4_096 }).replace("</Partenaire>", "\uE000\uE001</Partenaire>");
    expect((await judge(whole)).codes).toEqual(["container-ok"]);
    const inside = containerXml({ contentBytes: 4_096 }).replace("</Contenu>", "\uE000</Contenu>");
    expect((await judge(inside)).codes).toContain("content-not-base64");
  });
});

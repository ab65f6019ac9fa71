import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { examine } from "../../src/evidence/examine.ts";
import { toolsOf } from "../../src/examiner/tools.ts";
import { examineOffThread, stopExaminers } from "../../src/examiner/off-thread.ts";
import { containerXml, payloadOf, seal } from "../make/container.ts";
import { inPieces, judge, TODAY } from "./judge.ts";

const sealed = seal({ people: 12 });
const good = Buffer.from(containerXml({}, sealed));
const ask = { today: TODAY, seen: new Set<string>() };
const options = { ...ask, ...toolsOf() };

const folder = mkdtempSync(join(tmpdir(), "passerelle-fuzz-"));
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await stopExaminers();
});

/** A change to the container: bytes put in place of others, somewhere. */
type Change = { readonly at: number; readonly drop: number; readonly put: Uint8Array };

const SIGNS = [
  "<",
  ">",
  "&",
  '"',
  "=",
  "]]>",
  "<!--",
  "<?",
  "&#0;",
  "&#x41;",
  "\u0000",
  "é",
  "\n",
  "<a>",
  "</Cle>",
  "xmlns:",
  ":",
  "'",
  "<![CDATA[",
];

const change: fc.Arbitrary<Change> = fc.record({
  // Mostly in the markup: the content is long and less telling.
  at: fc.oneof(fc.nat(420), fc.integer({ min: good.length - 260, max: good.length }), fc.nat(good.length)),
  drop: fc.oneof(fc.constant(0), fc.nat(3), fc.nat(40)),
  put: fc.oneof(
    fc.constantFrom(...SIGNS).map((sign) => new Uint8Array(Buffer.from(sign))),
    fc.uint8Array({ maxLength: 3 }),
    fc.string({ maxLength: 4 }).map((text) => new Uint8Array(Buffer.from(text))),
  ),
});

function changed(changes: readonly Change[]): Buffer {
  return changes.reduce<Buffer>(
    (bytes, { at, drop, put }) => Buffer.concat([bytes.subarray(0, at), put, bytes.subarray(at + drop)]),
    good,
  );
}

const mutated = fc.array(change, { minLength: 1, maxLength: 3 }).map(changed);
const truncated = fc.nat(good.length - 1).map((length) => good.subarray(0, length));

describe("whatever the bytes", () => {
  it("there is an answer: a kind, findings of the catalogue, texts in both languages", async () => {
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 400 }),
      fc.string({ unit: "binary", maxLength: 400 }).map((text) => Buffer.from(text)),
      fc
        .tuple(
          fc.constantFrom("<", "<?xml ", "{", "[", "PK\u0003\u0004", "\uFEFF<", "%PDF"),
          fc.uint8Array({ maxLength: 200 }),
        )
        .map(([start, rest]) => Buffer.concat([Buffer.from(start), rest])),
    );
    await fc.assert(
      fc.asyncProperty(bytes, async (content) => {
        const judged = await judge(content);
        expect(judged.findings.length).toBeGreaterThan(0);
        expect(judged.codes).not.toContain("container-ok");
      }),
      { numRuns: 600 },
    );
  });

  it("a container changed anywhere is answered, and container-ok stands alone or not at all", async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(mutated, truncated), async (content) => {
        const { codes, verdict } = await judge(content);
        expect(codes.length).toBeGreaterThan(0);
        if (codes.includes("container-ok")) expect([codes, verdict]).toEqual([["container-ok"], "ok"]);
      }),
      { numRuns: 600 },
    );
  });

  it("a container cut anywhere before its end is rejected", async () => {
    const end = good.lastIndexOf(">");
    for (let length = 0; length <= end; length += length < 500 || length > end - 300 ? 1 : 23) {
      const judged = await judge(good.subarray(0, length));
      expect([length, judged.verdict]).toEqual([length, "rejected"]);
      expect(judged.codes).toEqual([length === 0 ? "wrong-file" : "xml-truncated"]);
    }
  });
});

describe("however the bytes arrive", () => {
  it("one by one, in odd pieces or at once, the answer is the same", async () => {
    const size = fc.constantFrom(1, 2, 3, 7, 64, 1000);
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(mutated, truncated, fc.uint8Array({ maxLength: 300 })),
        size,
        async (content, pieces) => {
          expect(await examine(inPieces(content, pieces), options)).toEqual(
            await examine(inPieces(content), options),
          );
        },
      ),
      { numRuns: 250 },
    );
  });

  it("past the first 64 KiB too, in UTF-8 and in UTF-16", async () => {
    const large = containerXml({ people: 4000, more: "<!-- é€𝄞 -->" });
    const late = Buffer.from(large.replace("€", "<"));
    for (const content of [
      Buffer.from(large),
      Buffer.from(`\uFEFF${large}`, "utf16le"),
      Buffer.from(large, "latin1"),
      late.subarray(0, -30),
    ]) {
      const whole = await examine(inPieces(content), options);
      for (const size of [1, 65_535, 65_536, 65_537, 100_003]) {
        expect(await examine(inPieces(content, size), options)).toEqual(whole);
      }
    }
  });

  it("on a thread of its own, the answer is the same, file after file", async () => {
    for (const content of [good, good.subarray(0, 500), Buffer.from("bonjour"), Buffer.alloc(0), good]) {
      const there = await examineOffThread(inPieces(content, 100), ask);
      expect(there).toEqual(await examine(inPieces(content), options));
    }
  });

  it("a file that takes too long is given up, and the next one is examined", async () => {
    async function* endless(): AsyncIterable<Uint8Array> {
      yield Buffer.from("<a>");
      for (;;) yield Buffer.from("b");
    }
    const slow = await examineOffThread(endless(), ask, { timeLimitMs: 1 });
    expect(slow.found).toMatchObject([{ code: "limits-exceeded", values: { what: "time" } }]);
    expect((await examineOffThread(inPieces(good), ask)).kind).toBe("identifiers-container");
  });

  it("a source that fails is told to the caller, and the next file is examined", async () => {
    async function* failing(): AsyncIterable<Uint8Array> {
      yield good.subarray(0, 100);
      throw new Error("unplugged");
    }
    await expect(examineOffThread(failing(), ask)).rejects.toThrow("unplugged");
    expect((await examineOffThread(inPieces(good), ask)).kind).toBe("identifiers-container");
  });
});

const xmllint = spawnSync("xmllint", ["--version"]).error === undefined;
if (!xmllint) console.warn("xmllint is not installed: well-formedness is not held against it");

describe.skipIf(!xmllint)("held against xmllint", () => {
  it("container-ok is never said of XML that another parser refuses", async () => {
    const files: { readonly name: string; readonly codes: readonly string[] }[] = [];
    const seed = Math.floor(Math.random() * 2 ** 31);
    await fc.assert(
      fc.asyncProperty(mutated, async (content) => {
        const { codes } = await judge(content);
        const name = join(folder, `${files.length}.xml`);
        writeFileSync(name, content);
        files.push({ name, codes });
      }),
      { numRuns: 1500, seed },
    );
    // One call for all: it names every file it refuses.
    const { stderr } = spawnSync("xmllint", ["--noout", ...files.map(({ name }) => name)], {
      encoding: "utf8",
      maxBuffer: 2 ** 28,
    });
    const refused = new Set(
      [...stderr.matchAll(/^(\S+\.xml):\d+: (?:parser|namespace)? ?error/gm)].map((match) => match[1]),
    );
    // The oracle must be seen to work, on both sides.
    expect(refused.size).toBeGreaterThan(100);
    expect(refused.size).toBeLessThan(files.length);
    const passed = files.filter(({ name, codes }) => refused.has(name) && codes.includes("container-ok"));
    const heads = passed.map(({ name }) => readFileSync(name, "latin1").slice(0, 500));
    expect(heads, `seed ${seed}`).toEqual([]);
  });
});

describe("nothing of the content is repeated", () => {
  const names = [
    "INVENTE3",
    "Elodie3",
    "2012-04-15",
    "ID_Partenaire=",
    sealed.key.toString("base64").slice(0, 16),
    sealed.content.toString("base64").slice(0, 16),
  ];
  const spoil = fc.constantFrom(
    (text: string) => text,
    (text: string) => `${text}<`,
    (text: string) => text.replaceAll("Eleve", "INVENTE3"),
    (text: string) => text.replaceAll("Prenom=", "INVENTE3="),
    (text: string) => text.replaceAll("Nom=", "x:INVENTE3="),
    (text: string) => text.replace('Nom="INVENTE3"', "&INVENTE3;"),
    (text: string) => text.replace('Nom="INVENTE3"', "<INVENTE3>"),
  );
  const host = fc.constantFrom(
    () => payloadOf(12),
    () => containerXml({ inside: { Contenu: payloadOf(12).replace(/^<\?.*\?>/, "") } }, sealed),
    () => containerXml({ inside: { Description: "INVENTE3 Elodie3", Partenaire: "<INVENTE3/>" } }, sealed),
    () => containerXml({ more: "<INVENTE3>Elodie3</INVENTE3>" }, sealed),
    () =>
      containerXml(
        { inside: { UAI: "INVENTE3", DateExport: "INVENTE3", Cle: "INVENTE3", Verification: "INVENTE3" } },
        sealed,
      ),
    () => containerXml({ root: "INVENTE3" }, sealed),
    () => containerXml({ version: "INVENTE3" }, sealed),
    () => "Nom;Prénom;Né(e) le\nINVENTE3;Elodie3;2012-04-15\n",
    () => '{"nom":"INVENTE3","prenom":"Elodie3"}',
  );
  it("in no finding, summary or fact, however it is broken", async () => {
    await fc.assert(
      fc.asyncProperty(host, spoil, fc.option(change), async (made, spoilt, more) => {
        const text = Buffer.from(spoilt(made()));
        const content =
          more === null
            ? text
            : Buffer.concat([text.subarray(0, more.at), more.put, text.subarray(more.at + more.drop)]);
        const judged = await judge(content);
        const { fingerprint: _, ...told } = judged.examined;
        const all = judged.said + JSON.stringify(told);
        for (const name of names) expect(all).not.toContain(name);
      }),
      { numRuns: 400 },
    );
  });
});

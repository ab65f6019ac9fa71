import { createDecipheriv, privateDecrypt, createHash, constants } from "node:crypto";
import { inflateSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import type { ContainerOptions } from "../make/container.ts";
import { containerXml, keyPair, manyAttributes, OTHER_UAI, payloadOf, seal, UAI } from "../make/container.ts";
import { judge } from "./judge.ts";

const good = seal();
const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString("base64");
const xml = (options: ContainerOptions = {}): string => containerXml(options, good);
const CLE = base64(good.key);
const CONTENU = base64(good.content);
const rows = (text: string, width: number, end: string): string =>
  text.replace(new RegExp(`(.{${width}})`, "g"), `$1${end}`);

describe("the test's own container", () => {
  it("opens again with the private key, and its digest is that of the compressed payload", () => {
    // PKCS#1 v1.5 by hand, which Node no longer opens: 00 02, padding, 00, then the 48 bytes.
    const padded = privateDecrypt(
      { key: keyPair(2048).privateKey, padding: constants.RSA_NO_PADDING },
      good.key,
    );
    expect([...padded.subarray(0, 2), padded.at(-49)]).toEqual([0, 2, 0]);
    const guarded = padded.subarray(-48);
    const secret = guarded.subarray(0, 32);
    expect(guarded.subarray(32)).toEqual(createHash("md5").update(secret).digest());
    const decipher = createDecipheriv("aes-128-cbc", secret.subarray(0, 16), secret.subarray(16));
    const compressed = Buffer.concat([decipher.update(good.content), decipher.final()]);
    expect(createHash("sha256").update(compressed).digest()).toEqual(good.digest);
    expect(inflateSync(compressed).toString("utf8")).toBe(payloadOf(60));
  });
});

describe("a container as it should be", () => {
  const fine: readonly (readonly [string, string | Uint8Array])[] = [
    ["as the ENT writes it", xml()],
    ["with a UTF-8 byte order mark", `\uFEFF${xml()}`],
    ["without an XML declaration", xml({ prologue: "" })],
    [
      "declared as ISO-8859-1, and so written",
      Buffer.from(
        xml({
          prologue: '<?xml version="1.0" encoding="ISO-8859-1"?>\n',
          inside: { Description: "Rentr\u00E9e" },
        }),
        "latin1",
      ),
    ],
    ["with a prefix", xml({ prefix: "ie" })],
    ["with another prefix", xml({ prefix: "ns0" })],
    ["with lines ending as on Windows", xml().replaceAll("\n", "\r\n")],
    ["on one line", xml().replaceAll("\n", "")],
    [
      "with comments and instructions",
      xml({ prologue: '<?xml version="1.0"?><!-- export --><?tool go?>\n', more: "<!-- end -->" }),
    ],
    ["with content in rows of 76", xml({ inside: { Contenu: rows(CONTENU, 76, "\r\n") } })],
    ["with content as CDATA", xml({ inside: { Contenu: `<![CDATA[${CONTENU}]]>` } })],
    ["with a plus as a character reference", xml({ inside: { Cle: CLE.replaceAll("+", "&#43;") } })],
    ["with another Version", xml({ version: "2.1" })],
    ["with exactly 512 bytes of content", containerXml({ contentBytes: 512 })],
    ["with 256 attributes in all", xml({ attributes: manyAttributes(254) })],
  ];
  it.each(fine)("%s: container-ok stands alone", async (_, content) => {
    const judged = await judge(content);
    expect(judged.kind).toBe("identifiers-container");
    expect(judged.codes).toEqual(["container-ok"]);
    expect(judged.verdict).toBe("ok");
  });

  it("gives the school's UAI, the day and a measure of how many people, and nothing more", async () => {
    const judged = await judge(xml(), { uai: UAI });
    expect(judged.summary).toMatchObject({ uai: UAI, date: "2026-09-01", contentBytes: good.content.length });
    expect(judged.examined.facts).toEqual({ uai: UAI });
    const people = judged.summary["people"] as { atLeast: number; atMost: number };
    // Real files have from 35 to 110 bytes a person.
    expect(people.atMost).toBe(Math.ceil(good.content.length / 35));
    expect(people.atLeast).toBe(Math.floor(good.content.length / 110));
  });
});

describe("the school the container is for", () => {
  const cases: readonly (readonly [string, string, readonly string[], string])[] = [
    [UAI, UAI, ["container-ok"], "ok"],
    [UAI, UAI.toLowerCase(), ["container-ok"], "ok"],
    [UAI.toLowerCase(), UAI, ["uai-invalid"], "warning"],
    [UAI, OTHER_UAI, ["uai-mismatch"], "rejected"],
    [UAI.toLowerCase(), OTHER_UAI, ["uai-invalid", "uai-mismatch"], "rejected"],
  ];
  it.each(cases)("%s in the file, %s for the school", async (uai, school, codes, verdict) => {
    const judged = await judge(xml({ uai }), { uai: school });
    expect(judged.codes).toEqual(codes);
    expect(judged.verdict).toBe(verdict);
  });
});

describe("the day of the export, in Europe/Paris", () => {
  const cases: readonly (readonly [date: string, today: string, code: string])[] = [
    ["2026-09-15T08:00:00+02:00", "2026-09-15", "container-ok"],
    ["2026-09-15T23:59:59", "2026-09-15", "container-ok"],
    ["2026-09-16T00:00:00", "2026-09-15", "date-future"],
    ["2026-09-15T21:59:59Z", "2026-09-15", "container-ok"],
    ["2026-09-15T22:00:00Z", "2026-09-15", "date-future"],
    ["2026-09-15T22:00:00Z", "2026-09-16", "container-ok"],
    ["2027-01-15T22:59:59Z", "2027-01-15", "container-ok"],
    ["2027-01-15T23:00:00Z", "2027-01-15", "date-future"],
    ["2026-09-16T03:00:00+09:00", "2026-09-15", "container-ok"],
    ["2026-09-15T20:00:00-04:00", "2026-09-15", "date-future"],
    ["2026-09-15T08:00:00.123456789+02:00", "2026-09-15", "container-ok"],
    ["  2026-09-15T08:00:00  ", "2026-09-15", "container-ok"],
    // Sixty days after 17 July is 15 September.
    ["2026-07-17T08:00:00", "2026-09-15", "container-ok"],
    ["2026-07-16T08:00:00", "2026-09-15", "date-stale"],
    ["2026-07-01T00:00:00", "2026-08-30", "container-ok"],
    ["2026-07-01T00:00:00", "2026-08-31", "date-stale"],
    ["2026-06-30T23:59:59", "2026-08-20", "date-previous-year"],
    ["2026-06-30T22:00:00Z", "2026-08-20", "container-ok"],
    ["2026-06-30T21:59:59Z", "2026-08-20", "date-previous-year"],
    ["2026-06-30T08:00:00", "2026-07-01", "date-previous-year"],
    ["2026-06-29T08:00:00", "2026-06-30", "container-ok"],
    ["2025-07-01T08:00:00", "2026-06-30", "date-stale"],
    ["2025-06-30T08:00:00", "2026-06-30", "date-previous-year"],
    ["2026-12-20T08:00:00", "2027-01-05", "container-ok"],
    ["2024-02-29T08:00:00", "2024-03-01", "container-ok"],
    ["2026-02-29T08:00:00", "2026-03-01", "date-invalid"],
    ["2026-09-15T25:00:00", "2026-09-15", "date-invalid"],
    ["2026-09-15 08:00:00", "2026-09-15", "date-invalid"],
    ["1789430400", "2026-09-15", "date-invalid"],
  ];
  it.each(cases)("%s on %s: %s", async (date, today, code) => {
    const judged = await judge(xml({ date }), { today });
    expect(judged.codes).toEqual([code]);
    expect(judged.verdict).toBe({ "container-ok": "ok", "date-stale": "warning" }[code] ?? "rejected");
  });
});

describe("the same file again", () => {
  it("is a warning, and tells by Verification alone", async () => {
    const first = await judge(xml());
    const seen = new Set([first.examined.fingerprint ?? ""]);
    const again = await judge(xml({ version: "2.0", date: "2026-09-02T10:00:00" }), { seen });
    expect(again.codes).toEqual(["same-file-again"]);
    expect(again.verdict).toBe("warning");
    const other = await judge(containerXml({ people: 61 }), { seen });
    expect(other.codes).toEqual(["container-ok"]);
  });
});

describe("the content in clear by itself", () => {
  it("is refused, and nobody in it is named", async () => {
    const judged = await judge(payloadOf(60));
    expect(judged.kind).toBe("identifiers-payload");
    expect(judged.codes).toContain("clear-personal-data");
    expect(judged.verdict).toBe("rejected");
    expect(judged.said).not.toMatch(/INVENTE|Elodie|2012-0/);
  });
});

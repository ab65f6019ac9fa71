import { describe, expect, it } from "vitest";
import { judge } from "./judge.ts";
import { zipOf } from "./zip.ts";

const NAMES = ["eCAS_AucunTrouve_Identite_errIdCAS", "eCAS_AucunTrouve_Identite", "eCAS_Plusieurs_IdCAS"];

/** The same failures, 14 × 120, 13 × 30, 24 × 2, in every way they come. */
const WAYS: readonly (readonly [string, string])[] = [
  ["a table", "Code;Nombre\n14;120\n13;30\n24;2\n"],
  ["a table of names", `Erreur;Total\n${NAMES[0]};120\n${NAMES[1]};30\n${NAMES[2]};2\n`],
  [
    "commas and quotation marks",
    `"Code erreur","Libellé","Nombre"\n"14","déjà un autre","120"\n"13","a, b","30"\n"24","x","2"\n`,
  ],
  ["tabs", "Code\tNombre\n14\t120\n13\t30\n24\t2\n"],
  ["rows pasted", "14 : 120\n13 : 30\n24 : 2\n"],
  ["rows in words", "code 14 : 120\ncode 13 : 30\ncode 24 : 2\n"],
  ["names in rows", `${NAMES[0]} : 120\n${NAMES[1]} : 30\n${NAMES[2]} : 2\n`],
  ["no heading", `14;${NAMES[0]};120\n13;${NAMES[1]};30\n24;${NAMES[2]};2\n`],
  [
    "one row a person",
    ["Nom;Prénom;Date;Code erreur", ...rows("14", 120), ...rows("13", 30), ...rows("24", 2)].join("\n"),
  ],
];

function rows(code: string, count: number): string[] {
  return Array.from({ length: count }, (_, at) => `INVENTE${at};Camille;2012;${code}`);
}

function workbook(cells: readonly (readonly string[])[], shared: boolean): Buffer {
  const strings: string[] = [];
  const cell = (value: string, column: number, row: number): string => {
    const at = `${String.fromCharCode(65 + column)}${row + 1}`;
    if (/^\d+$/.test(value)) return `<c r="${at}"><v>${value}</v></c>`;
    if (!shared) return `<c r="${at}" t="inlineStr"><is><t>${value}</t></is></c>`;
    strings.push(value);
    return `<c r="${at}" t="s"><v>${strings.length - 1}</v></c>`;
  };
  const sheet = cells
    .map(
      (row, r) =>
        `<row r="${r + 1}">${row.map((value, c) => (value === "" ? "" : cell(value, c, r))).join("")}</row>`,
    )
    .join("");
  const xmlns = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
  return zipOf({
    "[Content_Types].xml": "<Types/>",
    "xl/workbook.xml": `<workbook ${xmlns}/>`,
    "xl/worksheets/sheet1.xml": `<?xml version="1.0"?><worksheet ${xmlns}><sheetData>${sheet}</sheetData></worksheet>`,
    "xl/sharedStrings.xml": `<sst ${xmlns}>${strings.map((one) => `<si><t>${one}</t></si>`).join("")}</sst>`,
  });
}

describe("PRONOTE's list of failures", () => {
  it.each(WAYS)("%s", async (_, text) => {
    const { kind, verdict, summary, findings, examined } = await judge(text);
    expect([kind, verdict]).toEqual(["failures-list", "rejected"]);
    expect(summary["codes"]).toEqual({ 14: 120, 13: 30, 24: 2 });
    expect(findings.map((one) => [one.code, one.count, one.owner])).toEqual([
      ["pronote-cas-14", 120, "school"],
      ["pronote-cas-13", 30, "school"],
      ["pronote-cas-24", 2, "school"],
      ["identifier-conflict", 120, "school"],
      ["identity-not-matched", 30, "school"],
      ["identifier-duplicate", 2, "school"],
    ]);
    expect(examined.facts).toEqual({ cas_code: "14" });
  });

  it.each([true, false])("a workbook, strings shared: %s", async (shared) => {
    const cells = [
      ["Nom", "", "Code erreur", "Nombre"],
      ["INVENTE", "", "14", "120"],
      ["X", "", "eCAS_AucunTrouve_Identite", "30"],
    ];
    const judged = await judge(workbook(cells, shared));
    expect([judged.kind, judged.summary["codes"]]).toEqual(["failures-list", { 14: 120, 13: 30 }]);
    expect(judged.said).not.toContain("INVENTE");
  });

  it("a workbook of people is a roster, of anything else a spreadsheet", async () => {
    expect(
      (
        await judge(
          workbook(
            [
              ["Nom", "Prénom"],
              ["A", "B"],
            ],
            true,
          ),
        )
      ).kind,
    ).toBe("roster");
    expect(
      await judge(
        workbook(
          [
            ["Mois", "Repas"],
            ["9", "300"],
          ],
          true,
        ),
      ),
    ).toMatchObject({ kind: "spreadsheet", codes: ["wrong-file"] });
  });

  it("a workbook that unpacks to far more than it should is refused", async () => {
    const sheet = `<worksheet><sheetData>${" ".repeat(300 * 2 ** 20)}</sheetData></worksheet>`;
    const bomb = zipOf({ "xl/workbook.xml": "<workbook/>", "xl/worksheets/sheet1.xml": sheet });
    expect(bomb.length).toBeLessThan(2 ** 20);
    expect((await judge(bomb)).codes).toEqual(["limits-exceeded"]);
  });

  it("shares are told and drawn", async () => {
    const { findings, figure } = await judge("Code;Nombre\n14;75\n13;25\n");
    expect(findings[0]?.explanation).toContain("75 %");
    expect(figure).toMatchObject({ kind: "bars", bars: [{ count: 75 }, { count: 25 }] });
  });

  it("every code has its owner, its texts and its remedy", async () => {
    const all = Array.from({ length: 38 }, (_, code) => `${code};1`).join("\n");
    const { findings } = await judge(`Code;Nombre\n${all}\n`);
    expect(findings.filter((one) => one.code.startsWith("pronote-cas-"))).toHaveLength(38);
    for (const one of findings) expect(one.remedy.length).toBeGreaterThan(15);
  });

  it("numbers alone are codes where they are several", async () => {
    expect(await judge("14\n14\n13\n")).toMatchObject({
      kind: "failures-list",
      summary: { codes: { 13: 1, 14: 2 } },
    });
    expect((await judge("14\n")).kind).toBe("text");
    expect((await judge("14\n15\n2026\n")).kind).toBe("text");
  });

  it("numbers that are no codes stay what they are", async () => {
    expect((await judge("Code;Ville\n44000;Nantes\n49000;Angers\n")).kind).toBe("spreadsheet");
    expect((await judge("Nom;Prénom;Code postal\nA;B;44000\n")).kind).toBe("roster");
  });
});

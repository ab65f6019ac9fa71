import { describe, expect, it } from "vitest";
import { payloadOf, UAI } from "../make/container.ts";
import { judge } from "./judge.ts";

type Parts = {
  readonly root?: string;
  readonly schools?: string;
  readonly managed?: string;
  readonly staff?: string;
  readonly teachers?: string;
  readonly guardians?: string;
  readonly pupils?: string;
};

const PUPIL = (more = "", inside = ""): string =>
  `<Eleve Ident="1" Nom="INVENTE" Prenom="Elodie" DateNaissance="2012-01-31" ID_Partenaire="e1"${more}>${inside}</Eleve>`;
const GUARDIAN = `<Responsable Ident="7" Nom="INVENTE" Prenom="Paul" ID_Partenaire="r7"/>`;

function payload(parts: Parts = {}): string {
  const root =
    parts.root ??
    'Date="2026-09-01T08:00:00+02:00" Partenaire="ENT" ProtocoleDelegationAuthentification="CAS"';
  const schools =
    parts.schools ??
    `<Etablissements><Etablissement Ident="0" Numero="${UAI}" Nom="Lycée inventé"/></Etablissements>`;
  const managed = parts.managed ?? '<EtablissementsGeres><Etablissement Ident="0"/></EtablissementsGeres>';
  const list = (name: string, inside: string | undefined): string =>
    inside === undefined ? "" : `<${name}>${inside}</${name}>`;
  return `<?xml version="1.0" encoding="UTF-8"?>
<PARTENAIRE_INDEX xmlns="http://www.index-education.com/rapprochementssoV2.0" ${root}>
${schools}
${managed}
${list("Personnels", parts.staff)}
${list("Professeurs", parts.teachers)}
${list("Responsables", parts.guardians)}
${list("Eleves", parts.pupils ?? PUPIL())}
</PARTENAIRE_INDEX>`;
}

const CASES: readonly (readonly [string, Parts, readonly string[]])[] = [
  ["nothing but being in clear", {}, []],
  ["an empty list", { staff: "" }, ["payload-empty-list"]],
  [
    "a pupil without birth date",
    { pupils: PUPIL().replace(/ DateNaissance="[^"]*"/, "") },
    ["birth-date-missing"],
  ],
  ["a French date", { pupils: PUPIL().replace("2012-01-31", "31/01/2012") }, ["birth-date-format"]],
  ["a day that is none", { pupils: PUPIL().replace("2012-01-31", "2012-02-31") }, ["birth-date-format"]],
  [
    "a SIRET as number",
    { pupils: PUPIL().replace('Ident="1"', 'Ident="12345678901234"') },
    ["ident-invalid"],
  ],
  ["one number twice", { pupils: PUPIL() + PUPIL().replace('"e1"', '"e2"') }, ["ident-duplicate"]],
  ["no ENT identifier", { pupils: PUPIL().replace(' ID_Partenaire="e1"', "") }, ["partner-id-missing"]],
  [
    "one ENT identifier twice",
    { pupils: PUPIL() + PUPIL().replace('Ident="1"', 'Ident="2"') },
    ["partner-id-duplicate"],
  ],
  ["a guardian who is there", { guardians: GUARDIAN, pupils: PUPIL("", '<Responsable Ident="7"/>') }, []],
  [
    "a guardian who is not",
    { guardians: GUARDIAN, pupils: PUPIL("", '<Responsable Ident="8"/>') },
    ["guardian-unknown"],
  ],
  [
    "another protocol",
    { root: 'Date="2026-09-01T08:00:00" Partenaire="ENT" ProtocoleDelegationAuthentification="ADFS"' },
    ["protocol-not-cas"],
  ],
  ["no protocol at all", { root: 'Date="2026-09-01T08:00:00" Partenaire="ENT"' }, []],
  ["no school", { schools: "" }, ["school-missing"]],
  [
    "a school nobody names",
    { managed: '<EtablissementsGeres><Etablissement Ident="5"/></EtablissementsGeres>' },
    ["school-missing"],
  ],
  [
    "a UAI in small letters",
    {
      schools: `<Etablissements><Etablissement Ident="0" Numero="${UAI.toLowerCase()}" Nom="x"/></Etablissements>`,
    },
    ["uai-invalid"],
  ],
  ["no name", { pupils: PUPIL().replace('Nom="INVENTE"', 'Nom=""') }, ["name-missing"]],
  ["no date of its own", { root: 'Partenaire="ENT"' }, ["element-missing"]],
  [
    "lists out of order",
    {
      staff:
        '<Personnel Ident="1" Nom="A" Prenom="B" ID_Partenaire="p"/></Personnels><Etablissements><Etablissement Ident="9" Numero="0490002L" Nom="x"/></Etablissements><Personnels><Personnel Ident="2" Nom="A" Prenom="B" ID_Partenaire="q"/>',
    },
    ["element-order"],
  ],
];

describe("the identifiers in clear", () => {
  it.each(CASES)("%s", async (_, parts, codes) => {
    const judged = await judge(payload(parts));
    expect(judged.kind).toBe("identifiers-payload");
    expect(judged.codes).toEqual([...codes, "clear-personal-data"].sort());
    expect(judged.verdict).toBe("rejected");
  });

  it("people are counted, never named", async () => {
    const { summary, said, examined } = await judge(payloadOf(40));
    expect(summary).toMatchObject({ pupils: 40, teachers: 0, schools: 1 });
    expect(examined.facts).toEqual({ uai: UAI });
    expect(said).not.toMatch(/INVENTE|Elodie|2012-0/);
  });

  it("is held against the school's UAI", async () => {
    expect((await judge(payload(), { uai: "0490002L" })).codes).toContain("uai-mismatch");
  });

  it("faults are counted and the first has its line", async () => {
    const many = Array.from(
      { length: 5 },
      (_, at) => `<Eleve Ident="${at}" Nom="N" Prenom="P" ID_Partenaire="x${at}"/>`,
    ).join("\n");
    const { findings } = await judge(payload({ pupils: `\n${many}` }));
    expect(findings.find((one) => one.code === "birth-date-missing")).toMatchObject({
      count: 5,
      where: { line: 9 },
    });
  });

  it("cut short, it is told to be in clear all the same", async () => {
    expect((await judge(payload().slice(0, 400))).codes).toEqual(["clear-personal-data", "xml-truncated"]);
  });
});

import type { Artefact } from "./artefact.ts";
import type { ExamineOptions, Found, Place } from "./finding.ts";
import { examined, found } from "./finding.ts";
import { faultFinding, readXml } from "./read-xml.ts";
import { parisDayOf } from "./school-dates.ts";
import { isUai } from "./uai.ts";
import { kindOfRoot } from "./xml-kind.ts";
import type { XmlTag } from "./xml-reader.ts";

/**
 * The content of the container in clear (`RapprochementSSO.xsd` V2.0, GIP RECIA Pronote-WS): lists of people, everything
 * in attributes. It holds pupils' data, so only counts, codes and lines are told, never a value.
 */
const LISTS = [
  "Nomenclatures",
  "Etablissements",
  "EtablissementsGeres",
  "Personnels",
  "Professeurs",
  "Responsables",
  "Eleves",
] as const;

/** Lists of people, by the element of one person. */
const PEOPLE: Readonly<Record<string, string>> = {
  Personnel: "staff",
  Professeur: "teachers",
  Responsable: "guardians",
  Eleve: "pupils",
};

const LIST_OF: Readonly<Record<string, string>> = {
  Nomenclatures: "Civilites",
  Etablissements: "Etablissement",
  EtablissementsGeres: "Etablissement",
  Personnels: "Personnel",
  Professeurs: "Professeur",
  Responsables: "Responsable",
  Eleves: "Eleve",
};

/** `xs:unsignedInt`: up to 4294967295. */
function isIdent(value: string): boolean {
  return /^\d{1,10}$/.test(value.trim()) && Number(value) <= 4_294_967_295;
}

/** `xs:date`, which is how a date is written here and nothing else (XML Schema 1.0 part 2, §3.2.9). */
function isDate(value: string): boolean {
  return parisDayOf(`${value.trim()}T00:00:00`) !== null;
}

/** Findings of the same code, counted; the first place is kept. */
function tally(): { add(code: string, where: Place, name?: string): void; list(): Found[] } {
  const known = new Map<string, { count: number; where: Place; names: Set<string> }>();
  return {
    add(code, where, name) {
      const one = known.get(code) ?? { count: 0, where, names: new Set() };
      one.count += 1;
      if (name !== undefined) one.names.add(name);
      known.set(code, one);
    },
    list: () =>
      [...known].map(([code, { count, where, names }]) =>
        found(code, { count, where, examples: [...names], values: { list: [...names].join(", ") } }),
      ),
  };
}

type Checker = {
  open(tag: XmlTag): void;
  end(): { findings: Found[]; summary: Record<string, unknown>; uai: string | null };
};

function payloadChecker(options: ExamineOptions): Checker {
  const faults = tally();
  const counts: Record<string, number> = { staff: 0, teachers: 0, guardians: 0, pupils: 0 };
  const idents = new Map<string, Set<string>>();
  const partnerIds = new Set<string>();
  const wanted: { ident: string; where: Place }[] = [];
  const schools = new Set<string>();
  const managed: { ident: string; where: Place }[] = [];
  const uais: { uai: string; where: Place }[] = [];
  const seen: string[] = [];
  let rootAt: Place = { line: 1, column: 1 };
  let list = "";
  let open: { name: string; where: Place; people: number } | null = null;

  function closeList(): void {
    if (open !== null && open.people === 0) faults.add("payload-empty-list", open.where, open.name);
    open = null;
  }

  function root({ attributes, where }: XmlTag): void {
    rootAt = where;
    const missing = ["Date", "Partenaire"].filter((name) => (attributes[name] ?? "").trim() === "");
    for (const name of missing) faults.add("element-missing", where, name);
    if (attributes["Date"] !== undefined && parisDayOf(attributes["Date"]) === null)
      faults.add("date-invalid", where);
    const protocol = attributes["ProtocoleDelegationAuthentification"];
    if (protocol !== undefined && protocol !== "CAS") faults.add("protocol-not-cas", where);
  }

  function listBegins({ name, where }: XmlTag): void {
    closeList();
    list = name;
    const at = LISTS.findIndex((one) => one === name);
    if (at < 0) faults.add("element-unexpected", where, "?");
    else if (seen.some((one) => LISTS.findIndex((other) => other === one) > at))
      faults.add("element-order", where, name);
    if (at >= 0) open = { name, where, people: 0 };
    seen.push(name);
  }

  function school({ attributes, where }: XmlTag): void {
    const ident = attributes["Ident"] ?? "";
    if (!isIdent(ident)) faults.add("ident-invalid", where);
    if (list === "EtablissementsGeres") {
      managed.push({ ident, where });
      return;
    }
    schools.add(ident);
    uais.push({ uai: attributes["Numero"] ?? "", where });
  }

  function person({ name, attributes, where }: XmlTag): void {
    const kind = PEOPLE[name] ?? "";
    counts[kind] = (counts[kind] ?? 0) + 1;
    const ident = attributes["Ident"] ?? "";
    const known = idents.get(name) ?? new Set<string>();
    idents.set(name, known);
    if (!isIdent(ident)) faults.add("ident-invalid", where);
    else if (known.has(ident)) faults.add("ident-duplicate", where);
    known.add(ident);
    const partner = attributes["ID_Partenaire"] ?? "";
    if (partner.trim() === "") faults.add("partner-id-missing", where);
    else if (partnerIds.has(partner)) faults.add("partner-id-duplicate", where);
    else partnerIds.add(partner);
    if (["Nom", "Prenom"].some((one) => (attributes[one] ?? "").trim() === ""))
      faults.add("name-missing", where);
    const born = attributes["DateNaissance"];
    if (name === "Eleve" && (born ?? "").trim() === "") faults.add("birth-date-missing", where);
    else if (born !== undefined && born.trim() !== "" && !isDate(born))
      faults.add("birth-date-format", where);
  }

  return {
    open(tag) {
      if (tag.depth === 1) root(tag);
      else if (tag.depth === 2) listBegins(tag);
      else if (tag.depth === 3 && tag.name === LIST_OF[list]) {
        if (open !== null) open.people += 1;
        if (tag.name === "Etablissement") school(tag);
        else if (Object.hasOwn(PEOPLE, tag.name)) person(tag);
      } else if (tag.depth === 4 && list === "Eleves" && tag.name === "Responsable") {
        wanted.push({ ident: tag.attributes["Ident"] ?? "", where: tag.where });
      }
    },
    end() {
      closeList();
      const guardians = idents.get("Responsable") ?? new Set();
      for (const { ident, where } of wanted) if (!guardians.has(ident)) faults.add("guardian-unknown", where);
      if (schools.size === 0 || managed.length === 0) faults.add("school-missing", rootAt);
      for (const { ident, where } of managed) if (!schools.has(ident)) faults.add("school-missing", where);
      const uai = checkSchools(uais, options, faults);
      const people = Object.values(counts).reduce((sum, one) => sum + one, 0);
      if (people === 0 && !seen.some((one) => Object.hasOwn(PEOPLE, LIST_OF[one] ?? ""))) {
        faults.add("payload-empty-list", rootAt, "PARTENAIRE_INDEX");
      }
      return { findings: faults.list(), summary: { ...counts, schools: schools.size }, uai };
    },
  };
}

function checkSchools(
  uais: readonly { readonly uai: string; readonly where: Place }[],
  options: ExamineOptions,
  faults: ReturnType<typeof tally>,
): string | null {
  for (const { uai, where } of uais) if (!isUai(uai)) faults.add("uai-invalid", where);
  const known = uais.filter(({ uai }) => isUai(uai));
  const expected = options.uai?.toUpperCase();
  const first = known[0];
  if (first === undefined) return null;
  if (expected !== undefined && !known.some(({ uai }) => uai === expected))
    faults.add("uai-mismatch", first.where);
  return known.length === 1 ? first.uai : null;
}

/** The people of the identifiers file in clear: what only an agent who debugs an export should ever hold. */
export const identifiersPayload: Artefact = {
  recognise: ({ root, text }) => (root !== null && kindOfRoot(root, text) === "identifiers-payload" ? 1 : 0),
  async examine(source, options) {
    const checker = payloadChecker(options);
    const read = await readXml(source, { keep: () => false, open: checker.open });
    const clear = found("clear-personal-data", { where: read.root?.where ?? null });
    if (read.fault !== null) return examined("identifiers-payload", [clear, faultFinding(read.fault)]);
    const { findings, summary, uai } = checker.end();
    const named = findings.map((one) =>
      one.code === "uai-mismatch"
        ? { ...one, values: { uai: uai ?? "?", expected: options.uai ?? "?" } }
        : one,
    );
    const lower = named.map((one) =>
      one.code === "uai-invalid" ? { ...one, values: { lower: "no" } } : one,
    );
    return examined("identifiers-payload", [clear, ...lower], {
      summary,
      facts: uai === null ? {} : { uai },
    });
  },
};

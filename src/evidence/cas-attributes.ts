import type { Examined, Found, Kind } from "./finding.ts";
import { examined, found } from "./finding.ts";
import type { AttributeRole, Knowledge } from "./knowledge.ts";
import { ATTRIBUTE_ROLES } from "./knowledge.ts";

/** Values of the answer by role, all names of an attribute taken together. */
type Person = Readonly<Record<AttributeRole, readonly string[]>>;

const ISO_DATE = /^(\d{4})-(\d{2})-(\d{2})$/;
const FRENCH_DATE = /^(\d{2})\/(\d{2})\/(\d{4})$/;

/** A date of the two forms in use, yyyy-MM-dd and dd/MM/yyyy (entcore, Laclasse), that is in the calendar. */
export function isBirthDate(value: string): boolean {
  const iso = ISO_DATE.exec(value);
  const french = FRENCH_DATE.exec(value);
  const [year, month, day] =
    iso !== null ? iso.slice(1).map(Number) : (french?.slice(1).toReversed().map(Number) ?? []);
  if (year === undefined || month === undefined || day === undefined) return false;
  const date = new Date(Date.UTC(year, month - 1, day));
  return year >= 1900 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

function personOf(leaves: ReadonlyMap<string, readonly string[]>, knowledge: Knowledge): Person {
  const byName = new Map<string, string[]>();
  for (const [name, values] of leaves) {
    const key = name.toLowerCase();
    byName.set(key, [
      ...(byName.get(key) ?? []),
      ...values.map((one) => one.trim()).filter((one) => one !== ""),
    ]);
  }
  const of = (role: AttributeRole): string[] =>
    knowledge.attributes[role].flatMap((name) => byName.get(name) ?? []);
  return {
    lastName: of("lastName"),
    firstName: of("firstName"),
    birthDate: of("birthDate"),
    profile: of("profile"),
    postcode: of("postcode"),
  };
}

/** Names of the attributes an answer lacks, as the scheme it is written in has them. */
function missingNames(
  roles: readonly AttributeRole[],
  leaves: ReadonlyMap<string, readonly string[]>,
  knowledge: Knowledge,
): readonly string[] {
  const names = new Set([...leaves.keys()].map((name) => name.toLowerCase()));
  const french = ATTRIBUTE_ROLES.some((role) => names.has(knowledge.attributes[role][1] ?? ""));
  return roles.map((role) => {
    const written = knowledge.attributeNames[role];
    return (french ? written[1] : written[0]) ?? role;
  });
}

/**
 * What a successful answer says of a person, held against what PRONOTE matches by (guide 4.1). Nothing of the person
 * leaves: names of attributes, counts and profile codes only.
 */
export function judgePerson(
  kind: Kind,
  user: string,
  leaves: ReadonlyMap<string, readonly string[]>,
  knowledge: Knowledge,
): Examined {
  const person = personOf(leaves, knowledge);
  const codes = person.profile
    .flatMap((one) => one.split(/[;,|]/))
    .map((one) => one.trim())
    .filter((one) => one !== "");
  const known = codes.map((code) => knowledge.profiles[code.toLowerCase()]);
  const who = new Set(known.flatMap((one) => (one === undefined ? [] : [one.who])));
  const findings: Found[] = [found("cas-success", { values: { user: user.trim() === "" ? "no" : "yes" } })];

  const missing = ATTRIBUTE_ROLES.filter(
    (role) => person[role].length === 0 && (role !== "birthDate" || who.has("pupil")),
  );
  const names = [...(user.trim() === "" ? ["user"] : []), ...missingNames(missing, leaves, knowledge)];
  if (names.length > 0) {
    findings.push(
      found("cas-attribute-missing", {
        count: names.length,
        examples: names,
        values: { list: names.join(", ") },
      }),
    );
  }
  const dates = person.birthDate.filter((one) => !isBirthDate(one));
  if (dates.length > 0)
    findings.push(found("cas-birth-date-format", { values: { shape: shapeOf(dates[0] ?? "") } }));
  if (person.postcode.some((one) => !/^\d{5}$/.test(one))) {
    // A guardian is told from a namesake by the postcode; for the others it only helps.
    findings.push(found("cas-postcode-format", who.has("guardian") ? { severity: "error" } : {}));
  }
  findings.push(...judgeProfiles(codes, known, who));
  return examined(kind, findings, {
    summary: { attributes: ATTRIBUTE_ROLES.filter((role) => person[role].length > 0), profiles: [...who] },
  });
}

function judgeProfiles(
  codes: readonly string[],
  known: readonly (Knowledge["profiles"][string] | undefined)[],
  who: ReadonlySet<string>,
): Found[] {
  const findings: Found[] = [];
  const unknown = codes.filter((_, at) => known[at] === undefined);
  if (unknown.length > 0) {
    // What stands there may be anything, be it a name: only codes of the national shape are repeated.
    const shown = unknown.filter((one) => /^national_[a-z0-9]{1,3}$/i.test(one));
    findings.push(
      found("cas-profile-unknown", {
        count: unknown.length,
        examples: shown,
        values: { list: shown.join(", ") || "?" },
      }),
    );
  }
  const namings = new Set(known.flatMap((one) => (one === undefined ? [] : [one.naming])));
  if (namings.size > 1) findings.push(found("cas-profile-mixed"));
  if (who.size > 1)
    findings.push(found("cas-multiple-profiles", { count: who.size, values: { list: [...who].join(", ") } }));
  return findings;
}

/** A date's shape without its figures: « 31.01.12 » is `99.99.99`. */
function shapeOf(value: string): string {
  return value
    .slice(0, 24)
    .replace(/\d/g, "9")
    .replace(/[^9\-/. :T]/g, "x");
}

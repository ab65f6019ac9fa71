import type { Wording } from "../catalogue.ts";
import { CASE_FACT, CASE_FLOW } from "../dialogue/case.ts";
import { blockedSteps, indexOf } from "../dialogue/index-of.ts";
import { viewAt } from "../dialogue/next.ts";
import type { Situation } from "../dialogue/situation.ts";
import { factsOf, UNKNOWN } from "../dialogue/situation.ts";
import type { Language } from "../message.ts";
import type { Values } from "../texts.ts";
import type { World } from "./world.ts";

/** A sample address in each hosting; the UAI is a made-up one with a right check letter. */
const SAMPLE_HOSTED = "https://0440001M.index-education.net/pronote/";
const SAMPLE_SELF = "https://pronote.mon-college.fr/pronote/";

/** A label of PRONOTE in bold: the one of `version`, with the earlier one beside it; every one where it is unknown. */
export function labelText(
  wordings: readonly Wording[],
  version: string,
  either: string,
  before: string,
): string {
  const bold = wordings.map((one) => `**${one.text}**`);
  if (bold.length === 1) return bold[0] ?? "";
  const year = Number(version);
  if (!Number.isInteger(year)) return `${bold[0]} (${either} ${bold.slice(1).join(", ")})`;
  const at = wordings.findIndex((one) => one.until === undefined || year <= one.until);
  return at <= 0 ? (bold[0] ?? "") : `${bold[at]} (${before} ${bold[at - 1]})`;
}

const labelsKnown = new WeakMap<World, Map<string, Values>>();

/** Every label of PRONOTE as this version and language have it, by its placeholder; made once of each. */
function labelsOf(world: World, language: Language, version: string): Values {
  const known = labelsKnown.get(world) ?? new Map<string, Values>();
  labelsKnown.set(world, known);
  const name = `${language} ${version}`;
  const labels = known.get(name);
  if (labels !== undefined) return labels;
  const either = world.texts.say(language, "ui.label-either");
  const before = world.texts.say(language, "ui.label-before");
  const made = Object.fromEntries(
    Object.entries(world.catalogue.pronote.labels).map(([label, wordings]) => [
      `l_${label}`,
      labelText(wordings, version, either, before),
    ]),
  );
  known.set(name, made);
  return made;
}

/** What a text may name beside facts and derived facts, for these labels of PRONOTE; the model checker goes by it. */
export function fixedPlaceholders(labels: readonly string[]): readonly string[] {
  return [
    ...labels.map((label) => `l_${label}`),
    "ent_name",
    "ent_menu",
    "ent_cas_url",
    "console",
    "set",
    "direct_base",
    "direct_example",
    "phone_index_education",
    "mail_itslearning",
    "page_assistance",
    "page_faq",
    "page_hosting",
    "page_forum",
    "blocked",
    "blocked_list",
  ];
}

/** What the placeholders of a step's text stand for in this situation. */
export function valuesOf(
  world: World,
  language: Language,
  situation: Situation,
  derived: ReadonlyMap<string, string>,
): Values {
  const { catalogue, texts } = world;
  const facts = factsOf(situation);
  const known = (name: string): string => facts.get(name)?.value ?? UNKNOWN;
  const version = facts.get("pronote_version")?.value ?? UNKNOWN;
  // The labels are many and always the same: they stand behind the values, not among them.
  const values = Object.create(labelsOf(world, language, version)) as Record<string, string | number>;
  for (const name of catalogue.lexicon.facts.keys()) values[name] = facts.get(name)?.value ?? UNKNOWN;
  for (const [name, value] of derived) values[name] = value;

  values["console"] = Number.isInteger(Number(version))
    ? Number(version) >= catalogue.pronote.recent_console_from
      ? "recent"
      : "old"
    : UNKNOWN;

  const ent = catalogue.ents.get(known("ent"));
  values["ent_name"] = ent?.name ?? texts.say(language, "ui.your-ent");
  values["ent_menu"] = ent?.menu ?? texts.say(language, "ui.your-ent-in-list");
  const casUrl = known("cas_url");
  values["ent_cas_url"] =
    ent?.cas_url ?? (casUrl === UNKNOWN ? texts.say(language, "ui.your-cas-url") : casUrl);
  // Settings are only made anew where last year's are gone; else the texts speak of what is left as it is.
  values["set"] = derived.get("config_kept") === "no" ? "yes" : "no";

  const web = known("public_url_web");
  const uai = known("uai");
  const hosted = known("hosting") !== "self-hosted";
  const hostedBase = uai === UNKNOWN ? SAMPLE_HOSTED : `https://${uai}.index-education.net/pronote/`;
  const base = web !== UNKNOWN ? web : hosted ? hostedBase : SAMPLE_SELF;
  values["direct_base"] = base;
  values["direct_example"] = `${base}?login=true`;

  const index = catalogue.support.get("index-education");
  values["phone_index_education"] = index?.phone ?? "";
  values["mail_itslearning"] = catalogue.support.get("itslearning")?.mail ?? "";
  for (const page of ["assistance", "faq", "hosting", "forum"])
    values[`page_${page}`] = index?.pages[page] ?? "";

  values["blocked"] = blockedSteps(catalogue.flows, indexOf(situation)).length;
  return values;
}

/** The view conditions of routes look at: facts, derived ones, and whose turn the known message or code says it is. */
export function routeView(
  world: World,
  situation: Situation,
  derived: ReadonlyMap<string, string>,
): ReturnType<typeof viewAt> {
  const facts = factsOf(situation);
  const value = (name: string): string => facts.get(name)?.value ?? "";
  const more = new Map(derived);
  const code = world.catalogue.pronote.cas_codes[value("cas_code")];
  if (code !== undefined) more.set("cas_code_owner", code.owner);
  const message = world.catalogue.lexicon.messages.get(value("message"));
  if (message !== undefined) more.set("message_owner", message.owner);
  const ent = world.catalogue.ents.get(value("ent"));
  if (ent !== undefined) more.set("ent_route", ent.route);
  const about = world.catalogue.cases[value(CASE_FACT)];
  // A case that was dealt with says nothing of what is asked for later.
  const helped = indexOf(situation).outcomes.get(`${CASE_FLOW}/${value(CASE_FACT)}`)?.value !== "blocked";
  if (about !== undefined && !helped) more.set("case_route", about.route ?? about.owner);
  return viewAt(world.catalogue.flows, situation, more);
}

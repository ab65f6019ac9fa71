import { LANGUAGES } from "../../message.ts";
import { stepPath } from "../condition.ts";
import type { Flow, Step } from "../flow.ts";
import { UNKNOWN } from "../situation.ts";
import type { Fault } from "./fault.ts";
import { fault } from "./fault.ts";
import type { Parsed } from "./icu.ts";
import { parseText } from "./icu.ts";
import type { Model } from "./model.ts";
import { domainOfDerived } from "./structure.ts";

/** Faults of the texts: missing, unreadable, not alike in both languages, said by no step. */
export function words(model: Model): readonly Fault[] {
  const wanted = wantedTexts(model);
  const parse = parseOnce();
  return [...missing(model, wanted), ...parity(model, parse), ...unused(model), ...ofTexts(model, parse)];
}

/** Each text is looked at by itself and beside the other language's, and taken apart once. */
function parseOnce(): typeof parseText {
  const known = new Map<string, ReturnType<typeof parseText>>();
  return (text, language) => {
    const id = `${language} ${text}`;
    const parsed = known.get(id) ?? parseText(text, language);
    known.set(id, parsed);
    return parsed;
  };
}

type Wanted = { readonly key: string; readonly path: string };

function wantedTexts(model: Model): readonly Wanted[] {
  const wanted: Wanted[] = [];
  for (const flow of model.flows.values()) {
    for (const step of flow.steps) {
      const path = stepPath(flow.flow, step.id);
      for (const key of keysOf(model, flow, step)) wanted.push({ key, path });
    }
  }
  return wanted;
}

function keysOf(model: Model, flow: Flow, step: Step): readonly string[] {
  const own = `${flow.flow}.${step.id}`;
  switch (step.kind) {
    case "decide":
    case "call":
      return [];
    case "draft":
      return [`draft.${step.about}.title`];
    case "ask": {
      const question = has(model, own) ? own : `facts.${step.fact}.question`;
      const values = step.offer ?? model.facts.get(step.fact)?.values ?? [];
      const labels = values
        .map((value) => `facts.${step.fact}.values.${value}`)
        .filter((key) => !isPlain(key, model));
      return [question, `facts.${step.fact}.name`, `facts.${step.fact}.why`, ...labels];
    }
    default:
      return [own];
  }
}

/** Years and codes stand for themselves, and so do names of ENTs. */
function isPlain(key: string, model: Model): boolean {
  const value = key.split(".").at(-1) ?? "";
  return !has(model, key) && (/^\d+$/.test(value) || key.startsWith("facts.ent.values."));
}

function has(model: Model, key: string): boolean {
  return [...model.texts.values()].some((table) => table.has(key));
}

function missing(model: Model, wanted: readonly Wanted[]): readonly Fault[] {
  const faults = new Map<string, Fault>();
  for (const { key, path } of wanted) {
    for (const language of LANGUAGES) {
      if (model.texts.get(language)?.has(key) === true || faults.has(`${language} ${key}`)) continue;
      faults.set(`${language} ${key}`, fault("text-missing", model.place(path), { path, key, language }));
    }
  }
  return [...faults.values()];
}

/** Whatever is said in one language is said in the other, with the same placeholders. */
function parity(model: Model, parse: typeof parseText): readonly Fault[] {
  const faults: Fault[] = [];
  for (const language of LANGUAGES) {
    for (const [key, entry] of model.texts.get(language) ?? []) {
      for (const other of LANGUAGES) {
        const there = model.texts.get(other)?.get(key);
        if (other === language) continue;
        if (there === undefined) {
          faults.push(fault("text-missing", entry.place, { path: key, key, language: other }));
          continue;
        }
        if (language !== "fr") continue;
        const [mine, theirs] = [parse(entry.text, language), parse(there.text, other)];
        if ("unreadable" in mine || "unreadable" in theirs) continue;
        const only = difference(mine, theirs);
        if (only !== "") faults.push(fault("text-placeholders-differ", there.place, { key, only }));
      }
    }
  }
  return faults;
}

function difference(a: Parsed, b: Parsed): string {
  const only = [
    ...[...a.placeholders].filter((name) => !b.placeholders.has(name)),
    ...[...b.placeholders].filter((name) => !a.placeholders.has(name)),
  ];
  return only.map((name) => `{${name}}`).join(", ");
}

/** A text in a flow's file that no step of the flow says. */
function unused(model: Model): readonly Fault[] {
  const faults: Fault[] = [];
  for (const table of model.texts.values()) {
    for (const [key, entry] of table) {
      const [file = "", id = ""] = key.split(".");
      const flow = model.flows.get(file);
      if (flow === undefined) continue;
      const steps = flow.steps.map((step) => step.id);
      if (steps.includes(id) || steps.some((step) => id === `${step}-not-found`)) continue;
      faults.push(fault("unused-text", entry.place, { key }));
    }
  }
  return faults;
}

function ofTexts(model: Model, parse: typeof parseText): readonly Fault[] {
  const derived = domainOfDerived(model);
  const faults: Fault[] = [];
  for (const [language, table] of model.texts) {
    for (const [key, entry] of table) {
      const parsed = parse(entry.text, language);
      if ("unreadable" in parsed) {
        faults.push(fault("text-unreadable", entry.place, { key, reason: parsed.unreadable }));
        continue;
      }
      const [file = ""] = key.split(".");
      if (model.flows.has(file)) faults.push(...ofPlaceholders(model, key, parsed, entry.place, derived));
    }
  }
  return faults;
}

function ofPlaceholders(
  model: Model,
  key: string,
  parsed: Parsed,
  place: Fault["place"],
  derived: ReadonlyMap<string, ReadonlySet<string>>,
): readonly Fault[] {
  const faults: Fault[] = [];
  for (const name of parsed.placeholders) {
    if (
      model.placeholders.has(name) ||
      model.facts.has(name) ||
      derived.has(name) ||
      model.supplied.has(name)
    )
      continue;
    faults.push(fault("unknown-placeholder", place, { key, placeholder: name }));
  }
  for (const name of parsed.bare) {
    // A fact may always be unknown: the person would read the bare word.
    if (model.facts.has(name))
      faults.push(fault("placeholder-unguarded", place, { key, placeholder: name, value: UNKNOWN }));
  }
  return faults;
}

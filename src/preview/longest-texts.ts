import type { Parsed } from "../dialogue/check/icu.ts";
import { longestOf, parseText } from "../dialogue/check/icu.ts";
import { LONG_VALUE } from "../dialogue/check/long-value.ts";
import type { Model, Place } from "../dialogue/check/model.ts";
import { UNKNOWN } from "../dialogue/situation.ts";
import type { Language } from "../message.ts";
import type { Texts, Values } from "../texts.ts";
import { frenchSpacing } from "../texts.ts";

/** A text of the model by its key, with the line it is written on. */
export type Written = { readonly key: string; readonly place: Place };

/** The texts of a model, each as long as it can become, with where every sentence said so far is written. */
export type LongestTexts = Texts & {
  /** Where the text that became exactly `said` is written; null where none did. */
  whereWritten(language: Language, said: string): Written | null;
};

/**
 * Texts that fill each placeholder with the longest it can stand for and take the longest branch of every choice, so that
 * whatever composes an output from them composes the longest. A key there is no text for, or one that cannot be read, is
 * said as the key: those are faults of their own.
 */
export function longestTexts(model: Model): LongestTexts {
  const taken = new Map<string, Parsed | null>();
  const labels = new Map<string, string>();
  const written = new Map<string, string>();

  function raw(language: Language, key: string): string | undefined {
    const text = model.texts.get(language)?.get(key)?.text;
    return text !== undefined && language === "fr" ? frenchSpacing(text) : text;
  }

  function labelOf(language: Language, fact: string): string {
    const id = `${language} ${fact}`;
    const label = labels.get(id) ?? longestLabel(model, language, fact);
    labels.set(id, label);
    return label;
  }

  /** The longest a placeholder can stand for: what it is given here, what the model knows of it, or any long value. */
  function longestValue(language: Language, name: string, values: Values): string {
    const given = values[name];
    const domain = model.facts.get(name);
    const ofFact = domain === undefined ? undefined : domain.free ? LONG_VALUE : labelOf(language, name);
    const known = model.placeholders.get(name) ?? ofFact;
    if (known === undefined && given === undefined) return LONG_VALUE;
    return longestOf([given === undefined || given === UNKNOWN ? "" : String(given), known ?? ""]);
  }

  function parsed(language: Language, key: string): Parsed | null {
    const id = `${language} ${key}`;
    let found = taken.get(id);
    if (found === undefined) {
      const read = parseText(raw(language, key) ?? key, language);
      found = "unreadable" in read ? null : read;
      taken.set(id, found);
    }
    return found;
  }

  return {
    say(language, key, values = {}) {
      const text = parsed(language, key)?.longest((name) => longestValue(language, name, values)) ?? key;
      written.set(`${language} ${text}`, key);
      return text;
    },
    has: (language, key) => model.texts.get(language)?.has(key) === true,
    raw,
    keys: (language) => [...(model.texts.get(language)?.keys() ?? [])],
    whereWritten(language, said) {
      const key = written.get(`${language} ${said}`);
      const place = key === undefined ? undefined : model.texts.get(language)?.get(key)?.place;
      return key === undefined || place === undefined ? null : { key, place };
    },
  };
}

/** The longest label of a fact's values, as an answer or told back. */
function longestLabel(model: Model, language: Language, fact: string): string {
  const table = model.texts.get(language);
  return longestOf(
    (model.facts.get(fact)?.values ?? []).flatMap((value) => [
      table?.get(`facts.${fact}.told.${value}`)?.text ?? "",
      table?.get(`facts.${fact}.values.${value}`)?.text ?? value,
    ]),
  );
}

import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { IntlMessageFormat } from "intl-messageformat";
import type { Language } from "./message.ts";
import { LANGUAGES } from "./message.ts";
import { parseYaml } from "./parsed.ts";

export type Values = Readonly<Record<string, string | number>>;

/**
 * Every sentence the program says, by language and key: `<file>.<key>.<key>…`, the files being `locales/<lang>/*.yaml`.
 * Texts are Markdown with ICU placeholders.
 */
export interface Texts {
  /** The text of `key`, its placeholders filled; an unknown key is a fault of the program and throws. */
  say(language: Language, key: string, values?: Values): string;
  has(language: Language, key: string): boolean;
  /** The text as written, before its placeholders are filled. */
  raw(language: Language, key: string): string | undefined;
  keys(language: Language): readonly string[];
}

const NO_BREAK_SPACE = "\u00A0";

/** French spacing: no-break spaces inside « » and before ; : ! ? — Imprimerie nationale, Lexique, « Ponctuation ». */
export function frenchSpacing(text: string): string {
  return text.replace(/«[ \u00A0]?/g, `«${NO_BREAK_SPACE}`).replace(/ ([;:!?»])/g, `${NO_BREAK_SPACE}$1`);
}

/** Nested YAML as a flat table of dotted keys. */
export function flatten(prefix: string, node: unknown, into: Map<string, string>): void {
  if (node === null || node === undefined) return;
  if (typeof node === "object" && !Array.isArray(node)) {
    for (const [key, value] of Object.entries(node)) flatten(`${prefix}.${key}`, value, into);
    return;
  }
  into.set(prefix, String(node).trimEnd());
}

type Elements = ReturnType<IntlMessageFormat["getAst"]>;

/** ICU takes no hyphen in the name of a choice, our ids have them: `self_hosted` in a select is for `self-hosted` too. */
function alsoHyphened(elements: Elements): void {
  for (const element of elements) {
    if ("children" in element) alsoHyphened(element.children);
    if (!("options" in element)) continue;
    for (const [name, option] of Object.entries(element.options)) {
      alsoHyphened(option.value);
      if (name.includes("_")) Object.assign(element.options, { [name.replaceAll("_", "-")]: option });
    }
  }
}

function readLanguage(root: string, language: Language): Map<string, string> {
  const folder = join(root, "locales", language);
  const table = new Map<string, string>();
  for (const file of readdirSync(folder).filter((name) => name.endsWith(".yaml"))) {
    flatten(basename(file, ".yaml"), parseYaml(readFileSync(join(folder, file), "utf8")), table);
  }
  return table;
}

/** Reads `locales/` below `root`. Messages are compiled on first use, so a start pays only for what it says. */
export function loadTexts(root: string): Texts {
  const tables = new Map(LANGUAGES.map((language) => [language, readLanguage(root, language)]));
  const compiled = new Map<string, IntlMessageFormat>();

  function table(language: Language): Map<string, string> {
    return tables.get(language) ?? new Map<string, string>();
  }

  return {
    say(language, key, values = {}) {
      const id = `${language}:${key}`;
      let message = compiled.get(id);
      if (message === undefined) {
        const raw = table(language).get(key);
        if (raw === undefined) throw new Error(`no text ${key} in locales/${language}`);
        message = new IntlMessageFormat(language === "fr" ? frenchSpacing(raw) : raw, language, undefined, {
          ignoreTag: true,
        });
        alsoHyphened(message.getAst());
        compiled.set(id, message);
      }
      return String(message.format(values));
    },
    has: (language, key) => table(language).has(key),
    raw(language, key) {
      const raw = table(language).get(key);
      return raw !== undefined && language === "fr" ? frenchSpacing(raw) : raw;
    },
    keys: (language) => [...table(language).keys()],
  };
}

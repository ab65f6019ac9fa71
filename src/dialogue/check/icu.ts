import { IntlMessageFormat } from "intl-messageformat";
import type { Language } from "../../message.ts";

type Element = ReturnType<IntlMessageFormat["getAst"]>[number];

/** A text taken apart: the placeholders it fills, those printed as they are, and the longest text it can become. */
export type Parsed = {
  readonly placeholders: ReadonlySet<string>;
  /** Printed bare, and not inside a choice on that very placeholder. */
  readonly bare: ReadonlySet<string>;
  longest(of: (placeholder: string) => string): string;
};

/** Takes an ICU message apart; an unreadable one gives the reason as a sentence of the parser. */
export function parseText(text: string, language: Language): Parsed | { readonly unreadable: string } {
  let elements: readonly Element[];
  try {
    elements = new IntlMessageFormat(text, language, undefined, { ignoreTag: true }).getAst();
  } catch (error) {
    return { unreadable: error instanceof Error ? (error.message.split("\n")[0] ?? "") : String(error) };
  }
  const placeholders = new Set<string>();
  const bare = new Set<string>();
  collect(elements, new Set(), placeholders, bare);
  return { placeholders, bare, longest: (of) => longest(elements, of) };
}

function collect(
  elements: readonly Element[],
  chosen: ReadonlySet<string>,
  placeholders: Set<string>,
  bare: Set<string>,
): void {
  for (const element of elements) {
    if ("options" in element) {
      placeholders.add(element.value);
      const inside = new Set([...chosen, element.value]);
      for (const option of Object.values(element.options)) collect(option.value, inside, placeholders, bare);
    } else if ("children" in element) collect(element.children, chosen, placeholders, bare);
    else if (isArgument(element)) {
      placeholders.add(element.value);
      if (!chosen.has(element.value)) bare.add(element.value);
    }
  }
}

/** Neither literal text (0) nor the « # » of a plural (7): an argument, whatever its format. */
function isArgument(element: Element): element is Extract<Element, { value: string }> {
  return "value" in element && typeof element.value === "string" && Number(element.type) !== 0;
}

/** What stands for the « # » of a plural. */
const POUND = "999";

function longest(elements: readonly Element[], of: (placeholder: string) => string): string {
  let text = "";
  for (const element of elements) {
    if ("options" in element) {
      const options = Object.values(element.options).map((option) => longest(option.value, of));
      text += longestOf(options);
    } else if ("children" in element) text += longest(element.children, of);
    else if (isArgument(element)) text += of(element.value);
    else text += "value" in element && typeof element.value === "string" ? element.value : POUND;
  }
  return text;
}

/** The longest of some texts; the first where several are, and none where there is none. */
export function longestOf(texts: readonly string[]): string {
  return texts.reduce((most, one) => (one.length > most.length ? one : most), "");
}

import type { CallSheet, SheetField } from "../adapter.ts";
import type { Language } from "../../src/message.ts";

/** A text of `locales/`. */
export type SheetSay = (
  language: Language,
  key: string,
  values?: Readonly<Record<string, string | number>>,
) => string;

export type Spoken = { readonly language: Language; readonly heading: string | null; readonly text: string };

/** A part of the sheet under its heading, the same on the page and in the PDF. */
export type SheetPart = { readonly name: string; readonly title: string } & (
  | { readonly kind: "fields"; readonly fields: readonly SheetField[] }
  | { readonly kind: "list"; readonly items: readonly string[] }
  | {
      readonly kind: "speech";
      readonly spoken: readonly Spoken[];
      readonly points: readonly SheetField[];
      readonly ownWords: string | null;
      readonly request: readonly Spoken[];
    }
  /** Blanks to write in, each so many lines high. */
  | { readonly kind: "blanks"; readonly blanks: readonly { readonly name: string; readonly lines: number }[] }
);

const ANSWER = [
  ["who", 1],
  ["when", 1],
  ["ticket", 1],
  ["todo", 4],
  ["next", 1],
] as const;

/** Names stand in the middle of sentences elsewhere, at the beginning of a line here. */
function capital(text: string): string {
  return `${text.charAt(0).toLocaleUpperCase()}${text.slice(1)}`;
}

function fields(list: readonly SheetField[]): readonly SheetField[] {
  return list.map(({ name, value }) => ({ name: capital(name), value }));
}

/** The parts of a sheet in the order a call takes them; those with nothing in them are left out. */
export function callSheetParts(sheet: CallSheet, text: SheetSay): readonly SheetPart[] {
  const say = (key: string): string => text(sheet.language, `call-sheet.${key}`);
  const several = sheet.opening.length > 1;
  const spoken = (of: (language: Language, opening: string) => string): readonly Spoken[] =>
    sheet.opening.map((one) => ({
      language: one.language,
      heading: several ? say(`say-in.${one.language}`) : null,
      text: of(one.language, one.text),
    }));
  const tried = sheet.tried.map(({ at, title, outcome }) => `${at} – ${title} (${outcome})`);
  const parts: readonly SheetPart[] = [
    { name: "asked", title: say("asked"), kind: "fields", fields: fields(sheet.asked) },
    { name: "ready", title: say("ready.title"), kind: "list", items: sheet.ready },
    {
      name: "say",
      title: say("say"),
      kind: "speech",
      spoken: spoken((_, opening) => opening),
      points: fields(sheet.points),
      ownWords: sheet.ownWords,
      request: spoken((language) => text(language, "call-sheet.request")),
    },
    {
      name: "findings",
      title: say("findings"),
      kind: "fields",
      fields: sheet.findings.map(({ code, title }) => ({ name: code, value: title })),
    },
    { name: "tried", title: say("tried"), kind: "list", items: tried },
    {
      name: "answer",
      title: say("answer.title"),
      kind: "blanks",
      blanks: ANSWER.map(([name, lines]) => ({ name: say(`answer.${name}`), lines })),
    },
  ];
  const empty = (part: SheetPart): boolean =>
    (part.kind === "fields" && part.fields.length === 0) || (part.kind === "list" && part.items.length === 0);
  return parts.filter((part) => !empty(part));
}

/** When the phone is answered, as far as it is known. */
export function hoursOf(sheet: CallSheet, text: SheetSay): string {
  return sheet.hours === null
    ? text(sheet.language, "call-sheet.hours-unknown")
    : text(sheet.language, "call-sheet.hours", { hours: sheet.hours });
}

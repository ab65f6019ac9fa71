import type { CallSheet, SheetField } from "../adapter.ts";
import type { SheetPart, SheetSay, Spoken } from "./callSheetParts.ts";
import { callSheetParts, hoursOf } from "./callSheetParts.ts";
import type { Sheet } from "./pdfSheet.ts";
import { pdfSheet } from "./pdfSheet.ts";

/** How large letters are, from the size that reads well to the least that does: the first that fits one page is taken. */
const SCALES = [1, 0.92, 0.85] as const;

function fields(on: Sheet, list: readonly SheetField[]): void {
  for (const { name, value } of list) {
    if (value === null) on.blank(name, 1);
    else on.field(name, value);
  }
}

function spoken(on: Sheet, all: readonly Spoken[]): void {
  for (const { language, heading, text } of all) on.quote(heading, text, language);
}

function part(on: Sheet, one: SheetPart): void {
  on.heading(one.title);
  switch (one.kind) {
    case "fields":
      fields(on, one.fields);
      break;
    case "list":
      for (const item of one.items) on.item(item);
      break;
    case "speech":
      spoken(on, one.spoken);
      fields(on, one.points);
      for (const paragraph of one.ownWords?.split(/\n{2,}/) ?? []) on.paragraph(paragraph);
      spoken(on, one.request);
      break;
    case "blanks":
      for (const { name, lines } of one.blanks) on.blank(name, lines);
      break;
  }
}

function draw(on: Sheet, sheet: CallSheet, text: SheetSay): void {
  const say = (key: string, values: Readonly<Record<string, string>> = {}): string =>
    text(sheet.language, `call-sheet.${key}`, values);
  on.title(say("title", { party: sheet.party }), say("number", { number: sheet.number }));
  on.dial(say("call", { phone: sheet.phone }), `tel:${sheet.phone.replace(/[^\d+]/g, "")}`);
  on.paragraph(hoursOf(sheet, text));
  if (sheet.page !== null) on.link(`${say("page")} – ${sheet.page}`, sheet.page);
  for (const one of callSheetParts(sheet, text)) part(on, one);
}

/** The call sheet as a PDF of A4 pages, one if all of it fits: titled, in its language, tagged for screen readers. */
export async function callSheetPdf(sheet: CallSheet, text: SheetSay): Promise<Uint8Array> {
  const say = (key: string, values: Readonly<Record<string, string | number>>): string =>
    text(sheet.language, `call-sheet.${key}`, values);
  const about = {
    title: `${say("title", { party: sheet.party })} – ${sheet.number}`,
    language: sheet.language,
    foot: say("made-by", {}),
    pageOf: (page: number, pages: number) => say("sheet-page", { page, pages }),
  };
  let drawn = await pdfSheet(about, SCALES[0], (on) => draw(on, sheet, text));
  for (const scale of SCALES.slice(1)) {
    if (drawn.pages === 1) return drawn.bytes;
    const smaller = await pdfSheet(about, scale, (on) => draw(on, sheet, text));
    if (smaller.pages < drawn.pages) drawn = smaller;
  }
  return drawn.bytes;
}

import type { Language } from "../../src/message.ts";
import { winAnsi } from "./winAnsi.ts";

/** What can be put on a sheet, from the top on; a page that is full is followed by another. */
export type Sheet = {
  /** The title, and a short note on the same line, at the right. */
  title(text: string, note: string): void;
  /** What is the most important: a number to dial. */
  dial(text: string, url: string): void;
  heading(text: string): void;
  paragraph(text: string): void;
  link(text: string, url: string): void;
  item(text: string): void;
  field(name: string, value: string): void;
  /** Words to say, with the name of their language where it is told. */
  quote(heading: string | null, text: string, language: Language): void;
  /** A name with so many lines to write on. */
  blank(name: string, lines: number): void;
};

export type About = {
  readonly title: string;
  readonly language: Language;
  /** One line at the foot of every page. */
  readonly foot: string;
  readonly pageOf: (page: number, pages: number) => string;
};

/** Points, as all measures here: 1/72 inch. */
const MARGIN = { top: 40, left: 48, right: 48, bottom: 48 };
/** From the left margin to what stands beside a name. */
const NAMES = 186;
const INK = "#1c2931";
const MUTED = "#50606b";
const ACCENT = "#1f5673";
const LINE = "#9aa7af";
const REGULAR = "Helvetica";
const BOLD = "Helvetica-Bold";

/** Draws a sheet with letters of `scale`; tells its pages and its bytes. */
export async function pdfSheet(
  about: About,
  scale: number,
  draw: (on: Sheet) => void,
): Promise<{ readonly pages: number; readonly bytes: Uint8Array }> {
  // The library takes a while to load, and most never ask for a PDF.
  const { default: PdfDocument } = await import("pdfkit");
  const doc = new PdfDocument({
    size: "A4",
    margins: MARGIN,
    bufferPages: true,
    pdfVersion: "1.7",
    tagged: true,
    displayTitle: true,
    lang: about.language === "fr" ? "fr-FR" : "en-GB",
    info: { Title: about.title, Author: "Passerelle", Creator: "Passerelle" },
  });
  const chunks: Buffer[] = [];
  const ended = new Promise<void>((resolve, reject) => {
    doc.on("data", (chunk: Buffer) => chunks.push(chunk));
    doc.on("end", resolve);
    doc.on("error", reject);
  });

  const root = doc.struct("Document");
  doc.addStructure(root);
  const width = doc.page.width - MARGIN.left - MARGIN.right;
  const right = doc.page.width - MARGIN.right;
  const size = (points: number): number => points * scale;
  const gap = (points: number): void => {
    doc.y += size(points);
  };

  let ink = INK;
  function font(name: string, points: number, colour: string): void {
    ink = colour;
    doc.font(name).fontSize(size(points)).fillColor(ink);
  }
  function height(words: string, across: number): number {
    return doc.heightOfString(winAnsi(words), { width: across });
  }
  /** Turns the page where less than this is left of it. */
  function room(points: number): void {
    if (doc.y + points <= doc.page.height - MARGIN.bottom) return;
    // A new page begins in black.
    doc.addPage().fillColor(ink);
  }
  /** One element of the document, as screen readers know them. */
  function element(tag: string, print: () => void, language?: Language): void {
    root.add(doc.struct(tag, language === undefined ? {} : { lang: language }, [print]));
  }
  function text(words: string, x: number, across: number, more: PDFKit.Mixins.TextOptions = {}): void {
    doc.text(winAnsi(words), x, doc.y, { width: across, ...more });
  }
  /** What is drawn for the eye alone. */
  function ornament(line: () => void): void {
    doc.markContent("Artifact", { type: "Layout" });
    line();
    doc.endMarkedContent();
  }
  function rule(x: number, y: number, colour: string, thick: number): void {
    ornament(() => doc.moveTo(x, y).lineTo(right, y).lineWidth(thick).strokeColor(colour).stroke());
  }
  function plain(tag: string, words: string, x = MARGIN.left, more: PDFKit.Mixins.TextOptions = {}): void {
    room(height(words, right - x));
    element(tag, () => text(words, x, right - x, more));
  }

  const sheet: Sheet = {
    title(words, note) {
      const top = doc.y;
      font(REGULAR, 9.5, MUTED);
      const wide = doc.widthOfString(winAnsi(note)) + 2;
      font(BOLD, 17, INK);
      element("H1", () => text(words, MARGIN.left, width - wide - 12));
      const below = doc.y;
      font(REGULAR, 9.5, MUTED);
      doc.y = top + size(6);
      element("P", () => text(note, right - wide, wide, { lineBreak: false }));
      doc.y = below;
      gap(4);
    },
    dial(words, url) {
      font(BOLD, 20, ACCENT);
      plain("P", words, MARGIN.left, { link: url, underline: false });
      gap(3);
    },
    heading(words) {
      gap(9);
      font(BOLD, 11, ACCENT);
      // A heading stays with what it heads.
      room(height(words, width) + size(40));
      rule(MARGIN.left, doc.y, LINE, 0.75);
      gap(5);
      element("H2", () => text(words, MARGIN.left, width));
      gap(3);
    },
    paragraph(words) {
      font(REGULAR, 9.5, INK);
      plain("P", words);
      gap(2);
    },
    link(words, url) {
      font(REGULAR, 9.5, ACCENT);
      plain("P", words, MARGIN.left, { link: url, underline: true });
      gap(2);
    },
    item(words) {
      font(REGULAR, 9.5, INK);
      plain("P", `• ${words}`);
      gap(2);
    },
    field(name, value) {
      const at = MARGIN.left + NAMES;
      font(BOLD, 9.5, INK);
      const high = height(value, right - at);
      font(REGULAR, 9.5, MUTED);
      const tall = Math.max(high, height(name, NAMES - 10));
      room(tall);
      const top = doc.y;
      // Two elements, so that name and value are not read as one word.
      element("P", () => text(name, MARGIN.left, NAMES - 10));
      doc.y = top;
      font(BOLD, 9.5, INK);
      element("P", () => text(value, at, right - at));
      doc.y = top + tall;
      gap(2.5);
    },
    quote(heading, words, language) {
      if (heading !== null) {
        gap(2);
        font(REGULAR, 8.5, MUTED);
        plain("P", heading);
      }
      font(REGULAR, 10.5, INK);
      const high = height(words, width - 12);
      room(high);
      const top = doc.y;
      element("BlockQuote", () => text(words, MARGIN.left + 12, width - 12), language);
      const bottom = doc.y;
      ornament(() =>
        doc
          .moveTo(MARGIN.left + 3, top - 1)
          .lineTo(MARGIN.left + 3, bottom)
          .lineWidth(2)
          .strokeColor(ACCENT)
          .stroke(),
      );
      gap(5);
    },
    blank(name, lines) {
      const at = MARGIN.left + NAMES;
      const each = size(lines === 1 ? 17 : 19);
      font(REGULAR, 9.5, MUTED);
      room(each * lines);
      const top = doc.y;
      doc.y = top + size(4);
      element("P", () => text(name, MARGIN.left, NAMES - 10));
      for (let line = 1; line <= lines; line += 1) rule(at, top + each * line - size(2), LINE, 0.5);
      doc.y = Math.max(doc.y, top + each * lines);
      gap(1);
    },
  };
  draw(sheet);

  const { start, count } = doc.bufferedPageRange();
  for (let page = start; page < start + count; page += 1) {
    doc.switchToPage(page);
    // Below the margin nothing may turn the page.
    doc.page.margins.bottom = 0;
    const foot = count === 1 ? about.foot : `${about.foot} ${about.pageOf(page + 1, count)}.`;
    font(REGULAR, 8, MUTED);
    ornament(() =>
      doc.text(winAnsi(foot), MARGIN.left, doc.page.height - MARGIN.bottom + 16, { lineBreak: false }),
    );
  }
  root.end();
  doc.end();
  await ended;
  return { pages: count, bytes: Buffer.concat(chunks) };
}

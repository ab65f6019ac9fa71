import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { renderAnswer } from "../../src/mail/words/render-answer.ts";
import { renderLetter } from "../../src/mail/words/render-letter.ts";
import type { Draft, Message } from "../../src/message.ts";
import { occasionsOfFiles } from "../../src/preview/of-files.ts";
import { stageOf } from "../../src/preview/stage.ts";
import { readModel } from "../../src/read-model.ts";
import { ROOT } from "../../src/root.ts";
import { loadTexts } from "../../src/texts.ts";
import type { Sample } from "../mail/samples.ts";
import { pageLink, samples } from "../mail/samples.ts";
import { wordsOfText } from "../mail/reading-order.ts";
import { hasChromium, openBrowser } from "../make/chromium.ts";
import { expectAccessible } from "./keyboard.ts";

/** Where pictures of every mail are put, to be looked at; none are made where it is not set. */
const PICTURES = process.env["MAIL_PICTURES"];

type Mail = { readonly name: string; readonly text: string; readonly html: string };

/** The mail in a program that shows its subject as the heading it is, over its own ground, light or dark. */
async function show(page: Page, { html }: Mail): Promise<void> {
  const subject = /<title>(.*)<\/title>/.exec(html)?.[1] ?? "";
  await page.setContent(
    html
      .replace("</head>", "<style>html { background: Canvas; color: CanvasText }</style></head>")
      .replace(/<body[^>]*>/, (body) => `${body}<header><h1>${subject}</h1></header>`),
  );
}

/** Sizes of all that is written, and what sticks out to the right. */
async function measured(page: Page): Promise<{ readonly smallest: number; readonly beyond: number }> {
  return page.evaluate(() => {
    const written = [...document.body.querySelectorAll("*")].filter((one) =>
      [...one.childNodes].some((node) => node.nodeType === 3 && node.textContent?.trim() !== ""),
    );
    const sizes = written.map((one) => Number.parseFloat(getComputedStyle(one).fontSize));
    const rights = written.map((one) => one.getBoundingClientRect().right);
    return {
      smallest: Math.min(...sizes),
      beyond: Math.max(document.documentElement.scrollWidth, ...rights) - innerWidth,
    };
  });
}

/** Of all figures that can be told, at its longest, the one with the most columns. */
function widestFigure(): Message {
  const figures = occasionsOfFiles(stageOf(readModel(ROOT)), "fr").flatMap(({ output }) =>
    output.type === "message" && output.figure !== undefined ? [output] : [],
  );
  const columns = ({ figure }: Message): number => (figure?.kind === "timeline" ? figure.series.length : 0);
  const widest = figures.toSorted((a, b) => columns(b) - columns(a))[0];
  if (widest === undefined) throw new Error("no figure can be told");
  return widest;
}

describe.skipIf(!hasChromium())("a mail in a mail program", () => {
  const mails: Mail[] = [];

  beforeAll(async () => {
    const texts = loadTexts(ROOT);
    const french = await samples("fr");
    const english = await samples("en");
    const render = (name: string, first: Sample, ...others: readonly Sample[]): void => {
      const rendered = renderAnswer({ texts, link: pageLink, renderings: [first, ...others], subject: null });
      mails.push({ name, ...rendered });
    };
    for (const one of french) render(`${one.name}-fr`, one);
    for (const one of english) render(`${one.name}-en`, one);
    for (const [at, one] of french.entries()) {
      const other = english[at];
      if (other !== undefined && /question|steps/.test(one.name)) render(`${one.name}-both`, one, other);
    }
    const draft = english.flatMap((one) => one.messages).find((one): one is Draft => one.type === "draft");
    if (draft === undefined) throw new Error("no letter among the samples");
    mails.push({ name: "letter-sent", ...renderLetter({ ...draft, languages: ["fr", "en"] }) });
    const wide = widestFigure();
    render("wide-figure", { name: "wide", language: "fr", messages: [wide] });
    if (PICTURES !== undefined) await mkdir(PICTURES, { recursive: true });
  });

  describe.each([360, 700])("%i pixels wide", (width) => {
    it.each([false, true])("fits, can be read, and has nothing for axe to find (dark: %s)", async (dark) => {
      const { context, strayed, close } = await openBrowser({ width, dark });
      afterAll(close);
      const page = await context.newPage();
      expect(mails.length).toBeGreaterThan(14);
      for (const mail of mails) {
        await show(page, mail);
        if (PICTURES !== undefined) {
          const path = join(PICTURES, `${mail.name}-${width}${dark ? "-dark" : ""}.png`);
          await page.screenshot({ path, fullPage: true });
        }
        const { smallest, beyond } = await measured(page);
        expect([mail.name, smallest >= 14, beyond <= 0]).toEqual([mail.name, true, true]);
        // What axe finds does not depend on how wide the page is.
        if (width === 360) await expectAccessible(page);
      }
      expect(strayed).toEqual([]);
      await close();
    });
  });

  it("is read out in the order of its plain text", async () => {
    const { context, close } = await openBrowser({ width: 700 });
    const page = await context.newPage();
    for (const mail of mails) {
      await show(page, mail);
      const read = await page.getByRole("main").innerText();
      expect([mail.name, ...wordsOfText(read)]).toEqual([mail.name, ...wordsOfText(mail.text)]);
    }
    await close();
  });
});

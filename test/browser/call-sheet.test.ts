import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { BrowserOptions } from "../make/chromium.ts";
import { hasChromium, openBrowser } from "../make/chromium.ts";
import { toCall } from "../web/call.ts";
import type { Served } from "../web/serve.ts";
import { serve } from "../web/serve.ts";
import { expectAccessible } from "./keyboard.ts";

describe.skipIf(!hasChromium())("the call sheet in a browser", () => {
  let served: Served;
  const closing: (() => Promise<void>)[] = [];
  beforeAll(async () => {
    served = await serve();
  });
  afterEach(async () => {
    for (const close of closing.splice(0)) await close();
  });
  afterAll(() => served.stop());

  /** The page of somebody whose conversation came to a call. */
  async function visit(lang: "fr" | "en", options: BrowserOptions = {}): Promise<Page> {
    const talk = await toCall(served.url, lang);
    const { context, close } = await openBrowser(options);
    closing.push(close);
    await context.addCookies([{ name: "passerelle", value: talk.token, url: served.url }]);
    const page = context.pages()[0] ?? (await context.newPage());
    await page.goto(served.url);
    return page;
  }

  it("is opened from the card of the call, and leads back", async () => {
    const page = await visit("fr", { script: false });
    await page.getByRole("link", { name: "Fiche d’appel", exact: true }).click();
    await page.getByRole("heading", { level: 1, name: "Fiche d’appel : Index-Education" }).waitFor();
    expect(await page.getByRole("link", { name: "Appeler le 04 96 15 21 70" }).getAttribute("href")).toBe(
      "tel:0496152170",
    );
    const headings = await page.getByRole("heading", { level: 2 }).allTextContents();
    expect(headings).toEqual([
      "Ce qu’on vous demandera",
      "À préparer",
      "Ce que vous pouvez dire",
      "Leur réponse",
    ]);
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("link", { name: "Fiche d’appel en PDF" }).click(),
    ]);
    expect(download.suggestedFilename()).toMatch(/^passerelle-PSL-\w{6}-\d+\.pdf$/);
    await page.getByRole("link", { name: "Retour à la conversation" }).click();
    await page.getByRole("heading", { name: "Pour votre appel" }).waitFor();
  });

  it.each([
    ["fr", {}],
    ["en", { width: 320, dark: true, language: "en-GB" }],
  ] as const)("gives axe nothing to find, in %s", async (lang, options) => {
    const page = await visit(lang, options);
    await expectAccessible(page);
    await page.goto(`${page.url().replace(/\/$/, "")}${await sheetOf(page)}`);
    expect(await page.getAttribute("html", "lang")).toBe(lang);
    await expectAccessible(page);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(wide).toBeLessThanOrEqual(0);
  });

  it("is printed on one sheet of A4, without what is of no use on paper", async () => {
    const page = await visit("fr", { dark: true });
    await page.goto(`${served.url}${await sheetOf(page)}`);
    const printed = (await page.pdf({ preferCSSPageSize: true })).toString("latin1");
    expect(printed.match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
    expect(printed).toMatch(/\/MediaBox\s*\[0 0 59[45]\S* 841\S*\]/);
    await page.emulateMedia({ media: "print", colorScheme: "dark" });
    expect(await page.getByRole("link", { name: "Retour à la conversation" }).isVisible()).toBe(false);
    const ink = await page.evaluate(() => getComputedStyle(document.body).color);
    expect(ink).toBe("rgb(0, 0, 0)");
  });

  async function sheetOf(page: Page): Promise<string> {
    return (await page.locator(".sheet-links a").first().getAttribute("href")) ?? "";
  }
});

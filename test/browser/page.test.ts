import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { containerXml } from "../make/container.ts";
import { harOf, looping } from "../make/har.ts";
import { auditBlock, ticket } from "../make/logs.ts";
import type { Program } from "../make/program.ts";
import { startProgram } from "../make/program.ts";
import type { BrowserOptions } from "../make/chromium.ts";
import { hasChromium, openBrowser } from "../make/chromium.ts";
import { expectAccessible } from "./keyboard.ts";

const runs = hasChromium();
/** The first words of the first question, and of the second. */
const HOSTING = /Votre base PRONOTE/;

const RESTART = { fr: "Remettre en route le connecteur", en: "Restart the connector" };

describe.skipIf(!runs)("the page", () => {
  let program: Program;
  const closing: (() => Promise<void>)[] = [];
  beforeAll(async () => {
    program = await startProgram();
  });
  afterEach(async () => {
    for (const close of closing.splice(0)) await close();
  });
  afterAll(() => program.stop());

  async function visit(options: BrowserOptions = {}): Promise<Page> {
    const { context, close } = await openBrowser(options);
    closing.push(close);
    const page = context.pages()[0] ?? (await context.newPage());
    await page.goto(program.url);
    return page;
  }

  const said = (page: Page, text: RegExp | string) => page.locator("main").getByText(text).last().waitFor();
  const choose = (page: Page, label: string) => page.getByRole("button", { name: label }).last().click();

  it("fits a phone, in the dark, with nothing for axe to find", async () => {
    const page = await visit({ width: 320, dark: true });
    await expectAccessible(page);
    await choose(page, RESTART.fr);
    await said(page, HOSTING);
    await expectAccessible(page);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(wide).toBeLessThanOrEqual(0);
  });

  it("is in English for who reads English", async () => {
    const page = await visit({ language: "en-GB" });
    expect(await page.getAttribute("html", "lang")).toBe("en");
    await choose(page, RESTART.en);
    await said(page, "Index-Education");
    expect(await page.locator("main").innerText()).not.toMatch(/\b(votre|Une personne|Répondre)\b/);
    await expectAccessible(page);
  });

  it("shows what a log and a trace hold, each with its picture and its table", async () => {
    const page = await visit();
    const folder = await mkdtemp(join(tmpdir(), "passerelle-evidence-"));
    closing.push(() => rm(folder, { recursive: true, force: true }));
    const log = join(folder, "cas.log");
    const trace = join(folder, "trace.har");
    await writeFile(
      log,
      [1, 2, 3]
        .map((n) => auditBlock({ action: "SERVICE_TICKET_VALIDATE_FAILED", what: ticket(n), at: n * 60 }))
        .join(""),
    );
    await writeFile(trace, harOf(looping(3)));
    await page.setInputFiles("#file", [log, trace]);
    await page.getByAltText("Le trajet de la connexion").waitFor();
    await page.waitForFunction(() =>
      [...document.images].every((one) => one.complete && one.naturalWidth > 0),
    );
    const sizes = await page.$$eval("figure img", (all) =>
      all.map((one) => (one as HTMLImageElement).naturalWidth),
    );
    expect(sizes).toHaveLength(2);
    for (const size of sizes) expect(size).toBeGreaterThan(300);
    await page.getByText("Les mêmes chiffres en tableau").last().click();
    await page.getByRole("cell", { name: "cas3.e-lyco.fr" }).first().waitFor();
    expect(await page.locator("main").innerText()).not.toContain(ticket(1));
    await expectAccessible(page);
  });

  it("works without script: a choice, a sentence, a file, a way back", async () => {
    const page = await visit({ script: false });
    await choose(page, RESTART.fr);
    await said(page, HOSTING);
    await page
      .getByRole("textbox", { name: "Votre message" })
      .fill("PRONOTE hébergé, nos identifiants sont chez tout le monde");
    await page.getByRole("button", { name: "Envoyer", exact: true }).click();
    await said(page, /marchait-il/i);
    const file = join(tmpdir(), `passerelle-page-${process.pid}.xml`);
    await writeFile(file, containerXml({ date: new Date(Date.now() - 86_400_000).toISOString() }));
    await page.setInputFiles("input[type=file]", file);
    await page.getByRole("button", { name: "Envoyer le fichier" }).click();
    await said(page, /enveloppe/i);
    await page.getByRole("button", { name: "Retour" }).first().click();
    await said(page, /marchait-il/i);
    expect(new URL(page.url()).search).toBe("");
  });

  it("says what a wrong file is, and goes on", async () => {
    const page = await visit();
    await choose(page, "Faire vérifier un fichier");
    const file = join(tmpdir(), `passerelle-wrong-${process.pid}.html`);
    await writeFile(file, "<!doctype html><html lang=fr><body><h1>Connexion</h1></body></html>");
    await page.setInputFiles("input[type=file]", file);
    await said(page, /page web|page internet/i);
    expect(await page.locator("#alert").textContent()).toBe("");
    await expectAccessible(page);
  });

  it("loses nothing when the server dies in the middle, and goes on by itself when it is back", async () => {
    const page = await visit();
    await choose(page, RESTART.fr);
    await said(page, HOSTING);
    const port = new URL(program.url).port;
    await program.kill();
    await page
      .getByRole("textbox", { name: "Votre message" })
      .fill("notre PRONOTE est hébergé chez Index-Education");
    await page.getByRole("textbox", { name: "Votre message" }).press("Enter");
    await page.getByText("Connexion perdue").waitFor();
    program = await startProgram({ PORT: port }, program.dataDir);
    await said(page, /marchait-il/i);
    await page.getByText("notre PRONOTE est hébergé chez Index-Education").first().waitFor();
    await page.reload();
    await said(page, /marchait-il/i);
    const times = await page.getByText("notre PRONOTE est hébergé chez Index-Education").count();
    expect(times).toBe(1);
  });

  it("is found again by who comes back later, in another tab", async () => {
    const page = await visit();
    await choose(page, RESTART.fr);
    await choose(page, "Hébergée chez Index-Education");
    await said(page, /marchait-il/i);
    const other = await page.context().newPage();
    await other.goto(program.url);
    await said(other, /marchait-il/i);
    expect(await other.getByText("Hébergée chez Index-Education").count()).toBeGreaterThan(0);
    await other.close();
  });
});

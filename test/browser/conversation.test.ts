import { writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { simpleParser } from "mailparser";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { containerXml, UAI } from "../make/container.ts";
import type { MailServer } from "../make/mail-server.ts";
import { mailServer } from "../make/mail-server.ts";
import type { Program } from "../make/program.ts";
import { startProgram } from "../make/program.ts";
import { hasChromium, openBrowser } from "../make/chromium.ts";
import { expectAccessible, press, tabTo } from "./keyboard.ts";

const runs = hasChromium();

/** What this admin answers, by the beginning of a label; the first that is offered is taken. */
const ANSWERS = [
  "Remettre en route le connecteur",
  "Hébergée chez Index-Education",
  "Oui, il est à remettre en route",
  "PRONOTE.net (les espaces)",
  "Tout le monde sauf les élèves et les familles",
  "Oui, une adresse a changé",
  "PRONOTE 2024",
  "C’est fait",
  "Oui",
];

type Talk = {
  readonly text: string;
  readonly choices: readonly string[];
  readonly busy: boolean;
  /** What has the focus: the page puts it where the next answer goes. */
  readonly focus: string;
};

/** What is on the page now: the last thing said and the answers offered last. */
async function talk(page: Page): Promise<Talk> {
  return page.evaluate(() => {
    const groups = [...document.querySelectorAll<HTMLElement>(".choices .buttons")].filter((one) =>
      one.checkVisibility(),
    );
    const choices = [...(groups.at(-1)?.querySelectorAll("button") ?? [])].map(
      (one) => one.textContent?.trim() ?? "",
    );
    const text = document.querySelector("main")?.innerText ?? "";
    const busy = document.querySelector("[aria-busy=true]") !== null;
    return { text, choices, busy, focus: document.activeElement?.outerHTML.slice(0, 200) ?? "" };
  });
}

async function settled(page: Page, before: Talk): Promise<Talk> {
  let last = before;
  for (let tries = 0; tries < 200; tries++) {
    const now = await talk(page);
    // Twice the same: nothing moves any more, the focus neither.
    const still = now.text === last.text && now.focus === last.focus;
    if (now.text !== before.text && !now.busy && still) return now;
    last = now;
    await page.waitForTimeout(40);
  }
  await page.screenshot({ path: join(tmpdir(), "passerelle-nothing-came.png") });
  throw new Error(`nothing came after: ${before.choices.join(" | ")} … ${before.text.slice(-300)}`);
}

describe.skipIf(!runs)("a whole restart in the browser, by keyboard alone", () => {
  let mails: MailServer;
  let program: Program;
  beforeAll(async () => {
    mails = await mailServer();
    program = await startProgram({ SMTP_URL: mails.url, MAIL_FROM: "passerelle@ecole.example" });
  });
  afterAll(async () => {
    await program.stop();
    await mails.close();
  });

  it("asks, instructs, takes the file, drafts, and the mail arrives; axe finds nothing on the way", async () => {
    const { context, strayed, close } = await openBrowser();
    const page = context.pages()[0] ?? (await context.newPage());
    const errors: string[] = [];
    page.on("pageerror", (error) => errors.push(error.message));
    page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
    await page.goto(program.url);
    const file = join(tmpdir(), `passerelle-identifiants-${process.pid}.xml`);
    await writeFile(file, containerXml({ uai: UAI, date: new Date(Date.now() - 86_400_000).toISOString() }));
    // Listened to from the start: a chooser opened before anyone listens opens nowhere.
    page.on("filechooser", (chooser) => void chooser.setFiles(file));

    let now = await talk(page);
    let sent = false;
    let uploaded = false;
    const seen: string[] = [];
    for (let turns = 0; turns < 60 && !now.text.includes("C’est terminé"); turns++) {
      await expectAccessible(page);
      const { choices } = now;
      const last = now.text.slice(-600);
      if (choices.includes("Envoyer")) {
        await press(page, "Envoyer");
        sent = true;
      } else if (choices.includes("Continuer sans vérifier") && !uploaded) {
        await tabTo(page, "Joindre un fichier");
        await page.keyboard.press("Enter");
        uploaded = true;
      } else {
        const wanted = ANSWERS.map((answer) => choices.find((choice) => choice.startsWith(answer))).find(
          (one) => one !== undefined,
        );
        if (wanted !== undefined) {
          seen.push(wanted);
          await press(page, wanted);
        } else {
          await tabTo(page, "Votre message");
          await page.keyboard.type(
            /adresse publique/i.test(last) ? `https://${UAI}.index-education.net/pronote/` : UAI,
          );
          await page.keyboard.press("Enter");
        }
      }
      now = await settled(page, now);
    }

    await expectAccessible(page);
    expect(now.text).toContain("C’est terminé");
    expect(seen).toContain("Remettre en route le connecteur");
    expect({ sent, uploaded }).toEqual({ sent: true, uploaded: true });
    await page
      .getByText(/envoyé|est parti/i)
      .last()
      .waitFor();
    expect(mails.received).toHaveLength(1);
    const mail = await simpleParser(mails.received[0]?.raw ?? "");
    expect(mails.received[0]?.to).toEqual(["support.fr@itslearning.com"]);
    expect(mail.subject).toContain(UAI);
    expect(mail.text).toContain(`https://${UAI}.index-education.net/pronote/`);
    expect(errors).toEqual([]);
    expect(strayed).toEqual([]);
    await close();
  }, 120_000);
});

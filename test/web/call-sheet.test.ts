import { execFile, execFileSync } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { html } from "hono/html";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { CallSheet } from "../../adapters/adapter.ts";
import { callSheetPage } from "../../adapters/web/callSheetPage.ts";
import { callSheetPdf } from "../../adapters/web/callSheetPdf.ts";
import { winAnsi } from "../../adapters/web/winAnsi.ts";
import { realWorld } from "../make/world.ts";
import { toCall } from "./call.ts";
import type { Opened, Served } from "./serve.ts";
import { bearer, open, post, serve } from "./serve.ts";

let served: Served;
let talk: Opened;
let folder: string;
beforeAll(async () => {
  served = await serve();
  talk = await toCall(served.url);
  folder = await mkdtemp(join(tmpdir(), "passerelle-sheet-"));
});
afterAll(async () => {
  await served.stop();
  await rm(folder, { recursive: true, force: true });
});

const at = (of: Opened, ending = ""): string => `${served.url}/conversations/${of.id}/call-sheet${ending}`;
const cookie = (of: Opened): Record<string, string> => ({ Cookie: `passerelle=${of.token}` });

function hasPoppler(): boolean {
  try {
    execFileSync("pdftotext", ["-v"], { stdio: "ignore" });
    return true;
  } catch {
    console.log("Reading the PDF back is skipped: no pdftotext (apt-get install poppler-utils).");
    return false;
  }
}

/** The standard fonts have one space for both kinds of it. */
const plain = (words: string): string => words.replace(/[ \u00A0\u202F]+/g, " ");

async function read(
  pdf: Uint8Array,
): Promise<{ readonly text: string; readonly about: string; readonly structure: string }> {
  const file = join(folder, "sheet.pdf");
  await writeFile(file, pdf);
  const run = promisify(execFile);
  const { stdout: text } = await run("pdftotext", ["-layout", "-enc", "UTF-8", file, "-"]);
  const { stdout: about } = await run("pdfinfo", [file]);
  const { stdout: structure } = await run("pdfinfo", ["-struct-text", file]);
  return { text, about, structure };
}

const SHEET: CallSheet = {
  language: "fr",
  number: "PSL-7F3K2M-1",
  party: "Index-Education",
  phone: "04 96 15 21 70",
  hours: null,
  page: null,
  asked: [
    { name: "UAI", value: "0440001M" },
    { name: "numéro client", value: null },
  ],
  ready: ["Ne dictez ni mot de passe ni nom d’élève."],
  opening: [
    {
      language: "fr",
      text: "Bonjour, l’écran affiche «\u00A0Où êtes-vous\u202F? Ça œuvre à Noël – 10 €…\u00A0».",
    },
  ],
  points: [{ name: "mise en place", value: "à remettre en route" }],
  ownWords: null,
  findings: [{ code: "service-not-registered", title: "L’adresse n’est pas enregistrée" }],
  tried: [{ at: "02/09/2026 10:15", title: "Arrêter la publication", outcome: "faite" }],
};
const text = realWorld().texts.say;

describe("the page of a call sheet", () => {
  it("is its owner’s, by token and by cookie", async () => {
    for (const headers of [bearer(talk), cookie(talk)]) {
      const got = await fetch(at(talk), { headers });
      expect(got.status).toBe(200);
      expect(got.headers.get("content-type")).toContain("text/html");
      expect(got.headers.get("content-security-policy")).toContain("default-src 'none'");
      const page = await got.text();
      expect(page).toContain('href="tel:0496152170"');
      expect(page).toContain("0440001M");
      expect(page).not.toMatch(/<script|style=/);
    }
  });

  it("is nobody else’s", async () => {
    const other = await toCall(served.url);
    for (const ending of ["", ".pdf"]) {
      expect((await fetch(at(talk, ending), { headers: bearer(other) })).status).toBe(404);
      expect((await fetch(at(talk, ending), { headers: cookie(other) })).status).toBe(404);
      expect((await fetch(at(talk, ending))).status).toBe(401);
      const shown = await (await fetch(at(talk, ending), { headers: cookie(other) })).text();
      expect(shown).toContain("Il n’y a rien à cette adresse.");
      expect(shown).not.toContain(talk.id);
    }
    const told = await fetch(at(talk), { headers: bearer(other) });
    expect(await told.json()).toMatchObject({ error: { code: "not-found" } });
  });

  it("is not there where no call was proposed, which a person is told on the page", async () => {
    const other = await open(served.url, { lang: "fr" });
    const got = await fetch(at(other), { headers: cookie(other) });
    expect(got.status).toBe(404);
    expect(got.headers.get("content-type")).toContain("text/html");
    expect(await got.text()).toContain("Il n’y a pas d’appel à préparer");
    expect((await fetch(at(talk), { method: "POST", headers: bearer(talk) })).status).toBe(405);
  });

  it("is linked to from the card of the call proposed last, and from no other", async () => {
    const own = await toCall(served.url);
    const card = async (): Promise<number> => {
      const page = await (await fetch(served.url, { headers: cookie(own) })).text();
      return page.split(`href="/conversations/${own.id}/call-sheet"`).length - 1;
    };
    expect(await card()).toBe(1);
    // The draft is shown a second time: it is the same call.
    await post(served.url, own, "turns", { eventId: "why", choose: "why" });
    expect(await card()).toBe(1);
    const mailed = await open(served.url, { lang: "fr" });
    const page = await (await fetch(served.url, { headers: cookie(mailed) })).text();
    expect(page).not.toContain("call-sheet");
  });

  it("shows what a person wrote as text, whatever it is", async () => {
    const ownWords = '<img src=x onerror="alert(1)"> & « le reste »';
    const asked = [{ name: "<b>", value: '"><script>' }];
    const shown = String(await html`${callSheetPage({ ...SHEET, ownWords, asked }, text, "/x.pdf")}`);
    expect(shown).toContain("&lt;img src=x onerror=&quot;alert(1)&quot;&gt; &amp; « le reste »");
    expect(shown).not.toMatch(/<img|<script|<b>/);
  });
});

describe("the PDF of a call sheet", () => {
  it("is sent as a file of its own name", async () => {
    const got = await fetch(at(talk, ".pdf"), { headers: cookie(talk) });
    expect(got.status).toBe(200);
    expect(got.headers.get("content-type")).toBe("application/pdf");
    expect(got.headers.get("content-disposition")).toMatch(
      /^attachment; filename="passerelle-PSL-\w{6}-\d+\.pdf"$/,
    );
    expect(
      Buffer.from(await got.arrayBuffer())
        .subarray(0, 5)
        .toString(),
    ).toBe("%PDF-");
  });

  it.skipIf(!hasPoppler())(
    "says what the page says, accents and quotation marks right, on one page",
    async () => {
      const { text: said, about } = await read(await callSheetPdf(SHEET, text));
      for (const words of [
        "Fiche d’appel\u00A0: Index-Education",
        "Notre dossier\u00A0: PSL-7F3K2M-1",
        "04 96 15 21 70",
        "0440001M",
        "Numéro client",
        "l’écran affiche «\u00A0Où êtes-vous\u00A0? Ça œuvre à Noël – 10 €…\u00A0».",
        "service-not-registered",
        "02/09/2026 10:15 – Arrêter la publication (faite)",
        "Leur numéro de dossier",
      ]) {
        expect(plain(said)).toContain(plain(words));
      }
      expect(plain(about)).toMatch(/Title: Fiche d’appel : Index-Education – PSL-7F3K2M-1/);
      expect(about).toMatch(/Tagged: +yes/);
      expect(about).toMatch(/Pages: +1\n/);
      expect(about).toMatch(/Page size: +595\.28 x 841\.89 pts \(A4\)/);
    },
  );

  it.skipIf(!hasPoppler())("goes on over the page where it is long, and loses nothing", async () => {
    const tried = Array.from({ length: 70 }, (_, step) => ({
      at: "02/09/2026 10:15",
      title: `Étape n° ${step + 1} de la procédure`,
      outcome: "faite",
    }));
    const { text: said, about } = await read(await callSheetPdf({ ...SHEET, tried }, text));
    expect(about).toMatch(/Pages: +2\n/);
    for (const { title } of tried) expect(plain(said)).toContain(`${title} (faite)`);
    expect(said).toContain("Page 2 sur 2");
    expect(said).toContain("Prochain appel");
  });

  it("says its language and holds its structure", async () => {
    const raw = Buffer.from(await callSheetPdf(SHEET, text)).toString("latin1");
    expect(raw).toMatch(/\/Lang \(fr-FR\)/);
    expect(raw).toMatch(/\/DisplayDocTitle true/);
    expect(raw).toMatch(/\/StructTreeRoot/);
    for (const tag of ["Document", "H1", "H2", "P", "BlockQuote"]) expect(raw).toContain(`/S /${tag}`);
    const english = Buffer.from(await callSheetPdf({ ...SHEET, language: "en" }, text)).toString("latin1");
    expect(english).toMatch(/\/Lang \(en-GB\)/);
  });

  it.skipIf(!hasPoppler())("is read out as headings, names and values", async () => {
    const { structure } = await read(await callSheetPdf(SHEET, text));
    const lines = structure.split("\n").map((line) => line.trim().replace(/ \(block\)$/, ""));
    const from = lines.indexOf('"UAI"');
    expect(lines.slice(from - 3, from + 4)).toEqual([
      "H2",
      '"Ce qu’on vous demandera"',
      "P",
      '"UAI"',
      "P",
      '"0440001M"',
      "P",
    ]);
  });

  it("has no character its fonts do not have", () => {
    expect(winAnsi("« L’élève\u202F: œuvre – 10 € »")).toBe("« L’élève\u00A0: œuvre – 10 € »");
    expect(winAnsi("e\u0301te\u0301 → \u200Efin\t日本 😀")).toBe("été -> fin  ?? ?");
    expect(winAnsi("ligne\nautre\r")).toBe("ligne\nautre");
  });
});

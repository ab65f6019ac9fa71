import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { examineOffThread, stopExaminers } from "../../src/examiner/off-thread.ts";
import { hasChromium, openPicture } from "../make/picture.ts";
import { inPieces, judge, TODAY } from "./judge.ts";

type Screens = Readonly<Record<string, { finding: string; fragments: string[] }>>;
const screens = parse(readFileSync(new URL("../../flows/messages.yaml", import.meta.url), "utf8")) as Screens;

/** Messages as the documents quote them, with typing mistakes and the wordings of several versions. */
const SAID: readonly (readonly [string, string])[] = [
  ["HTTP Error 503. The service is unavailable.", "http-503"],
  ["Le site n'est pas disponible\nVotre adresse IP est provisoirement suspendue", "ip-suspended"],
  [
    "Vous n'avez pas accès à l'Espace Parents.\nContactez l'établissement afin qu'il mette à jour votre profil d'autorisations.",
    "no-access-to-space",
  ],
  [
    "Vous n’avez pas accès à votre compte (Espace Parents).\nContactez l'établissement afin qu'il mette à jour votre fiche de renseignements.",
    "no-access-to-space",
  ],
  ["votre identifiant ou votre mot de passe est incorect", "wrong-credentials"],
  ["identification imposible", "identification-impossible"],
  ["Vous n'avez pas accès à l'Espace Élèves.\nVotre compte a été désactivé.", "account-disabled"],
  [
    "Suite à votre départ de l'établissement, votre connexion à l'Espace élèves a été bloquée.",
    "left-school",
  ],
  ["La page a expiré ! (4)", "page-expired"],
  ["Impossible d'afficher la page", "cannot-display-page"],
  ["Application Not Authorized to Use CAS", "cas-not-authorized"],
];

describe("an on-screen message pasted", () => {
  it.each(SAID)("%s", async (text, message) => {
    const { kind, codes, examined } = await judge(text);
    expect([kind, codes]).toEqual(["text", [screens[message]?.finding]]);
    expect(examined.facts).toEqual({ message });
  });

  it("every wording of every message is its finding", async () => {
    for (const [id, { finding, fragments }] of Object.entries(screens)) {
      for (const fragment of fragments)
        expect([id, (await judge(`« ${fragment} »`)).codes]).toEqual([id, [finding]]);
    }
  });

  it("a line of a program is read as in a log; anything else is unknown", async () => {
    expect((await judge("certificate verify failed: unable to get local issuer certificate")).codes).toEqual([
      "tls-chain",
    ]);
    const loop =
      "Firefox a détecté que le serveur redirige la demande pour cette adresse d’une manière qui n’aboutira pas.";
    expect((await judge(loop)).codes).toEqual(["redirect-loop"]);
    expect(await judge("Le menu de la cantine : poisson et riz.")).toMatchObject({
      verdict: "unknown",
      codes: ["nothing-recognised"],
    });
  });
});

describe("a page saved", () => {
  it("is refused as a file, and its error is read", async () => {
    const page =
      "<!doctype html><html><head><title>x</title><script>var a = 'Identification impossible'</script></head><body><h1>HTTP Error 503</h1></body></html>";
    expect(await judge(page)).toMatchObject({ kind: "html-page", codes: ["not-published", "wrong-file"] });
  });

  it("a page of many words only happens to hold one", async () => {
    const page = `<html><body><p>Accès refusé</p>${"<p>Bienvenue dans votre espace numérique</p>".repeat(80)}</body></html>`;
    expect((await judge(page)).codes).toEqual(["wrong-file"]);
  });
});

describe.skipIf(!hasChromium())("a screenshot", () => {
  let picture: Awaited<ReturnType<typeof openPicture>>;
  beforeAll(async () => {
    picture = await openPicture();
  });
  afterAll(async () => {
    await picture.close();
    await stopExaminers();
  });

  it.each(["png", "jpeg"] as const)("its words are read, as %s", async (type) => {
    const shown =
      "<h1>PRONOTE</h1><p>Vous n'avez pas accès à l'Espace Parents.<br>Contactez l'établissement afin qu'il mette à jour votre profil d'autorisations.</p>";
    const { kind, codes, examined } = await judge(await picture.of(shown, type));
    expect([kind, codes]).toEqual(["image", ["space-not-allowed"]]);
    expect(examined.facts).toEqual({ message: "no-access-to-space" });
  });

  it("without words, or with words of another matter, it is said so", async () => {
    const blank = await judge(
      await picture.of('<div style="width:200px;height:200px;background:#999"></div>', "png"),
    );
    expect(blank).toMatchObject({ verdict: "unknown", codes: ["nothing-recognised"] });
    expect(blank.said).toContain("aucun mot");
    const menu = await judge(await picture.of("<h1>Menu de la cantine de la semaine</h1>", "png"));
    expect(menu.said).not.toContain("aucun mot");
    expect(menu.said).not.toContain("cantine");
  });

  it("damaged anywhere, or lying about its size, it is answered", async () => {
    const good = await picture.of("<p>Identification impossible</p>", "png");
    const ask = { today: TODAY, seen: new Set<string>() };
    for (const at of [20, 60, 200, good.length - 40]) {
      const bad = Buffer.from(good);
      bad.fill(0xff, at, at + 12);
      expect((await examineOffThread(inPieces(bad), ask)).kind).toBe("image");
    }
    const huge = Buffer.from(good);
    huge.writeUInt32BE(60_000, 16);
    huge.writeUInt32BE(60_000, 20);
    expect((await judge(huge)).codes).toEqual(["limits-exceeded"]);
    expect((await judge(good.subarray(0, 30))).codes).toEqual(["nothing-recognised"]);
  });

  it("past its time it is given up", async () => {
    const good = await picture.of("<p>Identification impossible</p>", "png");
    const late = await examineOffThread(
      inPieces(good),
      { today: TODAY, seen: new Set() },
      { timeLimitMs: 1 },
    );
    expect(late.found).toMatchObject([{ code: "limits-exceeded", values: { what: "time" } }]);
  });
});

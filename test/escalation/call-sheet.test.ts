import { afterEach, describe, expect, it } from "vitest";
import { callSheet } from "../../src/escalation/call-sheet.ts";
import type { Call, Names } from "../../src/escalation/call-sheet.ts";
import { auditBlock, ticket } from "../make/logs.ts";
import { toPhoneDraft } from "../make/phone-draft.ts";
import type { Talk } from "../make/talk.ts";
import { draftOf, startTalk } from "../make/talk.ts";
import { realWorld } from "../make/world.ts";

const talks: Talk[] = [];
afterEach(async () => {
  for (const talk of talks.splice(0)) await talk.end();
});

async function called(language: "fr" | "en" = "fr"): ReturnType<typeof toPhoneDraft> {
  const come = await toPhoneDraft(language);
  talks.push(come.talk);
  return come;
}

describe("the sheet of a call", () => {
  it("has the number, what is asked first, and what is to be looked up", async () => {
    const { talk, draft } = await called();
    const sheet = await talk.assistant.callSheet(talk.id);
    expect(draftOf(draft)).toMatchObject({ channel: "phone", route: "index-education" });
    expect(sheet).toMatchObject({
      language: "fr",
      party: "Index-Education",
      phone: "04 96 15 21 70",
      hours: null,
      page: expect.stringContaining("index-education.com"),
    });
    expect(draftOf(draft).subject).toContain(`[${sheet?.number}]`);
    const asked = Object.fromEntries((sheet?.asked ?? []).map(({ name, value }) => [name, value]));
    expect(asked).toMatchObject({
      UAI: "0440001M",
      ENT: "e-lyco",
      "version de PRONOTE": "PRONOTE 2024",
      "numéro client de la licence PRONOTE": null,
    });
    expect(Object.keys(asked).join(" ")).not.toContain("numéro d’hébergement");
    expect(sheet?.ready[0]).toContain("serveur PRONOTE");
  });

  it("says in one sentence who calls and what is wrong, then the points", async () => {
    const { talk } = await called();
    const sheet = await talk.assistant.callSheet(talk.id);
    expect(sheet?.opening).toHaveLength(1);
    const [opening] = sheet?.opening ?? [];
    expect(opening?.text).toMatch(
      /^Bonjour, j’administre l’ENT [^?!]*UAI 0440001M\u00A0: .*l’ENT e-lyco.*bloqués/,
    );
    expect(opening?.text).toMatch(/«\u00A0[^»]+\u00A0»\.$/);
    expect(sheet?.points.map((one) => one.name)).toEqual(
      expect.arrayContaining(["mise en place", "même machine que l’an dernier", "Étape bloquée"]),
    );
  });

  it("has the steps that were tried, with their hour in Paris and what came of them", async () => {
    const { talk } = await called();
    const sheet = await talk.assistant.callSheet(talk.id);
    expect(sheet?.tried.map(({ at, outcome }) => [at, outcome])).toEqual([
      ["02/09/2026 10:15", "faite"],
      ["02/09/2026 10:30", "faite"],
      ["02/09/2026 10:45", "bloquée"],
    ]);
    // What becomes of the call is no step of it.
    await talk.choose("done");
    expect((await talk.assistant.callSheet(talk.id))?.tried).toEqual(sheet?.tried);
  });

  it("is in English for who reads English, with the words to say in French beside them", async () => {
    const { talk } = await called("en");
    const sheet = await talk.assistant.callSheet(talk.id);
    expect(sheet?.opening.map((one) => one.language)).toEqual(["en", "fr"]);
    expect(sheet?.opening[0]?.text).toMatch(/^Hello, I administer/);
    expect(sheet?.opening[1]?.text).toMatch(/^Bonjour, j’administre/);
    const { opening: _, ...rest } = sheet ?? { opening: [] };
    expect(JSON.stringify(rest)).not.toMatch(/\b(faite|établissement|numéro|hébergement|élève)\b/);
  });

  it("has what was found in files, and the PRONOTE code by its name", async () => {
    const talk = await startTalk("fr");
    talks.push(talk);
    const failed = { action: "SERVICE_TICKET_VALIDATE_FAILED", what: ticket(1), at: 60 };
    await talk.choose("restart");
    await talk.choose("hosted");
    await talk.upload("cas.log", auditBlock(failed).repeat(3));
    await talk.say("PRONOTE affiche le code 20");
    await talk.say("une personne");
    const sheet = await talk.assistant.callSheet(talk.id);
    expect(sheet?.findings.length).toBeGreaterThan(0);
    for (const { code, title } of sheet?.findings ?? []) expect(title).not.toBe(code);
    expect(sheet?.points).toContainEqual({
      name: "Code d’erreur CAS de PRONOTE",
      value: "20 (eCAS_Conf_Autres)",
    });
    expect(sheet?.opening[0]?.text).toContain("code d’erreur CAS 20 (eCAS_Conf_Autres).");
    expect(sheet?.ready[0]).toContain("console d’hébergement");
    expect(JSON.stringify(sheet)).not.toContain(ticket(1));
  });

  it("has the person’s own words where he wrote the text anew", async () => {
    const { talk } = await called();
    await talk.choose("edit");
    await talk.say(
      "La publication ne repart plus depuis lundi. Mme Clothilde Barbotin (06 12 34 56 78) a tout vu.",
    );
    const sheet = await talk.assistant.callSheet(talk.id);
    expect(sheet?.ownWords).toContain("ne repart plus depuis lundi");
    expect(sheet?.points).toEqual([]);
    expect(JSON.stringify(sheet)).not.toMatch(/Barbotin|06 12 34/);
  });

  it("is there as long as the call is: not before, nor for a mail, nor after going back or starting over", async () => {
    const mailed = await startTalk("fr");
    talks.push(mailed);
    expect(await mailed.assistant.callSheet(mailed.id)).toBeNull();
    await mailed.choose("declare-urls");
    let taken = await mailed.choose("hosted");
    for (const id of ["web", "2026", "unknown", "e-lyco", "unknown"]) taken = await mailed.choose(id);
    expect(draftOf(taken).channel).toBe("mail");
    expect(await mailed.assistant.callSheet(mailed.id)).toBeNull();
    expect(await mailed.assistant.callSheet("unheard-of")).toBeNull();

    const { talk } = await called();
    await talk.back();
    expect(await talk.assistant.callSheet(talk.id)).toBeNull();
    const { talk: other } = await called();
    await other.restart();
    expect(await other.assistant.callSheet(other.id)).toBeNull();
  });
});

describe("a sheet made from little", () => {
  const { texts } = realWorld();
  const names: Names = { fact: (_, fact) => fact, value: (_, __, value) => value, step: (_, path) => path };
  const call: Call = {
    draft: { route: "index-education", phone: "01 02 03 04 05", subject: "[PSL-7F3K2M-1] PRONOTE" },
    about: "problem",
    support: undefined,
    facts: {},
    findings: [],
    blocked: [],
    tried: [],
    ownWords: null,
  };

  it("leaves blank what is not known, and says the sentence all the same", () => {
    const sheet = callSheet(texts, "fr", names, call);
    expect(sheet?.asked.every((one) => one.value === null)).toBe(true);
    expect(sheet?.asked).toHaveLength(7);
    expect(sheet?.opening[0]?.text).toBe(
      "Bonjour, j’administre l’ENT de notre établissement\u00A0: la connexion entre l’ENT et PRONOTE ne fonctionne pas.",
    );
    expect(callSheet(texts, "fr", names, { ...call, draft: { ...call.draft, phone: null } })).toBeNull();
  });

  it("tells the hours where they are known, and asks another support for no number of PRONOTE’s", () => {
    const support = {
      channel: "phone" as const,
      hours: { fr: "de 9 h à 17 h", en: "from 9 to 5" },
      pages: { assistance: "https://support.example.org/" },
    };
    const draft = { ...call.draft, route: "itslearning" as const };
    const sheet = callSheet(texts, "en", names, { ...call, draft, support });
    expect(sheet).toMatchObject({ hours: "from 9 to 5", page: "https://support.example.org/" });
    expect(sheet?.asked).toHaveLength(5);
  });

  it("is about what the draft is about", () => {
    const about = (what: string): string =>
      callSheet(texts, "fr", names, { ...call, about: what, facts: { message: "http-503" } })?.opening[0]
        ?.text ?? "";
    expect(about("problem")).toContain("l’écran affiche «\u00A0http-503\u00A0»");
    expect(about("urls")).toContain("adresses publiques");
    expect(about("reminder")).toContain("je rappelle au sujet de notre demande PSL-7F3K2M-1");
  });
});

import { afterEach, describe, expect, it } from "vitest";
import type { Taken } from "../../adapters/adapter.ts";
import type { Figure } from "../../src/message.ts";
import { casFailure } from "../make/cas-answer.ts";
import { APP, goodDance, harOf, looping } from "../make/har.ts";
import { auditBlock, ticket } from "../make/logs.ts";
import type { Talk } from "../make/talk.ts";
import { draftOf, lastMessage, startTalk, textOf } from "../make/talk.ts";

const talks: Talk[] = [];
afterEach(async () => {
  for (const talk of talks.splice(0)) await talk.end();
});

async function start(): Promise<Talk> {
  const talk = await startTalk("fr");
  talks.push(talk);
  return talk;
}

function figureOf(taken: Taken): Figure | undefined {
  return taken.messages.flatMap((one) =>
    one.type === "message" && one.figure !== undefined ? [one.figure] : [],
  )[0];
}

const FAILURES = "Code;Nombre\n14;120\n13;30\n";
const LOG = [1, 2, 3]
  .map((n) => auditBlock({ action: "SERVICE_TICKET_VALIDATE_FAILED", what: ticket(n), at: n * 60 }))
  .join("");

describe("what a file settles", () => {
  it("is not asked: a trace gives the addresses, the school and the hosting", async () => {
    const talk = await start();
    await talk.upload("trace.har", harOf(goodDance()));
    const asked = await talk.choose("restart");
    expect(asked.turn.facts).toMatchObject({
      hosting: "hosted",
      uai: "0440001M",
      ent: "e-lyco",
      public_url_web: APP,
    });
    expect(lastMessage(asked).asks).not.toBe("hosting");
  });

  it("that contradicts an answer is put to the person, who decides", async () => {
    const talk = await start();
    await talk.choose("restart");
    await talk.choose("self-hosted");
    const seen = await talk.upload("trace.har", harOf(goodDance()));
    expect(seen.turn.facts["hosting"]).toBe("self-hosted");
    expect(lastMessage(seen).choices.map((one) => one.id)).toEqual(["self-hosted", "hosted"]);
    expect((await talk.choose("hosted")).turn.facts["hosting"]).toBe("hosted");
  });

  it("is the message on the screen, by what was found foremost", async () => {
    const talk = await start();
    const seen = await talk.upload("answer.xml", casFailure("UNAUTHORIZED_SERVICE"));
    expect(seen.turn.facts).toMatchObject({ message: "cas-not-authorized" });
    expect(seen.turn.flow).toBe("declare-urls");
  });

  it("is PRONOTE's code where most failures have it", async () => {
    const talk = await start();
    const seen = await talk.upload("echecs.csv", FAILURES);
    expect(seen.turn.facts).toMatchObject({ cas_code: "14" });
    expect(seen.turn.flow).toBe("reset-identifiers");
    expect(seen.turn.findings).toContain("pronote-cas-14");
  });

  it("a log says nothing of the identifiers file", async () => {
    const talk = await start();
    expect((await talk.upload("cas.log", LOG)).turn.facts).not.toHaveProperty("identifiers_file");
    expect((await talk.upload("page.html", "<html><body>x</body></html>")).turn.facts).toMatchObject({
      identifiers_file: "wrong",
    });
  });

  it("in the middle of a procedure leaves it where it was", async () => {
    const talk = await start();
    await talk.choose("restart");
    const before = await talk.choose("hosted");
    const seen = await talk.upload("cas.log", LOG);
    expect([seen.turn.flow, seen.turn.step]).toEqual([before.turn.flow, before.turn.step]);
  });
});

describe("several files", () => {
  it("are read together: the second spells the address otherwise", async () => {
    const talk = await start();
    await talk.upload("one.har", harOf(goodDance()));
    const log = auditBlock({
      action: "SERVICE_TICKET_CREATED",
      what: `${ticket(1)} for ${APP.replace("https", "http")}`,
      at: 1,
    });
    const seen = await talk.upload("cas.log", log);
    expect(seen.turn.findings).toContain("service-mismatch");
    expect(textOf(seen)).toContain(`${APP} ≠ ${APP.replace("https", "http")}`);
  });
});

describe("a picture", () => {
  it.each([
    ["timeline", LOG],
    ["bars", FAILURES],
    ["sequence", harOf(looping(3))],
  ])("%s is drawn as SVG and listed in rows", async (kind, content) => {
    const talk = await start();
    const figure = figureOf(await talk.upload("file", content));
    if (figure === undefined) throw new Error("no figure");
    expect(figure.kind).toBe(kind);
    const svg = await talk.assistant.draw(figure);
    expect(svg).toMatch(/^<svg [^]*<\/svg>$/);
    expect(svg).not.toMatch(/<script|<foreignObject|href=/);
    const { heading, rows } = talk.assistant.table("fr", figure);
    expect(rows.length).toBeGreaterThan(0);
    for (const row of rows) expect(row).toHaveLength(heading.length);
  });
});

describe("an escalation", () => {
  it("holds the findings and PRONOTE's code, and nothing of the file", async () => {
    const talk = await start();
    await talk.upload("echecs.csv", `Nom;Prénom;Code erreur\nZQSECRET;Camille;14\nZQSECRET;Paul;14\n`);
    const called = await talk.say("une personne");
    const { body } = draftOf({
      ...called,
      messages: [...called.messages, ...(await drafted(talk)).messages],
    });
    expect(body).toContain("14");
    expect(body).not.toContain("ZQSECRET");
    expect(JSON.stringify(await talk.assistant.read(talk.id))).not.toContain("ZQSECRET");
  });
});

/** Answers what the escalation still asks, until its draft. */
async function drafted(talk: Talk): Promise<Taken> {
  let taken = await talk.say("retour au message");
  for (let asked = 0; asked < 12 && !taken.messages.some((one) => one.type === "draft"); asked++) {
    const choices = lastMessage(taken).choices.map((one) => one.id);
    taken = choices.includes("unknown") ? await talk.choose("unknown") : await talk.choose(choices[0] ?? "");
  }
  return taken;
}

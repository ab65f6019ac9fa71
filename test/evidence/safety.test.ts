import { gzipSync } from "node:zlib";
import * as fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { examineOffThread, stopExaminers } from "../../src/examiner/off-thread.ts";
import { casSuccess, DIRECTORY, samlAnswer } from "../make/cas-answer.ts";
import { payloadOf } from "../make/container.ts";
import { goodDance, harOf } from "../make/har.ts";
import { access, auditBlock, noise } from "../make/logs.ts";
import { inPieces, judge, TODAY } from "./judge.ts";

afterAll(stopExaminers);

/** What must never be said: it is in every file, wherever such things stand. */
const SECRETS = [
  "ZQSECRETNOM",
  "Zqsecretprenom",
  "13/12/2011",
  "2011-12-13",
  "zq.secret@example.org",
  "ST-77-ZQSECRETTICKET",
  "zqsecretcookie",
  "ZQJETONCAS",
  "zqMotDePasse",
] as const;
const [NAME, FIRST, DATE, ISO, MAIL, TICKET, COOKIE, TOKEN, PASSWORD] = SECRETS;

const LOG = [
  auditBlock({ action: "AUTHENTICATION_FAILED", what: `Supplied credentials: [${NAME}]`, who: MAIL, at: 1 }),
  auditBlock({
    action: "SERVICE_TICKET_VALIDATE_FAILED",
    what: `${TICKET} for https://pronote.example.org/~${NAME}/${FIRST}?u=${MAIL}`,
    who: NAME,
    at: 2,
  }),
  access(3, `/pronote/?ticket=${TICKET}&identifiant=${TOKEN}`, 302, NAME, COOKIE),
  `[Tue Sep 01 08:12:44 2026] [LLNG:1] [warn] Bad password for ${NAME}\n`,
  `2026-09-01 08:12:45 INFO Created ${NAME} ${FIRST} ${DATE} ${PASSWORD} in cache\n`,
  `2026-09-01 08:12:46 INFO ${NAME} logged in\n`,
].join("");

const FILES: Readonly<Record<string, string>> = {
  payload: payloadOf(8).replaceAll("INVENTE3", NAME).replaceAll("Elodie3", FIRST).replace("2012-04-15", ISO),
  cas: casSuccess(
    {
      ...DIRECTORY,
      sn: [NAME],
      givenName: [FIRST],
      ENTPersonDateNaissance: [DATE],
      ENTPersonProfils: [NAME],
      mail: [MAIL],
    },
    "cas",
    TOKEN,
  ),
  "cas in JSON": JSON.stringify({
    serviceResponse: { authenticationSuccess: { user: MAIL, attributes: { sn: NAME, jetonCAS: TOKEN } } },
  }),
  "cas refusal": `<cas:serviceResponse xmlns:cas="http://www.yale.edu/tp/cas"><cas:authenticationFailure code="${NAME}">Ticket ${TICKET} of ${MAIL}</cas:authenticationFailure></cas:serviceResponse>`,
  saml: samlAnswer({
    attributes: { ...DIRECTORY, sn: [NAME], ENTPersonDateNaissance: [ISO], ENTPersonCodePostal: [FIRST] },
    status: "samlp:Success",
  }),
  log: LOG,
  har: harOf([
    ...goodDance(),
    {
      url: `https://0440001M.index-education.net/pronote/${NAME}?ticket=${TICKET}`,
      sends: true,
      html: `<html><body>${NAME} ${FIRST}</body></html>`,
    },
  ]).replaceAll("SECRETCOOKIE", COOKIE),
  failures: `Nom;Prénom;Né le;Code erreur\n${NAME};${FIRST};${DATE};14\n${NAME};${FIRST};${DATE};13\n`,
  roster: `Nom;Prénom;Date de naissance\n${NAME};${FIRST};${DATE}\n`,
  text: `Bonjour, je suis ${NAME} (${MAIL}), mot de passe ${PASSWORD}. Identification impossible`,
  page: `<html><body><h1>HTTP Error 503</h1><p>${NAME} ${FIRST} ${MAIL}</p></body></html>`,
};

function leaked(judged: { readonly said: string; readonly examined: unknown }): readonly string[] {
  const { clues: _, ...rest } = judged.examined as Record<string, unknown>;
  const all = `${judged.said}${JSON.stringify(rest)}`.toLowerCase();
  return SECRETS.filter((one) => all.includes(one.toLowerCase()));
}

const change = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  drop: fc.oneof(fc.constant(0), fc.nat(3), fc.nat(60)),
  put: fc.oneof(
    fc.constantFrom(
      "<",
      ">",
      "&",
      '"',
      "\n",
      "=",
      "]]>",
      "{",
      "}",
      "[",
      ";",
      "\u0000",
      "é",
      "service=http://",
      "?ticket=",
      "ACTION: ",
      "WHO: ",
    ),
    fc.string({ maxLength: 4 }),
  ),
});

describe("what is personal is never told", () => {
  it.each(Object.entries(FILES))("in a %s", async (_, content) => {
    expect(SECRETS.some((one) => content.includes(one))).toBe(true);
    expect(leaked(await judge(content))).toEqual([]);
    expect(leaked(await judge(gzipSync(content)))).toEqual([]);
    expect(leaked(await judge(Buffer.from(content, "utf16le")))).toEqual([]);
  });

  it("however a file is changed, it is answered in time and tells nothing", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...Object.values(FILES)),
        fc.array(change, { minLength: 1, maxLength: 4 }),
        async (content, changes) => {
          let text = content;
          for (const { at, drop, put } of changes) {
            const from = Math.floor(at * text.length);
            text = text.slice(0, from) + put + text.slice(from + drop);
          }
          const started = performance.now();
          const judged = await judge(text);
          expect(judged.findings.length).toBeGreaterThan(0);
          // A secret cut or changed by the change itself is no secret any more.
          expect(leaked(judged)).toEqual([]);
          expect(performance.now() - started).toBeLessThan(10_000);
        },
      ),
      { numRuns: 1_500 },
    );
  });

  it("parts of files put together are answered, whole or in pieces, the same", async () => {
    const part = fc
      .tuple(fc.constantFrom(...Object.values(FILES)), fc.nat(3_000), fc.nat(3_000))
      .map(([text, from, length]) => text.slice(from, from + length));
    await fc.assert(
      fc.asyncProperty(
        fc.array(part, { minLength: 1, maxLength: 3 }),
        fc.constantFrom(1, 7, 1_000),
        async (parts, size) => {
          const text = parts.join("\n");
          const judged = await judge(text);
          expect(leaked(judged)).toEqual([]);
          expect(
            (
              await examineOffThread(inPieces(text, Math.max(size, text.length / 500)), {
                today: TODAY,
                seen: new Set(),
              })
            ).kind,
          ).toBe(judged.kind);
        },
      ),
      { numRuns: 150 },
    );
  });
});

describe("limits", () => {
  it("a bomb of gzip is an archive, or is read no further than its cap", async () => {
    const zeros = gzipSync(Buffer.alloc(200 * 2 ** 20));
    expect(await judge(zeros)).toMatchObject({ kind: "archive", codes: ["wrong-file"] });
  });

  it("a trace of too many nested things is answered", async () => {
    const deep = `{"log":{"entries":${"[".repeat(200_000)}`;
    expect((await judge(deep)).codes).toEqual(["json-not-well-formed"]);
  });

  it("a CAS answer of too many elements, or too deep, is refused", async () => {
    const deep = `<cas:serviceResponse xmlns:cas="http://www.yale.edu/tp/cas">${"<a>".repeat(300)}`;
    expect((await judge(deep)).codes).toEqual(["limits-exceeded"]);
    const wide = casSuccess(DIRECTORY).replace(
      "<cas:user>",
      `<cas:user ${Array.from({ length: 300 }, (_, at) => `a${at}="1"`).join(" ")}>`,
    );
    expect((await judge(wide)).codes).toEqual(["limits-exceeded"]);
  });

  it("an entity is never resolved", async () => {
    const laughs = `<!DOCTYPE a [<!ENTITY x "${"ha".repeat(1_000)}"><!ENTITY f SYSTEM "file:///etc/passwd">]><cas:serviceResponse xmlns:cas="http://www.yale.edu/tp/cas">&x;&f;</cas:serviceResponse>`;
    expect((await judge(laughs)).codes).toEqual(["doctype-refused"]);
  });

  it("a file that breaks its examination is unknown, with a reference and the place, and the next is examined", async () => {
    const crashes: { reference: string; place: string }[] = [];
    // A source whose pieces are no bytes breaks the thread, whatever reads them.
    async function* broken(): AsyncIterable<Uint8Array> {
      yield new Uint8Array(100_000).fill(65);
      yield { length: 3, buffer: new ArrayBuffer(3) } as unknown as Uint8Array;
    }
    const ask = { today: TODAY, seen: new Set<string>() };
    const result = await examineOffThread(broken(), ask, { crashed: (crash) => crashes.push(crash) }).catch(
      () => null,
    );
    if (result !== null) expect(result.found.map((one) => one.code)).toEqual(["nothing-recognised"]);
    expect((await examineOffThread(inPieces(LOG), ask)).kind).toBe("server-log");
  });

  it("the memory a log takes does not grow with it", async () => {
    async function* long(): AsyncIterable<Uint8Array> {
      for (let at = 0; at < 60; at++) yield Buffer.from(noise(8_000, at));
    }
    await examineOffThread(long(), { today: TODAY, seen: new Set() });
    const before = process.memoryUsage().rss;
    await examineOffThread(long(), { today: TODAY, seen: new Set() });
    expect(process.memoryUsage().rss - before).toBeLessThan(120 * 2 ** 20);
  });
});

import { describe, expect, it } from "vitest";
import { casFailure, casSuccess, DIRECTORY, PRONOTE, samlAnswer } from "../make/cas-answer.ts";
import { judge } from "./judge.ts";

const FAILURES = {
  INVALID_REQUEST: "cas-invalid-request",
  INVALID_TICKET_SPEC: "cas-invalid-ticket-spec",
  UNAUTHORIZED_SERVICE: "cas-unauthorized-service",
  UNAUTHORIZED_SERVICE_PROXY: "cas-unauthorized-proxy",
  INVALID_PROXY_CALLBACK: "cas-invalid-proxy-callback",
  INVALID_TICKET: "cas-invalid-ticket",
  INVALID_SERVICE: "cas-invalid-service",
  INTERNAL_ERROR: "cas-internal-error",
  INVALID_SESSION: "cas-unknown-code",
} as const;

describe("a refusal", () => {
  it.each(Object.entries(FAILURES))("%s is %s, in XML and in JSON", async (code, finding) => {
    const json = JSON.stringify({ serviceResponse: { authenticationFailure: { code, description: "no" } } });
    for (const content of [casFailure(code), json, `<?xml version="1.0"?>\n${casFailure(code)}`]) {
      const { kind, verdict, codes } = await judge(content);
      expect([kind, verdict, codes]).toEqual(["cas-response", "rejected", [finding]]);
    }
  });

  it("a code nobody knows is shown only if it looks like one", async () => {
    expect((await judge(casFailure("INVALID_SESSION"))).said).toContain("INVALID_SESSION");
    expect((await judge(casFailure("MARTIN Camille"))).said).not.toContain("MARTIN");
  });

  it("CAS 1.0 says yes or no", async () => {
    expect((await judge("yes\nopaque-1\n")).codes).toEqual(["cas-success"]);
    expect((await judge("no\n\n")).codes).toEqual(["cas-invalid-ticket"]);
  });

  it("is found within what was copied around it", async () => {
    const heading = "HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\n\r\n";
    const copied = "This XML file does not appear to have any style information associated with it.\n\n";
    for (const around of [heading, copied]) {
      const { kind, codes } = await judge(around + casFailure("INVALID_SERVICE"));
      expect([kind, codes]).toEqual(["cas-response", ["cas-invalid-service"]]);
    }
  });

  it("broken or cut, it is said to be so", async () => {
    expect((await judge(casFailure("INVALID_TICKET").slice(0, -20))).codes).toEqual(["xml-truncated"]);
    expect((await judge(casFailure("INVALID_TICKET").replace(">refused", "<refused"))).codes).toEqual([
      "xml-not-well-formed",
    ]);
    const cut = '{"serviceResponse":{"authenticationFailure":{"code":"INVALID_TICKET"';
    expect((await judge(cut)).codes).toEqual(["json-not-well-formed"]);
    expect((await judge(`<!DOCTYPE a>${casFailure("INVALID_TICKET")}`)).codes).toEqual(["doctype-refused"]);
  });
});

type Case = readonly [
  name: string,
  change: Readonly<Record<string, readonly string[]>>,
  codes: readonly string[],
];

const CASES: readonly Case[] = [
  ["nothing wrong", {}, []],
  ["no name", { sn: [] }, ["cas-attribute-missing"]],
  ["an empty postcode", { ENTPersonCodePostal: [" "] }, ["cas-attribute-missing"]],
  ["a pupil without birth date", { ENTPersonDateNaissance: [] }, ["cas-attribute-missing"]],
  ["a teacher without birth date", { ENTPersonDateNaissance: [], ENTPersonProfils: ["National_ENS"] }, []],
  ["a date of another form", { ENTPersonDateNaissance: ["20120131"] }, ["cas-birth-date-format"]],
  ["a day that is none", { ENTPersonDateNaissance: ["31/02/2012"] }, ["cas-birth-date-format"]],
  ["a postcode of four figures", { ENTPersonCodePostal: ["4400"] }, ["cas-postcode-format"]],
  ["a profile nobody knows", { ENTPersonProfils: ["National_9"] }, ["cas-profile-unknown"]],
  ["letters in small", { ENTPersonProfils: ["National_elv"] }, []],
  [
    "both notations of one profile",
    { ENTPersonProfils: ["National_1", "National_ELV"] },
    ["cas-profile-mixed"],
  ],
  ["two profiles", { ENTPersonProfils: ["National_2", "National_3"] }, ["cas-multiple-profiles"]],
  [
    "two profiles in one value",
    { ENTPersonProfils: ["National_ENS;National_TUT"] },
    ["cas-multiple-profiles"],
  ],
  ["a librarian who teaches", { ENTPersonProfils: ["National_ENS", "National_DOC"] }, []],
  [
    "two profiles in two notations",
    { ENTPersonProfils: ["National_2", "National_ENS"] },
    ["cas-multiple-profiles", "cas-profile-mixed"],
  ],
];

describe("a success", () => {
  it.each(CASES)("%s, in XML, JSON and SAML", async (_, change, codes) => {
    const attributes = { ...DIRECTORY, ...change };
    const json = JSON.stringify({
      serviceResponse: { authenticationSuccess: { user: "opaque-1", attributes } },
    });
    for (const content of [
      casSuccess(attributes),
      casSuccess(attributes, ""),
      casSuccess(attributes, "x"),
      json,
    ]) {
      const judged = await judge(content);
      expect([judged.kind, judged.codes]).toEqual(["cas-response", [...codes, "cas-success"].sort()]);
    }
    for (const soap of [true, false]) {
      const judged = await judge(samlAnswer({ soap, attributes }));
      expect([judged.kind, judged.codes]).toEqual(["saml-response", [...codes, "cas-success"].sort()]);
    }
  });

  it("PRONOTE's own names and date are as good", async () => {
    expect(await judge(casSuccess(PRONOTE))).toMatchObject({ verdict: "ok", codes: ["cas-success"] });
  });

  it("names what is missing as the answer would", async () => {
    expect((await judge(casSuccess({ ...DIRECTORY, sn: [] }))).findings[1]?.examples).toEqual(["sn"]);
    expect((await judge(casSuccess({ ...PRONOTE, nom: [] }))).findings[1]?.examples).toEqual(["nom"]);
    expect((await judge(casSuccess(DIRECTORY, "cas", ""))).findings[1]?.examples).toEqual(["user"]);
  });

  it("a postcode matters more for a guardian", async () => {
    const bad = { ...DIRECTORY, ENTPersonCodePostal: ["F-4400"] };
    expect((await judge(casSuccess(bad))).severities["cas-postcode-format"]).toBe("warning");
    const guardian = { ...bad, ENTPersonProfils: ["National_TUT"] };
    expect((await judge(casSuccess(guardian))).severities["cas-postcode-format"]).toBe("error");
  });

  it("nothing of the person is said", async () => {
    const { said } = await judge(
      casSuccess({ ...DIRECTORY, mail: ["camille@example.org"], ENTPersonProfils: ["EXEMPLE"] }),
    );
    for (const secret of ["EXEMPLE", "Camille", "31/01/2012", "44000", "opaque-1", "camille@"])
      expect(said).not.toContain(secret);
  });
});

describe("SAML", () => {
  it.each(["samlp:RequestDenied", "samlp:Requester", "urn:oasis:names:tc:SAML:1.0:status:Responder"])(
    "%s is a denial",
    async (status) => {
      const { kind, codes, said } = await judge(samlAnswer({ status }));
      expect([kind, codes]).toEqual(["saml-response", ["saml-request-denied"]]);
      expect(said).toContain(status.split(":").at(-1));
    },
  );

  it("a window that is empty or backwards is told", async () => {
    const from = "2026-09-01T06:12:44Z";
    for (const to of [from, "2026-09-01T06:12:40Z"]) {
      expect((await judge(samlAnswer({ from, to }))).codes).toEqual(["cas-success", "saml-empty-window"]);
    }
  });
});

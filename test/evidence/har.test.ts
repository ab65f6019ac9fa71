import { describe, expect, it } from "vitest";
import type { Request } from "../make/har.ts";
import { APP, CAS, goodDance, harOf, login, looping, round } from "../make/har.ts";
import { judge } from "./judge.ts";

const ticketed = (n: number, service: string = APP): string => `${service}?ticket=ST-${n}-SECRETTICKET${n}`;
const insecure = APP.replace("https", "http");

const CASES: readonly (readonly [string, readonly Request[], readonly string[]])[] = [
  ["all is well", goodDance(), ["link-works"]],
  ["two tickets may be legitimate", [...looping(1), ...goodDance()], ["link-works"]],
  ["three tickets are a loop", looping(3), ["redirect-loop"]],
  [
    "tickets piled up in one address",
    [...round(1), { url: `${APP}?ticket=ST-1-a&ticket=ST-2-b&ticket=ST-3-c` }],
    ["redirect-loop"],
  ],
  [
    "the browser gave up",
    [...round(1), { url: ticketed(1), status: 0, error: "net::ERR_TOO_MANY_REDIRECTS" }],
    ["redirect-loop"],
  ],
  [
    "http to https drops the ticket",
    [
      { url: insecure, to: login(insecure) },
      { url: login(insecure), to: ticketed(1, insecure) },
      { url: ticketed(1, insecure), status: 301, to: APP },
      { url: APP, to: login() },
      { url: login(), html: "<html>" },
    ],
    ["query-lost", "service-mismatch"],
  ],
  [
    "the ticket is given and not sent",
    [...round(1), { url: APP, to: login() }, { url: login() }],
    ["query-lost"],
  ],
  [
    "two spellings of the service",
    [...round(1), { url: ticketed(1), to: APP }, ...round(2, APP.replace("0440001M", "0440001m"))],
    ["service-mismatch"],
  ],
  [
    "the cookie is not kept",
    [...round(1), { url: ticketed(1), to: APP, sets: true }, { url: APP, html: "<html></html>" }],
    ["cookies-lost"],
  ],
  [
    "a certificate nobody knows",
    [{ url: APP, status: 0, error: "net::ERR_CERT_AUTHORITY_INVALID" }],
    ["tls-chain"],
  ],
  [
    "a certificate out of date, in Firefox",
    [{ url: APP, status: 0, error: "SEC_ERROR_EXPIRED_CERTIFICATE" }],
    ["tls-expired"],
  ],
  [
    "the CAS server is down",
    [
      { url: APP, to: login() },
      { url: login(), status: 0, error: "net::ERR_CONNECTION_REFUSED" },
    ],
    ["cas-unreachable"],
  ],
  [
    "the CAS server fails",
    [
      { url: APP, to: login() },
      { url: login(), status: 502 },
    ],
    ["cas-unreachable"],
  ],
  [
    "PRONOTE's name is not found",
    [{ url: APP, status: 0, error: "net::ERR_NAME_NOT_RESOLVED" }],
    ["site-unreachable"],
  ],
  ["nothing is published", [{ url: APP, status: 503 }], ["not-published"]],
  [
    "the page says it",
    [
      { url: APP, to: login() },
      {
        url: login(),
        status: 403,
        html: "<html><body><h2>Application Not Authorized to Use CAS</h2></body></html>",
      },
    ],
    ["service-not-registered"],
  ],
  [
    "PRONOTE's own page says it",
    [
      ...round(1),
      { url: ticketed(1), html: "<!doctype html><html><body><p>Identification impossible</p></body></html>" },
    ],
    ["identity-not-matched"],
  ],
  [
    "clocks apart",
    [...round(1).map((one, at) => ({ ...one, ahead: at * 400 })), { url: ticketed(1) }],
    ["clock-skew"],
  ],
  [
    "a validation that is a page",
    [
      {
        url: `${CAS.replace("login", "serviceValidate")}?service=${encodeURIComponent(APP)}&ticket=ST-1-SECRETTICKET1`,
        html: "<!doctype html><html><body>Connexion</body></html>",
      },
    ],
    ["cas-not-xml"],
  ],
];

describe("a trace", () => {
  it.each(CASES)("%s", async (_, requests, codes) => {
    const judged = await judge(harOf(requests));
    expect([judged.kind, judged.codes]).toEqual(["har", codes]);
    expect(judged.said).not.toMatch(/SECRET/);
    expect(JSON.stringify(judged.examined)).not.toMatch(/SECRET/);
  });

  it("settles the addresses, the school and the hosting", async () => {
    const { examined } = await judge(harOf(goodDance()));
    expect(examined.facts).toEqual({
      public_url_web: APP,
      cas_url: "https://cas3.e-lyco.fr/access/",
      uai: "0440001M",
      hosting: "hosted",
    });
  });

  it("is held against the declared address; its host's capitals and a page below it are the same", async () => {
    const trace = harOf(goodDance());
    expect(
      (await judge(trace, { declared: ["https://0440001m.index-education.net/pronote/"] })).codes,
    ).toEqual(["link-works"]);
    expect((await judge(trace, { declared: [`${APP}eleve.html`] })).codes).toEqual(["link-works"]);
    const other = await judge(trace, { declared: ["https://pronote.example.org/pronote/"] });
    expect(other.codes).toEqual(["service-mismatch"]);
    expect(other.findings[0]?.explanation).toContain("le nom du serveur");
  });

  it("is drawn hop by hop, what is wrong marked", async () => {
    const { figure } = await judge(harOf(looping(3)));
    if (figure?.kind !== "sequence") throw new Error("no sequence");
    expect(figure.actors).toEqual(["Navigateur", "0440001m.index-education.net", "cas3.e-lyco.fr"]);
    expect(figure.hops).toHaveLength(9);
    expect(figure.hops.filter((one) => one.wrong)).toHaveLength(1);
  });

  it("nothing of the link is unknown", async () => {
    const judged = await judge(
      harOf([
        { url: "https://news.example.org/" },
        { url: "https://news.example.org/a.png", mime: "image/png" },
      ]),
    );
    expect(judged).toMatchObject({ kind: "har", verdict: "unknown", codes: ["nothing-recognised"] });
  });

  it("a cut trace is told", async () => {
    const trace = harOf(goodDance());
    expect(await judge(trace.slice(0, trace.length - 200))).toMatchObject({
      kind: "har",
      codes: ["json-not-well-formed"],
    });
  });

  it("large pages in it are passed over, wherever pieces part", async () => {
    const page = `<html>${'x\\"y'.repeat(40_000)}</html>`;
    const trace = harOf([...goodDance().slice(0, 3), { url: APP, sends: true, html: page }]);
    expect(trace.length).toBeGreaterThan(150_000);
    expect((await judge(trace)).codes).toEqual(["link-works"]);
  });
});

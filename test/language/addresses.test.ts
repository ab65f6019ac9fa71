import { describe, expect, it } from "vitest";
import { read } from "../../src/language/read.ts";
import { lexicon } from "./lexicon.ts";

function factsOf(text: string, asked: string | null = null): Record<string, string> {
  const { facts } = read(text, lexicon, { asked });
  return Object.fromEntries(Object.entries(facts).map(([fact, one]) => [fact, one.value]));
}

const HOSTED = "https://0440001M.index-education.net/pronote/";

describe("addresses", () => {
  it("of a hosted base say the hosting and the UAI, as implied", () => {
    const { facts } = read(`notre adresse : ${HOSTED}`, lexicon);
    expect(facts["public_url_web"]).toMatchObject({ value: HOSTED, text: HOSTED });
    expect(facts["hosting"]).toMatchObject({ value: "hosted", inferred: true });
    expect(facts["uai"]).toMatchObject({ value: "0440001M", inferred: true });
  });

  it.each<readonly [string, string | null, Record<string, string>]>([
    [
      "https://pronote.college-exemple.fr/pronote/",
      null,
      { public_url_web: "https://pronote.college-exemple.fr/pronote/" },
    ],
    [
      "https://pronote.college-exemple.fr/pronote/eleve.html",
      null,
      { public_url_web: "https://pronote.college-exemple.fr/pronote/" },
    ],
    [
      "l'adresse du client, à transmettre à qui de droit : pronote.college-exemple.fr:49311",
      null,
      { public_url_client: "https://pronote.college-exemple.fr:49311" },
    ],
    [
      "PRONOTE.net : pronote.college-exemple.fr:8443",
      null,
      { public_url_web: "https://pronote.college-exemple.fr:8443" },
    ],
    [
      "https://pronote.college-exemple.fr:49300/",
      null,
      { public_url_client: "https://pronote.college-exemple.fr:49300/" },
    ],
    [
      "client : https://srv.college-exemple.fr/pronote et PRONOTE.net : https://web.college-exemple.fr/pronote",
      null,
      {
        public_url_client: "https://srv.college-exemple.fr/pronote",
        public_url_web: "https://web.college-exemple.fr/pronote",
      },
    ],
    [
      "https://vie.college-exemple.fr/",
      "public_url_web",
      { public_url_web: "https://vie.college-exemple.fr/" },
    ],
    [
      "https://vie.college-exemple.fr/",
      "public_url_client",
      { public_url_client: "https://vie.college-exemple.fr/" },
    ],
    [
      "pronote.college-exemple.fr/pronote",
      "public_url_web",
      { public_url_web: "https://pronote.college-exemple.fr/pronote" },
    ],
    [
      "serveur http://srv.college-exemple.fr:49300/",
      null,
      { public_url_client: "http://srv.college-exemple.fr:49300/" },
    ],
    ["https://vie.college-exemple.fr/", null, {}],
    ["https://cas3.e-lyco.fr/access/", null, { cas_url: "https://cas3.e-lyco.fr/access/", ent: "e-lyco" }],
    [
      "https://cas3.e-lyco.fr/access/login",
      "public_url_web",
      { cas_url: "https://cas3.e-lyco.fr/access/", ent: "e-lyco" },
    ],
    [
      "https://cas.itslearning.com/cas-prod/login",
      null,
      { cas_url: "https://cas.itslearning.com/cas-prod/", ent: "leia" },
    ],
    ["https://mon-college.e-lyco.fr/", null, { ent: "e-lyco" }],
    ["http://www.index-education.com/fr/assistance-pronote.php", null, {}],
    ["https://docs.index-education.com/pronote/", null, {}],
    [
      "voir (https://pronote.college-exemple.fr/pronote/).",
      null,
      { public_url_web: "https://pronote.college-exemple.fr/pronote/" },
    ],
  ])("%s (asked: %s)", (text, asked, expected) => {
    expect(factsOf(text, asked)).toEqual(expected);
  });

  it("drops what may hold a ticket, a person's id or a password", () => {
    const text =
      "https://jdoe:secret@pronote.college-exemple.fr/pronote/parent.html?identifiant=2345&ticket=ST-1-x#a";
    const { facts } = read(text, lexicon);
    expect(facts["public_url_web"]?.value).toBe("https://pronote.college-exemple.fr/pronote/");
    expect(JSON.stringify(facts)).not.toMatch(/secret|2345|ST-1/);
  });

  it("finds the address PRONOTE gave to the CAS server", () => {
    const service = encodeURIComponent(HOSTED);
    expect(factsOf(`https://cas3.e-lyco.fr/access/login?service=${service}`)).toMatchObject({
      cas_url: "https://cas3.e-lyco.fr/access/",
      public_url_web: HOSTED,
      hosting: "hosted",
      uai: "0440001M",
    });
  });

  it("takes no UAI with a wrong control letter from a host", () => {
    expect(factsOf("https://0440001A.index-education.net/pronote")["uai"]).toBeUndefined();
  });
});

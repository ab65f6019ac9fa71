import { describe, expect, it } from "vitest";
import { found } from "../../src/evidence/finding.ts";
import { toolsOf } from "../../src/examiner/tools.ts";
import { describe as put } from "../../src/findings.ts";
import { realWorld } from "../make/world.ts";

const { catalogue, texts } = realWorld();
const { knowledge } = toolsOf();
const codes = Object.keys(catalogue.findings);

/** What findings of some codes are told with, beside what every finding has. */
const VALUES = {
  line: 3,
  column: 4,
  list: "sn",
  what: "size",
  uai: "0440001M",
  expected: "0490002L",
  day: "2026-09-01",
  length: 20,
  lower: "no",
  code: "X",
  status: "Denied",
  shape: "99",
  tickets: 3,
};

describe("the catalogue of findings", () => {
  it("has every code that data names", () => {
    const named = [
      ...knowledge.signatures.map((one) => one.finding),
      ...Object.values(knowledge.screens),
      ...Object.values(knowledge.codes).flatMap((one) => one.means ?? []),
      ...Object.keys(knowledge.codes).map((code) => `pronote-cas-${code}`),
    ];
    expect(named.filter((one) => !codes.includes(one))).toEqual([]);
  });

  it("leads to flows there are, and proves values facts have", () => {
    for (const [code, { remedy, proves = {} }] of Object.entries(catalogue.findings)) {
      if (remedy !== null) expect([code, catalogue.flows.has(remedy)]).toEqual([code, true]);
      for (const [fact, value] of Object.entries(proves)) {
        expect([code, catalogue.lexicon.facts.get(fact)?.values.includes(value)]).toEqual([code, true]);
      }
    }
  });

  it.each(codes)("%s is told in both languages, once, twice, with and without its hours", (code) => {
    for (const language of ["fr", "en"] as const) {
      for (const values of [
        VALUES,
        {
          ...VALUES,
          first: "2026-09-01T06:00:00Z",
          last: "2026-09-01T08:00:00",
          services: "https://x.example.org/",
          pair: "a ≠ b",
          difference: "slash",
          share: 40,
          seconds: 12,
        },
      ]) {
        for (const count of [1, 2]) {
          const [finding] = put(
            {
              kind: "text",
              found: [found(code, { count, values })],
              summary: {},
              facts: {},
              fingerprint: null,
            },
            catalogue.findings,
            texts,
            language,
          ).findings;
          for (const text of [finding?.title, finding?.explanation, finding?.remedy]) {
            expect(text).toMatch(/\S{3}/);
            expect(text).not.toMatch(/[{}#]|undefined|none\b|-1/);
          }
          const sentences = `${finding?.explanation} ${finding?.remedy}`;
          expect(sentences.length).toBeLessThan(620);
        }
      }
    }
  });
});

import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { find, phrase, PhraseError } from "../../src/language/phrase.ts";
import { read } from "../../src/language/read.ts";
import { wordsOf } from "../../src/language/words.ts";
import { lexicon } from "./lexicon.ts";

describe("reading", () => {
  it("is the same each time, and every span is of the text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 300 }), (text) => {
        const first = read(text, lexicon);
        expect(read(text, lexicon)).toEqual(first);
        for (const one of Object.values(first.facts)) {
          expect(one.span[0]).toBeGreaterThanOrEqual(0);
          expect(one.span[1]).toBeLessThanOrEqual(text.length);
        }
      }),
    );
  });

  it("gives only values that the catalogue knows", () => {
    const words = [
      "hébergé",
      "pas",
      "chez",
      "index",
      "client lourd",
      "personne",
      "codes",
      "les parents",
      "code",
      "14",
      "?",
    ];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...words), { maxLength: 12 }), (picked) => {
        for (const [fact, one] of Object.entries(read(picked.join(" "), lexicon).facts)) {
          expect(lexicon.facts.get(fact)?.values).toContain(one.value);
        }
      }),
    );
  });

  it("reads a very long text, and what stands in it", () => {
    const filler = "Bonjour, voici ce que nous avons essayé hier dans la console, sans succès. ".repeat(100);
    const { facts } = read(`${filler} Nous sommes hébergés chez Index-Education. ${filler}`, lexicon);
    expect(facts["hosting"]?.value).toBe("hosted");
  });

  it.each([
    "a".repeat(8000),
    "pas ".repeat(2000),
    "hébergé ".repeat(1000),
    "si ".repeat(2600),
    "((((".repeat(2000),
  ])("reads %#, made to be slow", (text) => {
    expect(read(text, lexicon).invalid).toEqual([]);
  });
});

describe("the catalogue", () => {
  it("has the facts in their order, each with values where it is a choice", () => {
    expect([...lexicon.facts.keys()]).toEqual([
      "hosting",
      "product",
      "identifiers_distributed",
      "setup",
      "same_machine",
      "urls_changed",
      "ent",
      "uai",
      "pronote_version",
      "scope",
      "profile",
      "public_url_web",
      "public_url_client",
      "cas_url",
      "message",
      "cas_code",
      "identifiers_file",
      "case",
      "party",
      "reply_settles",
      "reminding",
    ]);
    for (const fact of lexicon.facts.values()) {
      expect(fact.values.length > 0).toBe(fact.type === "choice");
      const known = new Set(fact.values);
      for (const { value } of [...fact.said, ...fact.answers]) expect(known).toContain(value);
    }
  });

  it("knows the ENTs of the ENT catalogue", () => {
    expect(lexicon.facts.get("ent")?.values).toEqual(expect.arrayContaining(["e-lyco", "leia"]));
  });

  it.each(["(pas fermée", "<inconnu> mot", "mot! drôle"])("refuses the phrase « %s »", (source) => {
    expect(() => find(phrase(source), wordsOf("un mot"))).toThrow(PhraseError);
  });
});

import { describe, expect, it } from "vitest";
import { wordFeatures } from "../../src/language/model/features.ts";
import { fit } from "../../src/language/model/model.ts";
import type { StatedParts } from "../../src/language/model/statements.ts";
import { factOf, statedIn, statementLabel } from "../../src/language/model/statements.ts";
import { stated } from "../../src/language/stated.ts";
import { weighed } from "../../src/language/weighed.ts";
import type { Words } from "../../src/language/words.ts";
import { wordsOf } from "../../src/language/words.ts";
import { lexicon } from "./lexicon.ts";

const words = (text: string): Words => wordsOf(text, lexicon.spell);

/** What two facts are learnt from: where the server is, and whether it is another one. */
const TAUGHT: readonly (readonly [text: string, hosting: string | null, machine: string | null])[] = [
  ["le serveur ronronne dans le placard du labo", "self-hosted", null],
  ["notre machine tourne au sous-sol du lycée", "self-hosted", null],
  ["le serveur est dans la salle des serveurs du collège", "self-hosted", null],
  ["la machine est chez nous, dans un placard", "self-hosted", null],
  ["tout est chez l'éditeur, dans son nuage", "hosted", null],
  ["l'éditeur s'occupe de tout, nous n'avons aucun serveur", "hosted", null],
  ["nous louons la base à l'éditeur", "hosted", null],
  ["rien chez nous, tout est dans le nuage de l'éditeur", "hosted", null],
  ["le vieux serveur a rendu l'âme, on en a racheté un", "self-hosted", "no"],
  ["une machine toute neuve remplace le serveur mort cet été", "self-hosted", "no"],
  ["la souris ne marche plus", null, null],
  ["les parents attendent leurs codes", null, null],
  ["bonjour, je suis prof de maths", null, null],
  ["merci de votre aide", null, null],
  ["une erreur s'affiche ce matin", null, null],
  ["la page tourne sans fin", null, null],
];

const model = fit(
  TAUGHT.map(([text, hosting, machine]) => ({
    features: wordFeatures(words(text)),
    labels: [statementLabel("hosting", hosting), statementLabel("same_machine", machine)],
  })),
  factOf,
);

function parts(text: string, end = text.length): StatedParts {
  return statedIn(model, words(text), stated(words(text)), end);
}

describe("what statements teach", () => {
  it("asks a text one question a fact: the labels of each are one together", () => {
    expect(model.heads).toHaveLength(2);
    expect(model.labels.map(factOf)).toEqual([
      "hosting",
      "hosting",
      "hosting",
      "same_machine",
      "same_machine",
    ]);
  });

  it("takes a value for stated only where it is sure, and says by which words", () => {
    const text = "Bonjour, je suis prof de maths. Le serveur ronronne dans le placard du labo. Merci.";
    const [first] = parts(text).values.filter((one) => one.fact === "hosting");
    expect(first).toMatchObject({ value: "self-hosted" });
    expect(words(text).words[first?.from ?? 0]?.word).toBe("le");
    expect(parts("bonjour, merci de votre aide").values).toEqual([]);
    expect(parts("un serveur").values).toEqual([]);
  });

  it("takes no clause for stated that its sentence as a whole is quite unlike", () => {
    const clause = "le serveur ronronne dans le placard du labo";
    const other =
      "l'éditeur s'occupe de tout, nous n'avons aucun serveur, tout est chez l'éditeur, dans son nuage";
    const values = (text: string): string[] => parts(text).values.map((one) => one.value);
    expect(values(`${clause}.`)).toEqual(["self-hosted"]);
    expect(values(`${other}, nous louons la base à l'éditeur, ${clause}`)).not.toContain("self-hosted");
  });

  it("states nothing in a question, though it supports the value", () => {
    const text = "Est-ce que le serveur ronronne dans le placard du labo ?";
    expect(parts(text).values).toEqual([]);
    expect(parts(text).support("hosting", "self-hosted")).toBeGreaterThan(0.5);
  });

  it("looks no further than it is told to", () => {
    const text = "Une erreur s'affiche ce matin. Le serveur ronronne dans le placard du labo.";
    expect(parts(text, 30).values).toEqual([]);
    expect(parts(text).values).not.toEqual([]);
  });

  it("knows nothing of a fact that was not learnt", () => {
    expect(parts("le serveur").support("uai", "0440001M")).toBeNull();
  });
});

const read = (
  value: string,
  text: string,
): { value: string; span: readonly [number, number]; text: string } => ({
  value,
  span: [0, text.length],
  text,
});

describe("facts weighed by what statements teach", () => {
  const text = "le serveur est là, les profs ont le client, les familles le net";
  const about = {
    text,
    words: words(text),
    stated: stated(words(text)),
    known: lexicon.facts,
    keepsOut: true,
    asked: null,
  };
  const saying = (values: StatedParts["values"], support = 1): StatedParts => ({
    values,
    support: () => support,
    likeliest: () => null,
    end: text.length,
  });

  it("lets fall what no part of the text looks like stating", () => {
    const facts = { hosting: read("hosted", "hébergé") };
    expect(weighed({ ...about, facts, parts: saying([], 0.001) })).toEqual({});
    expect(weighed({ ...about, facts, parts: saying([], 0.5) })).toEqual(facts);
  });

  it("leaves the answer to the question as it was read", () => {
    const facts = { hosting: read("hosted", "hébergé") };
    expect(weighed({ ...about, facts, asked: "hosting", parts: saying([], 0) })).toEqual(facts);
  });

  it("adds what no phrase foresaw, and leaves what was said elsewhere", () => {
    const parts_ = saying([{ fact: "hosting", value: "self-hosted", from: 0, to: 4 }]);
    expect(weighed({ ...about, facts: {}, parts: parts_ })["hosting"]).toEqual({
      value: "self-hosted",
      span: [0, 17],
      text: "le serveur est là",
    });
    const elsewhere = { hosting: { ...read("hosted", "net"), span: [60, 63] as const } };
    expect(weighed({ ...about, facts: elsewhere, parts: parts_ })).toEqual(elsewhere);
  });

  it("overrules a phrase by what the sentence it stands in states as a whole", () => {
    const parts_ = saying([{ fact: "hosting", value: "self-hosted", from: 0, to: 4 }]);
    const facts = { hosting: { ...read("hosted", "serveur"), span: [3, 10] as const } };
    expect(weighed({ ...about, facts, parts: parts_ })["hosting"]?.value).toBe("self-hosted");
  });

  it("adds nothing that is named only to be denied, or taken back right after", () => {
    const added = (said: string, value: string, to: number): string | undefined =>
      weighed({
        ...about,
        text: said,
        words: words(said),
        stated: stated(words(said)),
        facts: {},
        parts: saying([{ fact: "product", value, from: 0, to }]),
      })["product"]?.value;
    expect(added("client lourd chez nous pour la vie scolaire", "client", 5)).toBe("client");
    expect(added("aucun client lourd chez nous", "client", 5)).toBeUndefined();
    expect(added("tout passe par les espaces web, ah non, je vérifie", "web", 6)).toBeUndefined();
  });

  it("takes nobody who is told of with the codes for kept out, unless it is likely", () => {
    const said = "personne n'a ses codes, ni profs ni élèves. Les parents sont bloqués";
    const codes = { value: "nobody", span: [0, 22] as const, text: said.slice(0, 22) };
    const scope = (from: number): object => ({
      identifiers_distributed: codes,
      scope: { value: "everyone", span: [from, from + 5] as const, text: said.slice(from, from + 5) },
    });
    const kept = (from: number, support: number): boolean =>
      "scope" in
      weighed({
        ...about,
        text: said,
        words: words(said),
        stated: stated(words(said)),
        facts: scope(from) as Parameters<typeof weighed>[0]["facts"],
        parts: saying([], support),
      });
    expect(kept(24, 0.3)).toBe(false);
    expect(kept(24, 0.6)).toBe(true);
    expect(kept(44, 0.3)).toBe(true);
  });

  it("leaves a denial to the phrases: what is learnt of words hardly minds it", () => {
    const said = "nous ne sommes pas hébergés chez l'éditeur";
    const denied = {
      ...about,
      text: said,
      words: words(said),
      stated: stated(words(said)),
      facts: { hosting: { value: "self-hosted", span: [19, 27] as const, text: "hébergés" } },
    };
    const learnt = [{ fact: "hosting", value: "hosted", from: 0, to: 8 }];
    expect(weighed({ ...denied, parts: saying(learnt) })["hosting"]?.value).toBe("self-hosted");
    const support = (_: string, value: string): number => (value === "hosted" ? 0.9 : 0);
    expect(weighed({ ...denied, parts: { ...saying([]), support } })["hosting"]?.value).toBe("self-hosted");
    expect(weighed({ ...denied, parts: saying([], 0) })["hosting"]).toBeUndefined();
  });

  it("makes one of two values that go together, and else takes the last", () => {
    const product = (first: string, second: string): string | undefined =>
      weighed({
        ...about,
        facts: {},
        parts: saying([
          { fact: "product", value: first, from: 4, to: 9 },
          { fact: "product", value: second, from: 9, to: 13 },
        ]),
      })["product"]?.value;
    expect(product("client", "web")).toBe("both");
    const hosting = weighed({
      ...about,
      facts: {},
      parts: saying([
        { fact: "hosting", value: "hosted", from: 0, to: 4 },
        { fact: "hosting", value: "self-hosted", from: 4, to: 9 },
      ]),
    })["hosting"];
    expect(hosting?.value).toBe("self-hosted");
  });

  it("takes who cannot get in from the likeliest words, where it is sure how many cannot", () => {
    const facts = { scope: read("one", "une mère") };
    const likely = { fact: "profile", value: "guardian", share: 0.75, from: 4, to: 9 };
    const parts_ = { ...saying([]), likeliest: () => likely };
    expect(weighed({ ...about, facts, parts: parts_ })["profile"]?.value).toBe("guardian");
    expect(
      weighed({ ...about, facts: { scope: read("everyone", "tous") }, parts: parts_ })["profile"],
    ).toBeUndefined();
    const rather = { ...parts_, likeliest: () => ({ ...likely, share: 0.65 }) };
    expect(weighed({ ...about, facts, parts: rather })["profile"]).toBeUndefined();
  });

  it("adds who cannot get in only where the matter may keep somebody out, and to nobody named already", () => {
    const values = [
      { fact: "scope", value: "profile", from: 4, to: 9 },
      { fact: "profile", value: "teacher", from: 4, to: 9 },
    ];
    expect(Object.keys(weighed({ ...about, facts: {}, parts: saying(values) }))).toEqual([
      "scope",
      "profile",
    ]);
    expect(weighed({ ...about, facts: {}, keepsOut: false, parts: saying(values) })).toEqual({});
    const facts = { scope: read("everyone", "tout le monde") };
    expect(weighed({ ...about, facts, parts: saying(values) })).toEqual(facts);
  });
});

import { assert, property, string } from "fast-check";
import { describe, expect, it } from "vitest";
import { because } from "../../src/language/model/because.ts";
import type { Trial } from "../../src/language/model/calibration.ts";
import { calibrate, chanceOf } from "../../src/language/model/calibration.ts";
import type { Features } from "../../src/language/model/features.ts";
import { featuresOf } from "../../src/language/model/features.ts";
import { judge } from "../../src/language/model/judge.ts";
import { fit, sharesOf } from "../../src/language/model/model.ts";
import { wordsIn } from "../../src/language/read.ts";
import { conceptsIn, termsOf } from "../../src/language/terms.ts";
import { wordsOf } from "../../src/language/words.ts";
import { lexicon } from "./lexicon.ts";

const features = (text: string): Features => featuresOf(text, wordsIn(text, lexicon), lexicon);

/** Sentences of three matters, enough of each to tell them apart. */
const TAUGHT: readonly (readonly [string, string])[] = [
  ["restart", "remettre en route le connecteur"],
  ["restart", "redémarrer le lien pour la rentrée"],
  ["restart", "relancer la connexion en septembre"],
  ["restart", "restart the connector"],
  ["login-failure/redirect-loop", "trop de redirections dans le navigateur"],
  ["login-failure/redirect-loop", "la page tourne en boucle sans fin"],
  ["login-failure/redirect-loop", "redirection infinie entre les deux sites"],
  ["login-failure/redirect-loop", "encore des redirections"],
  ["login-failure/redirect-loop", "too many redirects"],
  ["out-of-scope", "quel temps fera-t-il demain"],
  ["out-of-scope", "le menu de la cantine"],
  ["out-of-scope", "raconte une blague"],
  ["out-of-scope", "what is for lunch"],
];
const model = fit(TAUGHT.map(([label, text]) => ({ labels: [label], features: features(text) })));
const trained = { model, calibration: { intercept: 0, slope: 1, act: 0.5, refuse: 0.5 } };
const judged = (text: string): ReturnType<typeof judge> =>
  judge(text, wordsIn(text, lexicon), lexicon, trained);

describe("what is learnt from sentences", () => {
  it("names the matter of sentences that are near to them", () => {
    expect(judged("il y a une boucle de redirections")).toMatchObject({
      decision: "act",
      intent: "login-failure",
      case: "redirect-loop",
    });
    expect(judged("relancer le connecteur à la rentrée")).toMatchObject({
      decision: "act",
      intent: "restart",
      case: null,
    });
    expect(judged("une blague sur la cantine")).toMatchObject({ decision: "out-of-scope" });
  });

  it("is the same each time it is learnt", () => {
    const again = fit(TAUGHT.map(([label, text]) => ({ labels: [label], features: features(text) })));
    expect(again).toEqual(model);
  });

  it("shares one among the matters, whatever is written", () => {
    assert(
      property(string({ maxLength: 200 }), (text) => {
        const shares = sharesOf(model, features(text));
        expect(shares).toHaveLength(model.labels.length);
        expect(shares.every((one) => one >= 0 && one <= 1)).toBe(true);
        expect(shares.reduce((sum, one) => sum + one, 0)).toBeCloseTo(1, 4);
      }),
    );
  });

  it("is sure of nothing where no word was ever seen", () => {
    for (const text of ["", "???", "zzqx wvkj", "0440001M", "🙂🙂"]) {
      expect(judged(text)).toMatchObject({ decision: "offer", confidence: 0 });
    }
  });

  it("offers the likeliest first, three at most", () => {
    const { options } = judged("redirections");
    expect(options).toHaveLength(3);
    expect(options.map((one) => one.score)).toEqual(
      options.map((one) => one.score).toSorted((a, b) => b - a),
    );
  });

  it("tells the words it goes by, as they stand in the text", () => {
    const text = "Trop de Redirections, quand on clique";
    expect(judged(text).because.join(" ")).toMatch(/Redirections/);
    const [counted] = model.bayes;
    if (counted === undefined) throw new Error("no naive Bayes");
    for (const word of because(text, wordsIn(text, lexicon), counted, 0)) expect(text).toContain(word);
  });

  it("reads a message of any length in one go", () => {
    expect(features("redirections ".repeat(5000)).size).toBeLessThan(200);
  });
});

describe("how sure is enough", () => {
  const trials = (right: (share: number) => boolean): Trial[] =>
    Array.from({ length: 200 }, (_, index) => {
      const share = (index + 1) / 201;
      return { share, right: right(share), outside: index % 2 === 0 };
    });

  it("is the least chance from which on the goal is met", () => {
    const found = calibrate(
      trials((share) => share > 0.6),
      { act: 0.97, refuse: 0.5 },
    );
    const acted = trials((share) => share > 0.6).filter(
      (one) => !one.outside && chanceOf(found, one.share) >= found.act,
    );
    expect(acted.filter((one) => one.right).length / acted.length).toBeGreaterThanOrEqual(0.97);
    expect(acted.length).toBeGreaterThan(35);
    expect(found.refuse).toBeLessThan(found.act);
  });

  it("is never reached where nothing was ever right", () => {
    const found = calibrate(
      trials(() => false),
      { act: 0.97, refuse: 0.97 },
    );
    expect(chanceOf(found, 0.99)).toBeLessThan(found.act);
  });

  it("grows with the share", () => {
    const found = calibrate(
      trials((share) => share > 0.3),
      { act: 0.97, refuse: 0.9 },
    );
    const chances = [0.01, 0.2, 0.5, 0.8, 0.999].map((share) => chanceOf(found, share));
    expect(chances).toEqual(chances.toSorted((a, b) => a - b));
  });
});

describe("concepts", () => {
  const terms = termsOf({ lost: "perdu*, n'a plus", code: "mot de passe, code*", person: "élève*" });

  it.each([
    ["J'ai PERDU le mot de passe", ["code", "lost"]],
    ["les codes des élèves", ["code", "person"]],
    ["il n’a plus ses codes", ["code", "lost"]],
    ["mot à mot", []],
    ["", []],
  ])("%s", (text, found) => {
    expect(conceptsIn(wordsOf(text), terms)).toEqual(found);
  });
});

import { describe, expect, it } from "vitest";
import { isNameDenied, namedAlone } from "../../src/language/named.ts";
import { stated } from "../../src/language/stated.ts";
import { wordsOf } from "../../src/language/words.ts";
import { lexicon } from "./lexicon.ts";

const product = lexicon.facts.get("product");
if (product === undefined) throw new Error("flows/facts.yaml: no product");

function named(text: string): string | null {
  const words = wordsOf(text, lexicon.spell);
  return namedAlone(product!, words, stated(words), text)?.value ?? null;
}

describe("a value named alone", () => {
  it.each([
    ["Comment ouvrir PRONOTE.net sans passer par l'ENT ?", "web"],
    ["How do I let staff open the thick client directly?", "client"],
    ["l'adresse du client lourd a changé de port", "client"],
    ["Comment ouvrir PRONOTE.net, et le client lourd ?", null],
    ["le serveur fait tourner le net et le client", null],
    ["nous n'avons pas le client lourd, que faire ?", null],
    ["Comment ouvrir PRONOTE sans passer par l'ENT ?", null],
  ])("%s: %s", (text, value) => {
    expect(named(text)).toBe(value);
  });

  it("is told apart from one that is named only to be denied", () => {
    const denied = (text: string): boolean => {
      const words = wordsOf(text, lexicon.spell);
      return isNameDenied(product!, "client", { from: 0, to: words.words.length }, words, stated(words));
    };
    expect(denied("aucun client lourd chez nous")).toBe(true);
    expect(denied("le client lourd sur tous les postes")).toBe(false);
    expect(denied("tout par le navigateur")).toBe(false);
  });
});

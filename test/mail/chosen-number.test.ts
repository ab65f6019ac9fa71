import { describe, expect, it } from "vitest";
import { chosenNumber } from "../../src/mail/chosen-number.ts";

describe("a number as an answer", () => {
  it.each([
    ["2", 2],
    ["2.", 2],
    ["(2)", 2],
    ["n° 2", 2],
    ["La réponse 2.", 2],
    ["je choisis la réponse 2", 2],
    ["option 12", 12],
    ["2 s’il vous plaît", 2],
    ["Bonjour Madame,\n\n2\n\nClaire Martin\nCollège Jean Moulin", 2],
    ["Hello,\n2\nThanks", 2],
  ])("%j", (words, number) => {
    expect(chosenNumber(words)).toEqual({ number, rest: "" });
  });

  it.each([
    "2 et 3",
    "2 élèves",
    "2 ?",
    "2026",
    "1. oui\n2. non",
    "Merci",
    "",
    "Nous sommes 2",
    "Bonjour, nous avons 2 établissements\n2",
  ])("%j is none", (words) => {
    expect(chosenNumber(words)).toBeNull();
  });

  it.each([
    ["2\nmais je ne suis pas sûre de moi", "mais je ne suis pas sûre de moi"],
    ["2\nhttps://0440001M.index-education.net/pronote", "https://0440001M.index-education.net/pronote"],
    ["2\nEst-ce bien cela ?", "Est-ce bien cela ?"],
  ])("%j says something beside it", (words, rest) => {
    expect(chosenNumber(words)).toEqual({ number: 2, rest });
  });
});

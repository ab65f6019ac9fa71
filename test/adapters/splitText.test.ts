import { assert, integer, property, string } from "fast-check";
import { describe, expect, it } from "vitest";
import { splitText } from "../../adapters/splitText.ts";

const blank = (text: string): string => text.replace(/\s+/g, "");

describe("a text parted to a platform's limit", () => {
  it("is left whole where it is within it", () => {
    expect(splitText("Ouvrez la console.\n\nPuis cliquez.", 100)).toEqual([
      "Ouvrez la console.\n\nPuis cliquez.",
    ]);
    expect(splitText("", 10)).toEqual([""]);
  });

  it("is parted at the end of a paragraph, else of a line, a sentence, a word", () => {
    expect(splitText("Un deux.\n\nTrois quatre.\nCinq.", 24)).toEqual(["Un deux.", "Trois quatre.\nCinq."]);
    expect(splitText("Un deux trois.\nQuatre cinq.", 20)).toEqual(["Un deux trois.", "Quatre cinq."]);
    expect(splitText("Un deux. Trois quatre cinq.", 20)).toEqual(["Un deux.", "Trois quatre cinq."]);
    expect(splitText("un deux trois quatre", 10)).toEqual(["un deux", "trois", "quatre"]);
  });

  it("is within the limit in each part and loses nothing but blanks, whatever it is", () => {
    assert(
      property(string({ maxLength: 300, unit: "grapheme" }), integer({ min: 16, max: 80 }), (text, limit) => {
        const parts = splitText(text, limit);
        for (const part of parts) expect(part.length).toBeLessThanOrEqual(limit);
        expect(blank(parts.join(""))).toBe(blank(text));
      }),
    );
  });

  it("cuts no pair of surrogates in two", () => {
    for (const part of splitText("🙈".repeat(50), 7)) expect(Buffer.from(part).toString()).toBe(part);
  });

  it("is measured as it is rendered", () => {
    const parts = splitText("a & b\n\nc & d", 9, (part) => part.replaceAll("&", "&amp;").length);
    expect(parts).toEqual(["a & b", "c & d"]);
  });
});

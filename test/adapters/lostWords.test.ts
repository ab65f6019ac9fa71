import { describe, expect, it } from "vitest";
import { lostWords } from "../../adapters/lostWords.ts";
import type { Message } from "../../src/message.ts";
import { PREVIEWERS } from "../make/previewers.ts";

function message(text: string): Message {
  return { type: "message", id: "1.0", text, step: "a/b", asks: null, guide: [], choices: [] };
}

const noTable = (): never => {
  throw new Error("there is no figure");
};

describe("words that are shown nowhere", () => {
  it.each([
    [
      "Un **deux** `trois` [quatre](https://exemple.fr/cinq).",
      ["Un deux trois quatre https://exemple.fr/cinq"],
    ],
    ["1. un\n1. deux", ["1. un\n2. deux"]],
    ["<https://exemple.fr/a(b)>", ["https://exemple.fr/a%28b%29"]],
    ["un & deux", ["un &amp; deux"]],
    ["un_deux", ["un\\_deux"]],
  ])("are none of %j", (said, shown) => {
    expect(lostWords(message(said), noTable, shown)).toEqual([]);
  });

  it("are named, those said twice and shown once too", () => {
    expect(lostWords(message("un deux deux trois"), noTable, ["deux", "un"])).toEqual([
      { kind: "words", words: ["deux", "trois"] },
    ]);
  });

  it.each(PREVIEWERS.map((one) => [one.platform, one] as const))(
    "%s shows all a text may hold",
    (_platform, { preview }) => {
      const text = [
        "# Titre",
        "Un **gras**, un _penché_, du `code`, un [lien](https://exemple.fr/page?a=1&b=2), https://exemple.fr/nu.",
        "> Une citation",
        "1. Premier\n2. Deuxième\n   - dedans\n   - aussi",
        "```\nun bloc\n```",
        "![Une image](https://exemple.fr/image.png)",
        "<b>du HTML</b>",
      ].join("\n\n");
      const reading = {
        language: "fr",
        text: (_language: string, key: string) => key,
        table: noTable,
      } as const;
      const { messages, losses } = preview(message(text), reading);
      expect(losses).toEqual([]);
      expect(messages).toHaveLength(1);
    },
  );
});

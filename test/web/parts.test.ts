import { describe, expect, it } from "vitest";
import { acceptedLanguage } from "../../adapters/web/pickLanguage.ts";
import { markdown } from "../../adapters/web/page/markdown.ts";
import { sizeText } from "../../adapters/web/sizeText.ts";
import { spool } from "../../adapters/web/spool.ts";
import { LANGUAGES } from "../../src/message.ts";
import { ROOT } from "../../src/root.ts";
import { loadTexts } from "../../src/texts.ts";
import { bytes } from "./multipart.ts";
import { MIB } from "./serve.ts";

describe("the language a browser prefers", () => {
  it.each([
    [undefined, "fr"],
    ["", "fr"],
    ["*", "fr"],
    ["de,en;q=0.8", "en"],
    ["en-US,en;q=0.9,fr;q=0.8", "en"],
    ["fr;q=0.9,en;q=0.8", "fr"],
    ["en;q=0, fr;q=0.1", "fr"],
    ["en;q=zero", "en"],
  ])("%j is %s", (header, language) => {
    expect(acceptedLanguage(header)).toBe(language);
  });
});

describe("a size", () => {
  it("is written as people read it", () => {
    expect(sizeText("fr", 200 * MIB)).toMatch(/^200\s?Mo$/u);
    expect(sizeText("en", 1.5 * MIB)).toBe("1.5 MB");
    expect(sizeText("fr", 12)).toMatch(/^12\s/u);
  });
});

describe("Markdown", () => {
  const html = (text: string): string => String(markdown(text, "nouvel onglet"));

  it("shows HTML as text and runs nothing", () => {
    const dangerous =
      "<script>alert(1)</script>\n\nVoici <img src=x onerror=alert(1)> [x](javascript:alert(1)) ![x](https://a.example/x.png)";
    const shown = html(dangerous);
    expect(shown).not.toMatch(/<script|<img|href="javascript:/);
    expect(shown).toContain("&lt;script&gt;");
  });

  it("opens links apart and says so", () => {
    expect(html("[aide](https://a.example/)")).toBe(
      '<p><a target="_blank" rel="noopener noreferrer" href="https://a.example/">aide<span class="sr"> (nouvel onglet)</span></a></p>',
    );
  });
});

describe("a spool", () => {
  it.each([0, 10, MIB, 5 * MIB + 3])("gives back %i bytes as they came", async (size) => {
    const held = await spool(bytes(size));
    let total = 0;
    for await (const chunk of held.content) {
      expect(chunk.every((byte) => byte === 0x61)).toBe(true);
      total += chunk.length;
    }
    expect(total).toBe(size);
    await held.dispose();
  });

  it("passes on what the source throws", async () => {
    async function* broken(): AsyncGenerator<Uint8Array> {
      yield* bytes(2 * MIB);
      throw new Error("cut");
    }
    await expect(spool(broken())).rejects.toThrow("cut");
  });
});

describe("the texts a page takes from elsewhere", () => {
  const texts = loadTexts(ROOT);
  const needed = [
    ...["new", "pending", "sent", "failed", "unknown", "noted"].map((one) => `ui.ticket-status.${one}`),
    ...["school", "school-it", "itslearning", "ent-operator", "index-education", "academy", "user"].map(
      (one) => `draft.to.${one}`,
    ),
    "draft.hidden-kind.other",
  ];

  it.each(LANGUAGES)("are all there (%s)", (language) => {
    expect(needed.filter((key) => !texts.has(language, key))).toEqual([]);
  });
});

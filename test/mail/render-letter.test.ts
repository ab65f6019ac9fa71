import { describe, expect, it } from "vitest";
import { renderLetter } from "../../src/mail/words/render-letter.ts";
import { wordsOfHtml, wordsOfText } from "./reading-order.ts";

const BODY = [
  "Bonjour,",
  "",
  "Notre PRONOTE (https://0440001M.index-education.net/pronote/) ne répond plus.",
  "Voici la situation.",
  "",
  "- UAI : 0440001M",
  "- ENT : e-lyco",
  "  (Pays de la Loire)",
  "1. D’abord",
  "2) Ensuite",
  "",
  "> mes mots <script>alert(1)</script>",
  "> et *encore*",
  "",
  "Cordialement & merci",
  "",
  "----------",
  "",
  "Hello,",
  "",
  "- School: 0440001M",
].join("\n");

const html = (body: string, languages: readonly ("fr" | "en")[] = ["fr", "en"]): string =>
  renderLetter({ subject: "Adresses", body, languages }).html;

/** What stands in the page, without styles. */
const bare = (page: string): string =>
  page
    .replace(/^[^]*<div role="main"[^>]*>/, "")
    .replace(/<\/div>\s*<\/body>[^]*$/, "")
    .replace(/ style="[^"]*"/g, "")
    .replace(/>\s+</g, "><")
    .trim();

describe("a letter", () => {
  it("leaves word for word as it was read over", () => {
    expect(renderLetter({ subject: "Adresses", body: BODY, languages: ["fr", "en"] }).text).toBe(BODY);
  });

  it("says the same in HTML: paragraphs, lists, quotes, and its English after a rule", () => {
    const address = "https://0440001M.index-education.net/pronote/";
    expect(bare(html(BODY))).toBe(
      [
        '<div lang="fr"><p>Bonjour,</p>',
        `<p>Notre PRONOTE (<a href="${address}">${address}</a>) ne répond plus.<br>\nVoici la situation.</p>`,
        "<ul><li>UAI : 0440001M</li><li>ENT : e-lyco<br>\n(Pays de la Loire)</li></ul>",
        "<ol><li>D’abord</li><li>Ensuite</li></ol>",
        "<blockquote><p>mes mots &lt;script&gt;alert(1)&lt;/script&gt;<br>\net *encore*</p></blockquote>",
        "<p>Cordialement &amp; merci</p></div>",
        '<hr><div lang="en"><p>Hello,</p><ul><li>School: 0440001M</li></ul></div>',
      ].join(""),
    );
    expect(wordsOfHtml(html(BODY))).toEqual(wordsOfText(BODY.replace("2) ", "2. ")));
  });

  it("is French after a rule too, where nothing was written in English", () => {
    expect(bare(html("Un\n----------\nDeux", ["fr"]))).toBe('<div lang="fr"><p>Un</p><hr><p>Deux</p></div>');
  });

  it.each(["", "\n\n", "-", ">", "- ", "1.", "----------", "  indenté\n\n> \n> > deux fois", "\r\nfin\r"])(
    "takes anything a person may have typed: %j",
    (body) => {
      expect(wordsOfHtml(html(body))).toEqual(wordsOfText(body));
    },
  );
});

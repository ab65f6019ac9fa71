import { describe, expect, it } from "vitest";
import { lostWords } from "../../adapters/lostWords.ts";
import { tableOf } from "../../src/figure/figure-table.ts";
import { documentOfTable } from "../../src/mail/words/document-of-table.ts";
import { offeredChoices } from "../../src/mail/words/offered-choices.ts";
import { renderAnswer } from "../../src/mail/words/render-answer.ts";
import { columnLines } from "../../src/mail/words/table-lines.ts";
import { replySubject } from "../../src/mail/words/reply-subject.ts";
import type { Choice, Language, Message, Output } from "../../src/message.ts";
import { LANGUAGES } from "../../src/message.ts";
import { occasionsOfFiles } from "../../src/preview/of-files.ts";
import { occasionsOfLetters } from "../../src/preview/of-letters.ts";
import { occasionsOfSteps } from "../../src/preview/of-steps.ts";
import { occasionsOfTurns } from "../../src/preview/of-turns.ts";
import { stageOf } from "../../src/preview/stage.ts";
import { readModel } from "../../src/read-model.ts";
import { ROOT } from "../../src/root.ts";
import { loadTexts } from "../../src/texts.ts";
import { pageLink } from "./samples.ts";
import { wordsOfHtml, wordsOfText } from "./reading-order.ts";

const texts = loadTexts(ROOT);

function message(text: string, more: Partial<Message> = {}): Message {
  return { type: "message", id: "1.0", text, step: "", asks: null, guide: [], choices: [], ...more };
}

const CHOICES: readonly Choice[] = [
  { id: "done", label: "C’est fait" },
  { id: "blocked", label: "Bloqué" },
];

function render(messages: readonly Output[], link: typeof pageLink | (() => null) = () => null) {
  return renderAnswer({ texts, link, renderings: [{ language: "fr", messages }], subject: null });
}

/** A text with each address where it is named by its number. */
function withAddresses(text: string): string {
  const found = new Map([...text.matchAll(/^\[(\d+)\] (\S+)$/gm)].map(([, number, url]) => [number, url]));
  return text.replace(/\[(\d+)\]/g, (mark, number: string) => found.get(number) ?? mark);
}

describe("an answer by mail", () => {
  it("numbers the choices of the last question, and says that a number or words answer it", () => {
    const early = message("D’abord.", { choices: [{ id: "x", label: "Trop tard" }] });
    const messages = [early, message("Ensuite ?", { choices: CHOICES })];
    const { text, html } = render(messages);
    expect(offeredChoices(messages)).toEqual(CHOICES);
    expect(text).toMatch(/avec le numéro ou avec vos mots\u00A0:\n\n1\. C’est fait\n2\. Bloqué\n$/);
    expect(html).toMatch(/<ol[^>]*>\s*<li[^>]*>C’est fait<\/li>\s*<li[^>]*>Bloqué<\/li>\s*<\/ol>/);
    expect(text + html).not.toContain("Trop tard");
  });

  it("links every choice to the page where there is one, and no page where there is none", () => {
    const asked = [message("Alors ?", { choices: CHOICES })];
    const { text, html } = render(asked, pageLink);
    const links = [...html.matchAll(/<a href="([^"]+)"(?: aria-label="([^"]+)")?>([^<]+)<\/a>/g)];
    expect(links.map(([, url, label, words]) => [url, label, words])).toEqual([
      [pageLink("done"), "Répondre «\u00A0C’est fait\u00A0» sur la page", "C’est fait"],
      [pageLink("blocked"), "Répondre «\u00A0Bloqué\u00A0» sur la page", "Bloqué"],
      [pageLink(null), undefined, "Continuer sur la page de la conversation"],
    ]);
    // Plain text has one address, not one a choice.
    expect(text.match(/https:/g)).toEqual(["https:"]);
    expect(render(asked).html).not.toContain("<a ");
    expect(render(asked).text).not.toContain("http");
  });

  it("keeps steps numbered, and the « > » of a menu path away from the beginning of a line", () => {
    const path = "**Paramètres > Interconnexion ENT > Déléguer l’authentification > CAS > Comptes**";
    const { text, html } = render([message(`Deux étapes :\n\n3. Ouvrez ${path}.\n4. Cochez ${path}.`)]);
    expect(text).toMatch(/^3\. Ouvrez Paramètres/m);
    expect(text).toMatch(/^4\. Cochez/m);
    expect(text).not.toMatch(/^\s*>/m);
    expect(text.replace(/\s+/g, " ")).toContain("Interconnexion ENT > Déléguer l’authentification > CAS");
    expect(html).toContain('<ol start="3"');
    expect(html).toContain("<strong>Paramètres &gt; Interconnexion ENT");
  });

  it("shows a letter whole, quoted, with where it goes, and sends it on « envoyer »", () => {
    const { text, html } = render([
      {
        type: "draft",
        id: "1.0",
        step: "",
        route: "itslearning",
        channel: "mail",
        to: "support@example.org",
        phone: null,
        form: null,
        subject: "[PSL-1] Adresses",
        body: "Bonjour,\n\n- UAI : 0440001M\n\n> *mes* mots\n> <b>tels quels</b>",
        hidden: [],
        choices: [{ id: "send", label: "Envoyer" }],
      },
    ]);
    expect(text).toContain(
      "À\u00A0: support@example.org\nObjet\u00A0: [PSL-1] Adresses\n\n> Bonjour,\n>\n> - UAI",
    );
    expect(text).toContain("> > *mes* mots\n> > <b>tels quels</b>");
    expect(text).toContain("Répondez «\u00A0envoyer\u00A0»");
    expect(html).toMatch(/<blockquote[^>]*>\s*<div lang="fr">\s*<p[^>]*>Bonjour,<\/p>/);
    expect(html).toContain("*mes* mots<br>\n&lt;b&gt;tels quels&lt;/b&gt;");
  });

  it("asks for a file to be attached, and for words", () => {
    expect(render([message("Le fichier ?", { awaits: "file", choices: CHOICES })]).text).toContain(
      "Joignez le fichier",
    );
    expect(render([message("L’adresse ?", { awaits: "text" })]).text).toContain("avec vos mots.");
    expect(render([message("C’est noté.")]).text).toBe("C’est noté.\n");
  });

  it("puts long addresses at the end under a number, once each", () => {
    const url = "https://www.index-education.com/fr/une/page/qui/est/tout/au/fond.php";
    const { text } = render([
      message(`Voyez [l’aide](${url}), [le forum](https://forum.example.org) ou [encore l’aide](${url}).`),
    ]);
    expect(text).toBe(
      `Voyez l’aide [1], le forum (https://forum.example.org) ou encore l’aide [1].\n\nLiens\u00A0:\n[1] ${url}\n`,
    );
  });

  it("says the same again in another language under a rule", () => {
    const { text, html } = renderAnswer({
      texts,
      link: pageLink,
      renderings: [
        { language: "fr", messages: [message("Bonjour", { choices: CHOICES })] },
        { language: "en", messages: [message("Hello", { choices: [{ id: "done", label: "Done" }] })] },
      ],
      subject: "Connexion",
    });
    const [french = "", english = ""] = text.split("\n\n----------\n\n");
    expect(french).toContain("Bonjour");
    expect(french).toContain("Continuer sur la page");
    expect(english).toMatch(/^Hello/);
    expect(english).toContain("Go on in the page");
    expect(html).toMatch(/^<!doctype html>\n<html lang="fr">/);
    expect(html).toMatch(/<div lang="fr">[^]*Bonjour[^]*<\/div>\s*<hr[^>]*>\s*<div lang="en">[^]*Hello/);
  });

  it("runs nothing, fetches nothing and leads nowhere else", () => {
    const hostile =
      "<script>alert(1)</script>\n\n<img src=https://a.example/x.png> ![plan](https://a.example/p.png) [ici](javascript:alert(1)) [là](https://a.example/?a=1&b=%22%3E)";
    const { html, text } = render([message(hostile, { choices: [{ id: "x", label: '"><b>x' }] })]);
    expect(html).not.toMatch(/<(?:script|img|link|b)\b|<[^>]*\bsrc=|javascript:|url\(/i);
    expect(html).toContain("&lt;script&gt;alert(1)&lt;/script&gt;");
    expect(html).toContain('<a href="https://a.example/?a=1&amp;b=%22%3E">là</a>');
    expect(text).toContain("<script>alert(1)</script>");
  });

  it.each([
    ["Connexion", "Re: Connexion"],
    ["Re: RE : Ré: AW: Connexion", "Re: Connexion"],
    ["RE[2]: Connexion", "Re: Connexion"],
    ["Réunion : Connexion", "Re: Réunion : Connexion"],
    ["  Un\r\n sujet\tlong ", "Re: Un sujet long"],
    ["Re: ", null],
    ["", null],
  ])("answers %j under %j", (subject, answered) => {
    expect(replySubject(subject)).toBe(answered);
    const rendered = renderAnswer({
      texts,
      link: pageLink,
      renderings: [{ language: "fr", messages: [message("Oui.")] }],
      subject,
    });
    expect(rendered.subject).toBe(answered ?? "Votre demande à Passerelle");
  });
});

describe.each(LANGUAGES)("everything that can be said, in %s", (language: Language) => {
  const stage = stageOf(readModel(ROOT));
  const table = (figure: Parameters<typeof tableOf>[0]) => tableOf(figure, (key) => texts.say(language, key));
  const occasions = [
    ...occasionsOfSteps(stage, language),
    ...occasionsOfTurns(stage, language),
    ...occasionsOfFiles(stage, language),
    ...occasionsOfLetters(stage, language),
  ];
  const rendered = occasions.map(({ key, output }) => ({
    key,
    output,
    ...renderAnswer({ texts, link: pageLink, renderings: [{ language, messages: [output] }], subject: null }),
  }));

  it("is all there", () => {
    expect(rendered.length).toBeGreaterThan(300);
    const lost = rendered.filter(
      ({ output, text }) => lostWords(output, table, [withAddresses(text)]).length > 0,
    );
    expect(lost.map((one) => one.key)).toEqual([]);
  });

  it("has lines that fit, unless one word does not", () => {
    const long = rendered.flatMap(({ text }) =>
      text
        .split("\n")
        .filter((line) => line.length > 78 && !line.split(/ (?=\S)/).some((word) => word.length > 70)),
    );
    expect(long).toEqual([]);
  });

  it("begins no line with a « > » outside a letter", () => {
    const quoted = rendered.filter(({ output, text }) => output.type !== "draft" && /^\s*>/m.test(text));
    expect(quoted.map((one) => one.key)).toEqual([]);
  });

  it("has no two addresses below each other but in the list at the end", () => {
    const walls = rendered.filter(({ text }) => /^\s*https?:\S+\n+\s*https?:/m.test(text));
    expect(walls.map((one) => one.key)).toEqual([]);
  });

  it("is read in one order, as text and as HTML", () => {
    // A table too wide for columns is told row by row in text, each with its headings.
    const wide = ({ output }: { readonly output: Output }): boolean =>
      output.type === "message" &&
      output.figure !== undefined &&
      documentOfTable(null, table(output.figure)).some(
        (block) => block.kind === "table" && columnLines(block.table).some((line) => line.length > 78),
      );
    const compared = rendered.filter((one) => !wide(one));
    expect(compared.length).toBeGreaterThan(rendered.length * 0.9);
    for (const { key, text, html } of compared) {
      expect([key, ...wordsOfText(text)]).toEqual([key, ...wordsOfHtml(html)]);
    }
  });

  it("has headings in order", () => {
    for (const { html } of rendered) {
      let last = 1;
      for (const [, level] of html.matchAll(/<h(\d)/g)) {
        expect(Number(level)).toBeLessThanOrEqual(last + 1);
        last = Number(level);
      }
    }
  });
});

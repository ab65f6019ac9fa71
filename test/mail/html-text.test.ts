import { describe, expect, it } from "vitest";
import { htmlToText } from "../../adapters/mail/htmlToText.ts";

const CASES: readonly (readonly [what: string, html: string, text: string])[] = [
  ["paragraphs and breaks", "<p>Un<br>deux</p><p>trois</p>", "Un\ndeux\n\ntrois"],
  ["white space of the source", "<p>  Un \n   <b> deux</b>\n</p>\n", "Un deux"],
  [
    "divisions are lines, an empty one is an empty line",
    "<div>Un</div><div><br></div><div>deux</div>",
    "Un\n\ndeux",
  ],
  ["a link whose words say where it leads", '<a href="https://www.exemple.fr/">exemple.fr</a>', "exemple.fr"],
  [
    "a link elsewhere",
    'Voir <a href="https://exemple.fr/guide">le guide</a>.',
    "Voir le guide (https://exemple.fr/guide).",
  ],
  [
    "a link of an address",
    '<a href="mailto:a@exemple.fr?subject=x">a@exemple.fr</a>, <a href="mailto:b@exemple.fr?subject=x">Bernard</a>',
    "a@exemple.fr, Bernard (b@exemple.fr)",
  ],
  [
    "a link that a check of Outlook wrapped",
    '<a href="https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fexemple.fr%2Fpronote%2F&amp;data=05">l’espace</a>',
    "l’espace (https://exemple.fr/pronote/)",
  ],
  [
    "a link on a picture, within the page, or of a script",
    '<a href="https://x.fr"><img src="cid:1" alt="Logo"></a><a href="#haut">haut</a> <a href="javascript:a()">clic</a>',
    "haut clic",
  ],
  [
    "a list",
    "<p>Vu :</p><ul><li>un</li><li><p>deux</p></li><li>trois<ol><li>a</li><li>b</li></ol></li></ul><p>Fin</p>",
    "Vu :\n\n- un\n- deux\n- trois\n  1. a\n  2. b\n\nFin",
  ],
  [
    "a table",
    "<table><tr><th>Nom</th><th>Code</th></tr><tr><td><p>Le Guen</p></td><td><p>14</p></td></tr></table>",
    "Nom\tCode\nLe Guen\t14",
  ],
  [
    "tables that only lay out",
    "<table><tr><td><table><tr><td>Un</td></tr><tr><td>deux</td></tr></table></td></tr></table>",
    "Un\n\ndeux".replace("\n\n", "\n"),
  ],
  [
    "quotations",
    "Oui.<blockquote>Cité<br><br>encore<blockquote>avant</blockquote></blockquote>Non.",
    "Oui.\n\n> Cité\n>\n> encore\n>\n> > avant\n\nNon.",
  ],
  [
    "styles, scripts, titles, comments",
    "<html><head><title>T</title><style>p{}</style></head><body><script>1</script><!-- c --><!--[if mso]><p>x</p><![endif]--><p>Vu</p></body></html>",
    "Vu",
  ],
  [
    "hidden words",
    '<div style="display: none;max-height:0">Aperçu</div><span style="font-size:0px">rien</span><div hidden>non</div><div style="mso-hide:all">non</div><p>Vu</p>',
    "Vu",
  ],
  [
    "a size of nothing that is taken back",
    '<td style="font-size:0"><div style="font-size:13px">Vu</div></td>',
    "Vu",
  ],
  ["what is half opaque or small is seen", '<p style="opacity:0.5;font-size:0.8em">Vu</p>', "Vu"],
  ["text as it was typed", "<pre>a  b\n  c</pre>", "a  b\n  c"],
  [
    "signs drawn as pictures, and no other picture's words",
    '<p>Merci <img alt="🙂" src="x"><img alt="Une image contenant texte" src="cid:2"></p>',
    "Merci 🙂",
  ],
  ["entities", "<p>Lyc&eacute;e &lt;Curie&gt; &amp; C&ocirc; &#8217;</p>", "Lycée <Curie> & Cô ’"],
  ["the separator of a signature", "<div>Vu</div><span>-- </span><br><div>Claire</div>", "Vu\n-- \nClaire"],
  [
    "empty paragraphs of Word",
    "<p class=MsoNormal>Un<o:p></o:p></p><p class=MsoNormal><o:p>&nbsp;</o:p></p><p class=MsoNormal>deux</p>",
    "Un\n\ndeux",
  ],
  ["tags that are never closed", "<div><b>Un<p>deux<li>trois", "Un\n\ndeux\n- trois"],
  ["no tags at all", "Un < deux > trois & plus", "Un < deux > trois & plus"],
];

describe("HTML as text", () => {
  it.each(CASES)("%s", (_, html, text) => {
    expect(htmlToText(html)).toBe(text);
  });

  it("reads what is nested without end, and is done at once", () => {
    const begun = process.cpuUsage();
    for (const tag of ["<b>", "<blockquote>", "<table><tr><td>", "<ul><li>", "<a href=x>"]) {
      expect(htmlToText(`<p>avant</p>${tag.repeat(100_000)}fin`)).toMatch(/^avant[\s\S]*fin$/);
    }
    for (const odd of ["<", "<!--", "&", "<a ", "</", "<p>\t", "\u00a0"]) htmlToText(odd.repeat(300_000));
    expect(process.cpuUsage(begun).user).toBeLessThan(10_000_000);
  });
});

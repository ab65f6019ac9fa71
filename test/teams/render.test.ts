import { assert, constantFrom, property, string } from "fast-check";
import type { Nodes } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { describe, expect, it } from "vitest";
import type { Post } from "../../adapters/chat.ts";
import type { Card } from "../../adapters/teams/cards.ts";
import { cardText, escaped, plainText } from "../../adapters/teams/cardText.ts";
import { renderPost } from "../../adapters/teams/renderPost.ts";
import { messageOf } from "../../adapters/teams/sendPosting.ts";
import { tableOf } from "../../src/figure/figure-table.ts";
import type { Choice, Draft, Figure, Message, Output } from "../../src/message.ts";
import { ROOT } from "../../src/root.ts";
import { loadTexts } from "../../src/texts.ts";
import { buttonsOf, labelsOf, menuOf, pressOn, textOf } from "./seen.ts";

const texts = loadTexts(ROOT);
const LARGEST = 25 * 1024;

function cardsOf(post: Post): readonly Card[] {
  return renderPost(post, {
    language: "fr",
    words: (key, values) => texts.say("fr", key, values),
    rows: (figure) => tableOf(figure, (key) => texts.say("fr", key)),
  });
}

const show = (output: Output): readonly Card[] => cardsOf({ kind: "show", output });

function message(text: string, choices: readonly Choice[] = [], more: Partial<Message> = {}): Message {
  return { type: "message", id: "m", text, step: "restart/x", asks: null, guide: [], choices, ...more };
}

function draft(body: string, more: Partial<Draft> = {}): Draft {
  return {
    type: "draft",
    id: "d",
    step: "escalate/draft",
    route: "itslearning",
    channel: "mail",
    to: "support@example.org",
    phone: null,
    form: null,
    subject: "Connecteur PRONOTE : demande n° 12",
    body,
    hidden: [{ kind: "name", count: 2 }],
    choices: ["send", "edit", "cancel"].map((id) => ({ id, label: texts.say("fr", `ui.choice.${id}`) })),
    ...more,
  };
}

const choices = (count: number, label: (at: number) => string): readonly Choice[] =>
  Array.from({ length: count }, (_, at) => ({ id: `c${at}`, label: label(at) }));

function expectWithin(cards: readonly Card[]): void {
  expect(cards.length).toBeGreaterThan(0);
  for (const card of cards) {
    expect(Buffer.byteLength(JSON.stringify(messageOf(card)))).toBeLessThanOrEqual(LARGEST);
    expect(card.version).toBe("1.5");
    expect(card.fallbackText).not.toBe("");
    expect(messageOf(card).summary).toBe(card.fallbackText);
    const sets = [
      card.actions,
      ...card.body.flatMap((one) => (one.type === "ActionSet" ? [one.actions] : [])),
    ];
    expect(sets.flat().length).toBeLessThanOrEqual(6);
  }
}

const words = (text: string): string => text.replace(/[\s\\*_]+/g, " ").trim();
const readOf = (cards: readonly Card[]): string => words(cards.map(textOf).join(" "));

const FIGURES: readonly Figure[] = [
  {
    kind: "timeline",
    title: "Connexions par heure",
    from: "2025-09-01T08:00:00",
    minutes: 60,
    series: [{ name: "refusées", counts: Array.from({ length: 400 }, (_, at) => at) }],
  },
  { kind: "bars", title: "Profils [_x_]", bars: [{ name: "élèves *tous*", count: 3 }] },
  {
    kind: "sequence",
    title: "Trajet",
    actors: ["Navigateur", "ENT", "PRONOTE"],
    hops: [
      {
        from: 0,
        to: 1,
        label: "GET /login?service=https://0440001M.index-education.net/pronote/",
        wrong: false,
      },
      { from: 1, to: 2, label: "ticket", wrong: true },
    ],
  },
];

describe("cards of what is said", () => {
  it("parts a text of 20,000 characters, and loses no word of it", () => {
    const paragraphs = Array.from(
      { length: 90 },
      (_, at) => `Alinéa **${at}** : ${"éèà mot ".repeat(26)}fin.`,
    );
    const text = paragraphs.join("\n\n").slice(0, 20_000);
    const cards = show(
      message(
        text,
        choices(3, (at) => `Choix ${at}`),
      ),
    );
    expectWithin(cards);
    expect(cards.length).toBeGreaterThan(1);
    expect(readOf(cards)).toBe(words(text));
    expect(cards.map((card) => card.actions.length)).toEqual([...cards.slice(1).map(() => 0), 4]);
  });

  it.each([
    ["one word", "a".repeat(20_000)],
    ["one paragraph", "mot ".repeat(5_000)],
    ["lines of one letter", "a\n\n".repeat(6_600)],
    ["marks", "\\*_[`".repeat(4_000)],
    ["controls", "\u0001".repeat(20_000)],
    ["surrogates", "😀".repeat(10_000)],
    ["a list", Array.from({ length: 700 }, (_, at) => `${at + 1}. point ${"x".repeat(20)}`).join("\n")],
    ["code", `\`\`\`\n${"ligne de code\n".repeat(1_400)}\`\`\``],
  ])("stays within a message: %s", (_, text) => {
    expectWithin(
      show(
        message(
          text,
          choices(30, (at) => `Choix ${at} ${"é".repeat(300)}`),
        ),
      ),
    );
    expectWithin(show(draft(text)));
    expectWithin(cardsOf({ kind: "settle", output: message(text), answer: text }));
    expectWithin(cardsOf({ kind: "call", call: { ticket: "12", place: "emea|a:1", text, takenBy: null } }));
  });

  it("numbers a long list on from where it was parted", () => {
    const list = Array.from({ length: 400 }, (_, at) => `${at + 1}. point ${at + 1}`).join("\n");
    const lines = show(message(list)).flatMap((card) => textOf(card).split(/\n+/));
    expect(lines).toEqual(list.split("\n"));
  });

  it("settles in the very parts that were shown, with the answer and without a button", () => {
    const text = "Une phrase assez longue pour être partagée. ".repeat(600);
    const asked = message(
      text,
      choices(30, (at) => `Choix ${at}`),
    );
    const shown = show(asked);
    const settled = cardsOf({ kind: "settle", output: { ...asked, choices: [] }, answer: "Choix *1*" });
    expect(settled).toHaveLength(shown.length);
    expect(settled.slice(0, -1)).toEqual(shown.slice(0, -1));
    expect(settled.flatMap(labelsOf)).toEqual([]);
    expect(words(textOf(settled.at(-1) as Card))).toMatch(/Votre réponse\s: Choix 1$/);
  });

  it("shows few short choices as buttons, with a way back beside them", () => {
    const [card] = show(
      message(
        "Qui ?",
        choices(5, (at) => `Choix ${at}`),
      ),
    );
    expect(buttonsOf(card as Card).map(({ title }) => title)).toEqual([
      ...choices(5, (at) => `Choix ${at}`).map(({ label }) => label),
      "Retour",
    ]);
    expect(menuOf(card as Card)).toBeUndefined();
    expect(pressOn(card as Card, "Choix 3")).toEqual({ verb: "choose", data: { id: "c3" } });
    expect(pressOn(card as Card, "Retour")).toEqual({ verb: "back", data: {} });
  });

  it.each([6, 25, 40, 100])("offers all of %i choices, in order, by buttons and a menu", (count) => {
    const all = choices(count, (at) => `Choix numéro ${at}`);
    const cards = show(message("Qui ?", all));
    expectWithin(cards);
    const [card] = cards as [Card];
    expect(labelsOf(card)).toEqual(all.map(({ label }) => label));
    for (const { id, label } of all) {
      const { verb, data } = pressOn(card, label) ?? {};
      expect([verb, data]).toEqual(verb === "pick" ? ["pick", { choice: id }] : ["choose", { id }]);
    }
  });

  it("keeps within a message however many and long the choices are", () => {
    for (const count of [1, 7, 25, 60, 150, 500]) {
      for (const length of [1, 51, 200, 3_000]) {
        const cards = show(
          message(
            "x ".repeat(9_000),
            choices(count, (at) => `${at} ${"à".repeat(length)}`),
          ),
        );
        expectWithin(cards);
      }
    }
  });

  it("shows a long label whole, in a list that is read before it is chosen", () => {
    const label = "PRONOTE tourne sur une machine de l’établissement ou de la collectivité";
    const [card] = show(
      message("Où ?", [
        { id: "a", label },
        { id: "b", label: "Oui" },
      ]),
    ) as [Card];
    expect(menuOf(card)?.style).toBe("expanded");
    expect(labelsOf(card)).toEqual([label, "Oui"]);
    const [cutCard] = show(message("Où ?", [{ id: "a", label: "z".repeat(900) }])) as [Card];
    expect(labelsOf(cutCard)[0]).toMatch(/^z{199}…$/);
  });

  it("shows a draft with whom it goes to, its lines as they are, and what was hidden", () => {
    const body = "Bonjour,\n\n- le *connecteur* est_mort\n1. voir [ici](https://x.fr)\n# fin\n  _signé_";
    const [card] = show(draft(body, { phone: "01 02 03 04 05" })) as [Card];
    const facts = card.body.find((one) => one.type === "FactSet");
    expect(facts?.facts.map(({ title }) => title)).toEqual(["À", "Téléphone", "Objet"]);
    const lines = card.body.flatMap((one) => (one.type === "TextBlock" ? [asRead(one.text)] : []));
    expect(lines.slice(0, -1)).toEqual(
      body
        .split("\n")
        .filter(Boolean)
        .map((line) => line.trim()),
    );
    expect(lines.at(-1)).toBe("2 données personnelles ont été masquées.");
    expect(buttonsOf(card).map(({ verb }) => verb)).toEqual(["choose", "edit", "choose", "back"]);
  });

  it("makes a link of the form a text can be pasted into", () => {
    const form = "https://example.org/aide_pronote?a=1";
    const [card] = show(draft("Bonjour", { form })) as [Card];
    const facts = card.body.find((one) => one.type === "FactSet")?.facts ?? [];
    expect(facts.find(({ title }) => title === "Formulaire")?.value).toBe(`[${form}](${form})`);
  });

  it.each(["menu/choose", ""])("has no way back where there is nothing to go back to (%s)", (step) => {
    const [card] = show(message("Que faire ?", [{ id: "a", label: "Oui" }], { step })) as [Card];
    expect(buttonsOf(card).map(({ verb }) => verb)).toEqual(["choose"]);
  });

  it("shows a figure as a table, parted where it is long", () => {
    for (const figure of FIGURES) {
      const cards = show(
        message(
          "Voici.",
          choices(2, (at) => `Choix ${at}`),
          { figure },
        ),
      );
      expectWithin(cards);
      const { rows } = tableOf(figure, (key) => texts.say("fr", key));
      const tables = cards.flatMap((card) => card.body.filter((one) => one.type === "Table"));
      expect(tables.reduce((sum, one) => sum + one.rows.length - 1, 0)).toBe(rows.length);
      expect(readOf(cards)).toContain(words(figure.title).slice(0, 6));
    }
  });

  it("tells the title of a figure once, whether the text is that title or another", () => {
    for (const figure of FIGURES) {
      const count = (text: string): number =>
        readOf(show(message(text, [], { figure }))).split(words(figure.title)).length - 1;
      expect(count(`**${figure.title.replace(/[[\]*_]/g, "\\$&")}**`)).toBe(1);
      expect(count("Voici.")).toBe(1);
    }
  });

  it("shows a ticket without a button, and a call with one until it is taken", () => {
    const [ticket] = show({
      type: "ticket",
      id: "t",
      route: "itslearning",
      status: "sent",
      text: "Le courrier est parti.",
      mail: null,
    }) as [Card];
    expect(buttonsOf(ticket)).toEqual([]);
    const call = {
      ticket: "12",
      place: "emea|19:x@thread.tacv2;messageid=17",
      text: "**Panne**",
      takenBy: null,
    };
    const [waiting] = cardsOf({ kind: "call", call }) as [Card];
    expect(pressOn(waiting, "Prendre en charge")).toEqual({
      verb: "choose",
      data: { id: "chat:take-over", place: call.place },
    });
    expect(waiting.actions.at(-1)).toMatchObject({
      url: "https://teams.microsoft.com/l/message/19%3Ax%40thread.tacv2/17",
    });
    const [taken] = cardsOf({ kind: "call", call: { ...call, takenBy: "un conseiller" } }) as [Card];
    expect(labelsOf(taken)).toEqual([]);
    expect(textOf(taken)).toContain("Prise en charge par un conseiller");
  });

  it("renders every text of the program within the marks Teams reads", () => {
    let told = 0;
    for (const language of ["fr", "en"] as const) {
      for (const key of texts.keys(language)) {
        const raw = texts.raw(language, key) ?? "";
        for (const { text } of cardText(raw)) {
          expect(marksOf(text), `${key}: ${text}`).toEqual([]);
          told += 1;
        }
      }
    }
    expect(told).toBeGreaterThan(500);
  });
});

describe("escaping", () => {
  it("leaves nothing of what anybody writes to be read as a mark", () => {
    assert(
      property(string({ unit: constantFrom(..."ab 1.)\\*_`~[]()#>+-=!<&;:/|é\t") }), (line) => {
        const text = line.trim().replace(/\s+/g, " ");
        expect(asRead(escaped(text))).toBe(text);
      }),
      { numRuns: 5_000 },
    );
  });

  it("keeps words and links of a Markdown text, and gives it plain for notifications", () => {
    const text = "Voir [la page](https://x.fr/a_(b)) puis **`a_b`**.\n\n> cité\n\n- un\n  - deux";
    const [first, quoted, list] = cardText(text);
    expect(first?.text).toBe("Voir [la page](https://x.fr/a_%28b%29) puis **a_b**.");
    expect(quoted).toMatchObject({ text: "cité", isSubtle: true });
    expect(list?.text).toBe("- un\n- ◦ deux");
    expect(plainText(text)).toBe("Voir la page puis a_b.\ncité\nun\ndeux");
    expect(cardText("[x](javascript:alert(1))")[0]?.text).toBe("x");
  });
});

/** What a reader of Markdown makes of a text block. */
function asRead(text: string): string {
  const plain = (node: Nodes): string => {
    if ("value" in node) return node.type === "text" ? node.value : `⟨${node.type}⟩`;
    const inside = "children" in node ? node.children.map((child) => plain(child)).join("") : "";
    return ["root", "paragraph"].includes(node.type) ? inside : `⟨${node.type} ${inside}⟩`;
  };
  return plain(fromMarkdown(text));
}

/** Marks of Markdown that Teams does not read. */
function marksOf(text: string): readonly string[] {
  const known = new Set(["root", "paragraph", "text", "strong", "emphasis", "link", "list", "listItem"]);
  const found = (node: Nodes): readonly string[] => [
    ...(known.has(node.type) ? [] : [node.type]),
    ...("children" in node ? node.children.flatMap((child) => found(child)) : []),
  ];
  return found(fromMarkdown(text));
}

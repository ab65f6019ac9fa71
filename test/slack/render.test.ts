import { describe, expect, it } from "vitest";
import type { Call } from "../../adapters/chat.ts";
import { editModal } from "../../adapters/slack/editModal.ts";
import { homeView } from "../../adapters/slack/homeView.ts";
import { changedText } from "../../adapters/slack/layOut.ts";
import { markdownSections } from "../../adapters/slack/markdownSections.ts";
import type { Terms } from "../../adapters/slack/piece.ts";
import { renderCall } from "../../adapters/slack/renderCall.ts";
import { renderOutput, renderSettled } from "../../adapters/slack/renderOutput.ts";
import { typedText } from "../../adapters/slack/typedText.ts";
import type { Choice, Draft, Message, Output, Ticket } from "../../src/message.ts";
import { ROOT } from "../../src/root.ts";
import { loadTexts } from "../../src/texts.ts";
import { blocksError, pressables, readable } from "./blocks.ts";
import type { Block } from "./workspace.ts";

const texts = loadTexts(ROOT);
const TERMS: Terms = {
  language: "fr",
  words: (key, values) => texts.say("fr", key, values),
  table: () => ({
    heading: ["Heure", "Échecs"],
    rows: Array.from({ length: 90 }, (_, hour) => [`2026-09-01 ${hour}:00 <matin>`, String(hour * 7)]),
  }),
};

const MESSAGE: Message = {
  type: "message",
  id: "m",
  text: "Bonjour",
  step: "restart/hosting",
  asks: "hosting",
  guide: [],
  choices: [],
};
const DRAFT: Draft = {
  type: "draft",
  id: "d",
  step: "escalate/draft",
  route: "index-education",
  channel: "mail",
  to: "support@example.org",
  phone: null,
  form: null,
  subject: "Connexion refusée",
  body: "Bonjour,\n\nle code *INVALID_SERVICE* <b> s’affiche.",
  hidden: [{ kind: "name", count: 2 }],
  choices: [
    { id: "send", label: "Envoyer" },
    { id: "edit", label: "Modifier" },
    { id: "cancel", label: "Annuler" },
  ],
};
const TICKET: Ticket = {
  type: "ticket",
  id: "T-1",
  route: "academy",
  status: "sent",
  text: "Envoyé **à l’instant**.",
  mail: "4",
};

function choices(count: number, label = (index: number): string => `Réponse ${index}`): readonly Choice[] {
  return Array.from({ length: count }, (_, index) => ({ id: `fact:${index}`, label: label(index) }));
}

const blocksOf = (blocks: readonly object[]): readonly Block[] => blocks as readonly Block[];

/** What Slack makes of an output: every message within its limits, and all of it read in order. */
function shown(output: Output): {
  readonly text: string;
  readonly labels: readonly string[];
  readonly messages: number;
} {
  const messages = renderOutput(output, TERMS);
  for (const { blocks, text } of messages) {
    expect(blocksError(blocksOf(blocks))).toBeNull();
    expect(text.length).toBeGreaterThan(0);
    expect(text.length).toBeLessThanOrEqual(40_000);
  }
  const before = messages.slice(0, -1).flatMap((one) => pressables(blocksOf(one.blocks)));
  expect(before).toEqual([]);
  return {
    text: messages.map((one) => readable(blocksOf(one.blocks))).join("\n"),
    labels: pressables(blocksOf(messages.at(-1)?.blocks ?? [])).map((one) => one.label),
    messages: messages.length,
  };
}

const squeezed = (text: string): string => text.replace(/[\s\u200B]+/g, "");

describe("slack's rendering", () => {
  it("shows bold, code, links and lists as Slack does, and escapes its three characters", () => {
    const [section] = markdownSections(
      "L’**ENT** & <x> : `a<b`, [le guide](https://example.org/?a=1&b=2).\n\n3. un\n4. deux\n   - dedans\n\n- seul",
    );
    expect(section?.shown).toBe(
      "L’\u200B*ENT* &amp; &lt;x&gt; : `a&lt;b`, <https://example.org/?a=1&amp;b=2|le guide>.\n\n" +
        "3. un\n4. deux\n    ◦ dedans\n\n• seul",
    );
    expect(section?.plain).toBe(
      "L’ENT &amp; &lt;x&gt; : a&lt;b, le guide (https://example.org/?a=1&amp;b=2).\n\n3. un\n4. deux\n    ◦ dedans\n\n• seul",
    );
  });

  it.each([
    [
      "paragraphs",
      Array.from({ length: 400 }, (_, n) => `Paragraphe ${n} & suite du texte ${n}.`).join("\n\n"),
    ],
    ["one paragraph", "Une phrase assez courte. ".repeat(800)],
    ["words without an end", "mot ".repeat(5_000)],
    ["one word", "é".repeat(20_000)],
    ["entities", "&<>".repeat(6_667)],
    ["a list", Array.from({ length: 500 }, (_, n) => `${n + 1}. point numéro ${n} de la liste`).join("\n")],
    ["code", `\`\`\`\n${"  <ligne/> de journal\n".repeat(900)}\`\`\``],
  ])("loses nothing of 20,000 characters: %s", (_what, text) => {
    const { text: read, messages, labels } = shown({ ...MESSAGE, text, choices: choices(3) });
    expect(messages).toBeGreaterThan(1);
    expect(labels).toEqual(["Réponse 0", "Réponse 1", "Réponse 2", "Retour"]);
    expect(squeezed(read).replaceAll("```", "")).toBe(squeezed(text).replaceAll("```", ""));
  });

  it("keeps the blanks at the head of lines of code", () => {
    const [section] = markdownSections("```\na\n    b\n```");
    expect(section?.shown).toBe("```\na\n    b\n```");
  });

  it("shows an empty text as something", () => {
    expect(shown({ ...MESSAGE, text: "" }).text).toBe("…");
  });

  it.each([1, 5, 6, 10])("offers %i choices as buttons, five in a row", (count) => {
    const [message] = renderOutput({ ...MESSAGE, choices: choices(count) }, TERMS);
    const rows = blocksOf(message?.blocks ?? []).filter((one) => one.block_id?.startsWith("choices:"));
    expect(rows).toHaveLength(Math.ceil(count / 5));
    expect(pressables(rows).map((one) => [one.label, one.value, one.menu])).toEqual(
      choices(count).map((one) => [one.label, one.id, false]),
    );
  });

  it.each([11, 25, 100, 130])("offers %i choices as a menu", (count) => {
    const { labels } = shown({ ...MESSAGE, asks: null, choices: choices(count) });
    expect(labels).toEqual(choices(count).map((one) => one.label));
    const [message] = renderOutput({ ...MESSAGE, choices: choices(count) }, TERMS);
    const entries = pressables(blocksOf(message?.blocks ?? [])).filter((one) => one.menu);
    expect(entries.map((one) => one.value)).toEqual(choices(count).map((one) => one.id));
  });

  it("offers many choices as buttons where an id is too long for a menu", () => {
    const many = choices(25).map((one) => ({ ...one, id: `${one.id}:${"x".repeat(200)}` }));
    const [message] = renderOutput({ ...MESSAGE, choices: many }, TERMS);
    expect(blocksError(blocksOf(message?.blocks ?? []))).toBeNull();
    const pressed = pressables(blocksOf(message?.blocks ?? [])).filter((one) => one.actionId !== "back");
    expect(pressed.map((one) => one.value)).toEqual(many.map((one) => one.id));
  });

  it("cuts a label that is too long, and tells it in full above", () => {
    const long = `Une réponse *très* longue_${"x".repeat(80)} jusqu’au bout`;
    const { labels, text } = shown({
      ...MESSAGE,
      choices: [
        { id: "a", label: long },
        { id: "b", label: "Non" },
      ],
    });
    expect(labels).toEqual([`${long.slice(0, 74)}…`, "Non", "Retour"]);
    expect(text).toContain(`• ${long}`);
  });

  it.each([3, 25])("numbers %i labels that would look the same once cut", (count) => {
    const label = (index: number): string => `${"Le même début ".repeat(8)}${index}`;
    const { labels, text } = shown({ ...MESSAGE, asks: null, choices: choices(count, label) });
    expect(new Set(labels).size).toBe(count);
    expect(labels[1]).toMatch(/^2\. Le même début/);
    expect(text).toContain(`2. ${label(1)}`);
  });

  it("offers a way back from a question and a draft, not from a greeting", () => {
    expect(shown({ ...MESSAGE, choices: choices(2) }).labels).toContain("Retour");
    expect(shown(DRAFT).labels).toContain("Retour");
    expect(shown({ ...MESSAGE, asks: null, choices: choices(2) }).labels).not.toContain("Retour");
  });

  it("lists a figure in columns, whole", () => {
    const figure = { kind: "bars", title: "Échecs <par heure>", bars: [] } as const;
    const { text } = shown({ ...MESSAGE, figure });
    expect(text).toContain("Échecs <par heure>");
    expect(text).toContain("2026-09-01 9:00 <matin>   63");
    for (const [cell = ""] of TERMS.table("fr", figure).rows) expect(text).toContain(cell);
  });

  it("says where to drop a file that is awaited", () => {
    expect(shown({ ...MESSAGE, awaits: "file" }).text).toContain("Déposez le fichier ici");
  });

  it("shows a draft to the letter: whom it goes to, its text, how much was hidden", () => {
    const { text, labels } = shown(DRAFT);
    expect(text).toContain("*À* support@example.org");
    expect(text).toContain("*Objet* Connexion refusée");
    expect(text).toContain(DRAFT.body.split("\n\n")[1]);
    expect(text).toContain("2 données personnelles ont été masquées");
    expect(labels).toEqual(["Envoyer", "Modifier", "Annuler", "Retour"]);
  });

  it("shows a draft of 20,000 characters in several messages", () => {
    const body = "Une ligne du courrier.\n".repeat(870);
    const { text, messages } = shown({ ...DRAFT, body });
    expect(messages).toBeGreaterThan(1);
    expect(squeezed(text)).toContain(squeezed(body));
  });

  it("shows a ticket", () => {
    expect(shown(TICKET)).toEqual({ text: "Envoyé *à l’instant*.", labels: [], messages: 1 });
  });

  it.each([
    ["a question", { ...MESSAGE, choices: choices(4) }],
    ["a menu", { ...MESSAGE, choices: choices(60) }],
    ["a long question", { ...MESSAGE, text: "Une phrase assez courte. ".repeat(800), choices: choices(4) }],
    ["a draft", DRAFT],
  ] as const)("changes the last message of %s: its text, the answer, no button", (_what, output) => {
    const last = renderOutput(output, TERMS).at(-1);
    const settled = renderSettled(output, "Hébergé <*ici*>", TERMS);
    expect(blocksError(blocksOf(settled.blocks))).toBeNull();
    expect(pressables(blocksOf(settled.blocks))).toEqual([]);
    expect(readable(blocksOf(settled.blocks))).toMatch(/\nVotre\sréponse\s:\sHébergé <\*ici\*>$/);
    const own = readable(blocksOf(last?.blocks ?? []));
    expect(readable(blocksOf(settled.blocks)).startsWith(own)).toBe(true);
    const silent = renderSettled(output, null, TERMS);
    expect(readable(blocksOf(silent.blocks))).toBe(own);
    expect(Buffer.byteLength(changedText(settled.text))).toBeLessThanOrEqual(4_000);
  });

  it("cuts the fallback of a changed message by bytes, between characters", () => {
    const cut = changedText("é&amp;".repeat(2_000));
    expect(Buffer.byteLength(cut)).toBeLessThanOrEqual(4_000);
    expect(cut).toMatch(/(?:é|&amp;)…$/);
  });

  it("shows a call as one card, to be taken up until somebody has", () => {
    const call: Call = {
      ticket: "P-12",
      place: "T/C1/1.2",
      text: "Une ligne de la demande.\n\n".repeat(500),
      takenBy: null,
    };
    const open = renderCall(call, "https://college.slack.com/archives/C1/p12", TERMS.words);
    expect(blocksError(blocksOf(open.blocks))).toBeNull();
    expect(pressables(blocksOf(open.blocks)).map((one) => one.label)).toEqual([
      "Prendre en charge",
      "Ouvrir le fil",
    ]);
    const taken = renderCall({ ...call, takenBy: "Agathe" }, null, TERMS.words);
    expect(pressables(blocksOf(taken.blocks))).toEqual([]);
    expect(readable(blocksOf(taken.blocks))).toContain("Prise en charge par Agathe");
    expect(readable(blocksOf(taken.blocks))).toContain("message privé");
  });

  it("fills the modal with the draft, in as many fields as it takes", () => {
    const initial = (body: string): readonly string[] | undefined =>
      editModal({ ...DRAFT, body }, "T/C1/1.2", TERMS.words)?.blocks.flatMap((block) =>
        "element" in block && "initial_value" in block.element ? String(block.element.initial_value) : [],
      );
    expect(initial(DRAFT.body)).toEqual([DRAFT.body]);
    const long = Array.from({ length: 700 }, (_, n) => `Ligne ${n}${n % 9 === 0 ? "\n" : ""}`).join("\n");
    const parts = initial(long) ?? [];
    expect(parts.length).toBeGreaterThan(1);
    expect(parts.every((part) => part.length <= 3_000)).toBe(true);
    expect(parts.join("\n")).toBe(long);
    expect(initial("x".repeat(3_001))).toBeUndefined();
  });

  it("lists what a person has under way, and how to begin where there is nothing", () => {
    const procedure = {
      place: "T/D1/1.2",
      title: "Remettre en route",
      step: "Une question **longue** ".repeat(300),
      progress: { done: 3, total: 12 },
      at: "2026-09-01T08:00:00Z",
    };
    const link = "https://college.slack.com/archives/D1/p12";
    const { blocks } = homeView(
      Array.from({ length: 20 }, () => ({ procedure, link })),
      TERMS.words,
    );
    expect(blocksOf(blocks).length).toBeLessThanOrEqual(100);
    expect(blocksError(blocksOf(blocks).slice(0, 8))).toBeNull();
    expect(readable(blocksOf(blocks))).toContain("étape 4 sur 12");
    const empty = homeView([], TERMS.words);
    expect(readable(blocksOf(empty.blocks))).toContain("aucune démarche");
    expect(pressables(blocksOf(empty.blocks)).map((one) => one.actionId)).toEqual(["start"]);
  });
});

describe("what a person typed", () => {
  it.each([
    ["<@U1> bonjour", "bonjour"],
    ["bonjour <@U2>", "bonjour @…"],
    ["voir <https://ex.fr/a?b=1&amp;c=2> et <https://ex.fr|ici>", "voir https://ex.fr/a?b=1&c=2 et ici"],
    ["<mailto:a@ex.fr|a@ex.fr> <#C1|info> <!here> <!subteam^S1|@agents>", "a@ex.fr #info @here @agents"],
    ["&lt;cas:user&gt; &amp;amp;", "<cas:user> &amp;"],
  ])("%s", (text, read) => {
    expect(typedText(text, "U1")).toBe(read);
  });
});

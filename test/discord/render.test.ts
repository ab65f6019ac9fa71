import { describe, expect, it } from "vitest";
import { blocksOf, packBlocks } from "../../adapters/discord/discordText.ts";
import { escapeText } from "../../adapters/discord/escapeText.ts";
import { renderCall } from "../../adapters/discord/renderCall.ts";
import type { Rendering, Shown } from "../../adapters/discord/renderOutput.ts";
import { renderOutput, renderSettled } from "../../adapters/discord/renderOutput.ts";
import { tableOf } from "../../src/figure/figure-table.ts";
import type { Output } from "../../src/message.ts";
import { ROOT } from "../../src/root.ts";
import { loadTexts } from "../../src/texts.ts";
import { choices, draft, figures, longText, message, ticket } from "./outputs.ts";
import { invalid } from "./restServer.ts";
import { sayings } from "./sayings.ts";

const words = (key: string, values?: Readonly<Record<string, string | number>>): string =>
  sayings("fr", key, values);
const rendering: Rendering = {
  words,
  table: (figure) => tableOf(figure, (key) => words(key)),
  mentionNeeded: false,
};

function render(output: Output): readonly Shown[] {
  const shown = renderOutput(output, rendering);
  for (const one of shown) expect(invalid(one)).toBeNull();
  return shown;
}

type Component = {
  readonly label?: string;
  readonly custom_id?: string;
  readonly options?: readonly {
    readonly label: string;
    readonly value: string;
    readonly description?: string;
  }[];
};

function componentsIn(shown: Shown | undefined): readonly Component[] {
  return (shown?.components ?? []).flatMap((row) => row.components as readonly Component[]);
}

const text = (markdown: string): string => packBlocks(blocksOf(markdown), 2_000).join("¶");

describe("Markdown for Discord", () => {
  it.each([
    ["**gras** et *italique*", "**gras** et *italique*"],
    ["# Titre", "**Titre**"],
    ["une ligne\nqui continue", "une ligne qui continue"],
    ["- un\n- deux\n  - trois", "- un\n- deux\n  - trois"],
    ["3. trois\n4. quatre", "3. trois\n4. quatre"],
    ["[le guide](https://example.fr/a_(b))", "[le guide](https://example.fr/a_%28b%29)"],
    ["<https://example.fr/a_b>", "https://example.fr/a_b"],
    ["[écrire](mailto:a@example.fr)", "écrire (mailto:a@example.fr)"],
    ["> cité", "> cité"],
    ["```\nun `code`\n```", "```\nun `code`\n```"],
    ["un `menu` > *autre*", "un `menu` > *autre*"],
    ["\\*pas gras\\* snake_case ~~x~~ ||y||", "\\*pas gras\\* snake\\_case \\~\\~x\\~\\~ \\|\\|y\\|\\|"],
    ["1\\. pas une liste", "1\\. pas une liste"],
    ["<script>alert(1)</script>", "\\<script>alert(1)\\</script>"],
  ])("shows %j as %j", (markdown, shown) => {
    expect(text(markdown)).toBe(shown);
  });

  it("lets nothing that is said mention anybody or hide an address", () => {
    expect(escapeText("<@123> <@&4> <#5> [x](https://y.fr)")).toBe(
      "\\<@123> \\<@&4> \\<#5> \\[x\\](https://y.fr)",
    );
  });

  it("leaves the addresses in a sentence as they are", () => {
    const address = "https://0440001M.index-education.net/pronote/_a_*b*~c~";
    expect(escapeText(`voir ${address} et_la`)).toBe(`voir ${address} et\\_la`);
  });

  it("shows every text of the program within the limits, without a mark left alone", () => {
    const texts = loadTexts(ROOT);
    let seen = 0;
    for (const language of ["fr", "en"] as const) {
      for (const key of texts.keys(language)) {
        const raw = texts.raw(language, key) ?? "";
        if (raw.trim() === "") continue;
        for (const one of renderOutput(message(raw), rendering)) expect(invalid(one), key).toBeNull();
        seen++;
      }
    }
    expect(seen).toBeGreaterThan(500);
  });
});

describe("what is said, as messages of Discord", () => {
  it("parts 20,000 characters into messages in order, with the buttons below the last", () => {
    const long = longText(20_000);
    const shown = render(message(long, { choices: choices(3) }));
    expect(shown.length).toBeGreaterThan(10);
    const said = shown.map((one) => one.content).join(" ");
    expect(said.match(/mot\d+/g)).toEqual(long.match(/mot\d+/g));
    expect(shown.slice(0, -1).every((one) => one.components.length === 0)).toBe(true);
    expect(componentsIn(shown.at(-1))).toHaveLength(4);
  });

  it("keeps each part of a long code a code", () => {
    const lines = Array.from({ length: 400 }, (_, at) => `ligne ${at} \`\`\` fin`);
    const shown = render(message(`\`\`\`\`\n${lines.join("\n")}\n\`\`\`\``));
    expect(shown.length).toBeGreaterThan(3);
    for (const { content } of shown) {
      expect(content).toMatch(/^```\n[\s\S]*\n```$/);
      expect(content.slice(3, -3)).not.toContain("```");
    }
  });

  it("takes one word longer than a message apart, without cutting a character in two", () => {
    const shown = render(message("🙈".repeat(3_000)));
    expect(shown.map((one) => one.content).join("")).toBe("🙈".repeat(3_000));
    for (const { content } of shown) expect(content).not.toMatch(/[\ud800-\udbff]$|^[\udc00-\udfff]/);
  });

  it("shows something where there is nothing to say", () => {
    expect(render(message("", { choices: choices(1) }))[0]?.content).toBe("…");
  });

  it.each([
    [1, 2],
    [24, 25],
    [25, 1 + 1],
    [26, 2 + 1],
    [100, 4 + 1],
  ])("makes %i choices %i components, the way back among them", (count, components) => {
    const shown = componentsIn(render(message("Où ?", { choices: choices(count) })).at(-1));
    expect(shown).toHaveLength(components);
    expect(shown.at(-1)?.custom_id).toBe("back");
    const ids = shown.flatMap((one) => one.options?.map((option) => option.value) ?? [one.custom_id]);
    const wanted = choices(count).map(({ id }) => (count < 25 ? `choose:${id}` : id));
    expect(ids).toEqual([...wanted, "back"]);
  });

  it("offers no way back in the menu, nor where nothing can be chosen", () => {
    const menu = render(message("Bonjour", { step: "menu/choose", choices: choices(2) }));
    expect(componentsIn(menu.at(-1)).map((one) => one.label)).toEqual(["Réponse 0", "Réponse 1"]);
    expect(render(message("Bonjour", { asks: "hosting" })).at(-1)?.components).toEqual([]);
  });

  it("shows a label longer than a button in a menu, and goes on with it below", () => {
    const label =
      "Le message « Vous n’êtes pas autorisé » s’affiche à la connexion depuis l’ENT, pour tous les élèves";
    expect(label.length).toBeGreaterThan(80);
    const long = `${label} et pour tous les professeurs de l’établissement`;
    const shown = componentsIn(
      render(message("Quoi ?", { choices: [...choices(1), { id: "long", label: long }] })).at(-1),
    );
    const option = shown[0]?.options?.[1];
    expect(option?.label.length).toBeLessThanOrEqual(100);
    const whole = `${option?.label.replace(/…$/, "") ?? ""} ${option?.description?.replace(/^…/, "") ?? ""}`;
    expect(whole.replace(/\s+/g, " ")).toBe(long);
  });

  it("takes a label of any length", () => {
    const shown = render(message("Quoi ?", { choices: choices(3, (at) => `${at} ${"très ".repeat(200)}`) }));
    expect(componentsIn(shown.at(-1))[0]?.options).toHaveLength(3);
  });

  it.each(figures)("tells a figure ($kind) in rows", (figure) => {
    const shown = render(message("Voici.", { figure }));
    const said = shown.map((one) => one.content).join("\n");
    expect(said).toContain(figure.title);
    const { rows } = tableOf(figure, (key) => words(key));
    for (const cell of rows.flat()) {
      const inTable = said.includes("```");
      expect(said).toContain(inTable ? cell : escapeText(cell));
    }
  });

  it("shows a whole draft as it would leave, ready to be copied", () => {
    const body = longText(9_000).replaceAll("**", "").trim();
    const shown = render(draft(body, { hidden: [{ kind: "NOM", count: 2 }] }));
    const codes = shown.flatMap((one) => [...one.content.matchAll(/```\n([\s\S]*?)\n```/g)].map((m) => m[1]));
    expect(codes.join(" ").match(/mot\d+/g)).toEqual(body.match(/mot\d+/g));
    expect(shown[0]?.content).toContain("support.fr@itslearning.com");
    expect(shown[0]?.content).toContain("interconnexion CAS bloquée");
    expect(shown.at(-1)?.content).toContain("2 données personnelles ont été masquées");
    expect(componentsIn(shown.at(-1)).map((one) => one.custom_id)).toEqual([
      "choose:send",
      "edit:edit",
      "choose:cancel",
      "back",
    ]);
  });

  it.each([
    ["phone", { phone: "02 40 00 00 00", to: null }, "02 40 00 00 00"],
    ["form", { form: "https://example.fr/aide_a", to: null }, "https://example.fr/aide_a"],
  ] as const)("says where a draft goes that leaves by %s", (channel, more, where) => {
    expect(render(draft("Bonjour", { channel, ...more }))[0]?.content).toContain(where);
  });

  it("shows a ticket", () => {
    expect(render(ticket)).toEqual([{ content: ticket.text, components: [] }]);
  });

  it("tells how to answer where only mentions are read", () => {
    const asked = message("Où ?", { asks: "hosting", choices: choices(2) });
    const shown = renderOutput(asked, { ...rendering, mentionNeeded: true });
    expect(shown.at(-1)?.content).toContain("-# Pour répondre avec vos mots, mentionnez-moi");
    expect(renderOutput(ticket, { ...rendering, mentionNeeded: true })[0]?.content).toBe(ticket.text);
  });
});

describe("a question that was answered", () => {
  it.each([message(longText(20_000)), draft(longText(5_000)), message("x".repeat(1_800)), ticket])(
    "has room for the longest answer below it ($type)",
    (output) => {
      const settled = renderSettled(output, "_".repeat(5_000), rendering);
      expect(invalid(settled)).toBeNull();
      expect(settled.components).toEqual([]);
      const last = renderOutput(output, rendering).at(-1)?.content ?? "";
      expect(settled.content.startsWith(last)).toBe(true);
      expect(settled.content.slice(last.length)).toContain("\\_\\_\\_");
    },
  );

  it("stays as it was where nothing was answered", () => {
    expect(renderSettled(message("Où ?"), null, rendering)).toEqual({ content: "Où ?", components: [] });
  });
});

describe("a call to the agents", () => {
  const call = { ticket: "PSL-1", place: "1/2", text: "**Situation**\n\n- hébergée", takenBy: null };

  it("says what is asked for and where, with one button that knows the place", () => {
    const shown = renderCall(call, "<#2>", words);
    expect(invalid(shown)).toBeNull();
    expect(shown.content).toContain("PSL-1");
    expect(shown.content).toContain("<#2>");
    expect(componentsIn(shown)).toEqual([expect.objectContaining({ custom_id: "take:1/2" })]);
  });

  it("shows who took it up, and no button then", () => {
    const shown = renderCall({ ...call, takenBy: "Alix *Agent*" }, null, words);
    expect(shown.content).toContain("Pris en charge par Alix \\*Agent\\*");
    expect(shown.components).toEqual([]);
  });

  it("is one message however long the situation is", () => {
    expect(
      invalid(renderCall({ ...call, text: longText(20_000), takenBy: "x".repeat(500) }, "<#2>", words)),
    ).toBeNull();
  });
});

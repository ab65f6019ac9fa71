import type { Choice, Output } from "../../src/message.ts";
import { lostWords } from "../lostWords.ts";
import type { Loss, Preview, Previewer, Reading } from "../preview.ts";
import type { Card, CardElement } from "./cards.ts";
import { bytesOf } from "./cards.ts";
import { LIMITS } from "./limits.ts";
import { renderPost } from "./renderPost.ts";
import type { Words } from "./words.ts";

/** What Teams would show of an output in a channel, where it says the most, by the renderer that posts it. */
export const teamsPreview: Previewer = { platform: "Teams", preview };

function preview(output: Output, { language, text, table }: Reading): Preview {
  const words: Words = (key, values) => text(language, key, values);
  const rows = (figure: Parameters<typeof table>[1]): ReturnType<typeof table> => table(language, figure);
  const cards = renderPost({ kind: "show", output }, { language, words, rows, shared: true });
  const texts = cards.map((card) => card.body.flatMap(textsOf));
  return {
    messages: texts.map((some) => some.join("\n\n").length),
    losses: [
      ...cards.map(bytesOf).flatMap(tooLarge),
      ...ofChoices(output.type === "ticket" ? [] : output.choices, cards),
      ...lostWords(output, rows, texts.flat()),
    ],
  };
}

function tooLarge(bytes: number): readonly Loss[] {
  return bytes > LIMITS.message ? [{ kind: "text", length: bytes, limit: LIMITS.message }] : [];
}

function textsOf(element: CardElement): readonly string[] {
  switch (element.type) {
    case "TextBlock":
      return [element.text];
    case "FactSet":
      return element.facts.map(({ title, value }) => `${title} ${value}`);
    case "Table":
      return element.rows.flatMap((row) => row.cells.flatMap((cell) => cell.items.map((one) => one.text)));
    default:
      return [];
  }
}

/** Labels that were cut, and choices that were left out. */
function ofChoices(choices: readonly Choice[], cards: readonly Card[]): readonly Loss[] {
  const put = new Map(cards.flatMap(pressables));
  const shown = choices.filter(({ id }) => put.has(id));
  const cut = shown.filter(({ id, label }) => put.get(id) !== label);
  return [
    ...cut.map(({ id, label }): Loss => {
      const limit = put.get(id)?.length ?? LIMITS.entry;
      return { kind: "label", label, length: label.length, limit };
    }),
    ...(shown.length < choices.length
      ? [{ kind: "choices", count: choices.length, limit: shown.length } as const]
      : []),
  ];
}

/** What can be pressed: the choice it brings back, and what stands on it. */
function pressables({ body, actions }: Card): readonly (readonly [string, string])[] {
  const buttons = [...body.flatMap((one) => (one.type === "ActionSet" ? one.actions : [])), ...actions];
  return [
    ...buttons.flatMap((one) =>
      one.type === "Action.Execute" && one.data.id !== undefined ? [[one.data.id, one.title] as const] : [],
    ),
    ...body.flatMap((one) =>
      one.type === "Input.ChoiceSet" ? one.choices.map(({ title, value }) => [value, title] as const) : [],
    ),
  ];
}

import type { Card, CardAction, CardElement } from "../../adapters/teams/cards.ts";

type Execute = Extract<CardAction, { readonly type: "Action.Execute" }>;
type Menu = Extract<CardElement, { readonly type: "Input.ChoiceSet" }>;

/** All a person reads of a card: texts, facts, tables, what stands in a field. */
export function textOf(card: Card): string {
  return card.body
    .map((one) => {
      switch (one.type) {
        case "TextBlock":
          return one.text;
        case "FactSet":
          return one.facts.map(({ title, value }) => `${title} ${value}`).join("\n");
        case "Table":
          return one.rows
            .map((row) => row.cells.map((cell) => cell.items.map(({ text }) => text).join(" ")).join(" | "))
            .join("\n");
        case "Container":
          return one.items.map(({ label, value }) => `${label}\n${value}`).join("\n");
        default:
          return "";
      }
    })
    .filter((text) => text !== "")
    .join("\n\n");
}

/** The buttons of a card, in the order they are read. */
export function buttonsOf(card: Card): readonly Execute[] {
  return [
    ...card.body.flatMap((one) => (one.type === "ActionSet" ? one.actions : [])),
    ...card.actions,
  ].filter((one) => one.type === "Action.Execute");
}

export function menuOf(card: Card): Menu | undefined {
  return card.body.find((one) => one.type === "Input.ChoiceSet");
}

/** What can be chosen now; buttons that only lead about count where there is nothing else. */
export function labelsOf(card: Card): readonly string[] {
  const buttons = buttonsOf(card);
  const choices = buttons.filter(({ verb }) => verb === "choose" || verb === "edit");
  const labels = [
    ...choices.map(({ title }) => title),
    ...(menuOf(card)?.choices.map(({ title }) => title) ?? []),
  ];
  return labels.length > 0 ? labels : buttons.map(({ title }) => title);
}

/** What a press on that label sends: the button's own data, with the field's value where it waits for it. */
export function pressOn(card: Card, label: string): { readonly verb: string; readonly data: object } | null {
  const button = buttonsOf(card).find(({ title }) => title === label);
  if (button !== undefined) {
    if (button.associatedInputs !== "none" && menuOf(card) !== undefined) {
      throw new Error(`${label} waits for a choice`);
    }
    return { verb: button.verb, data: button.data };
  }
  const entry = menuOf(card)?.choices.find(({ title }) => title === label);
  const submit = buttonsOf(card).find(({ verb }) => verb === "pick");
  return entry === undefined || submit === undefined
    ? null
    : { verb: submit.verb, data: { ...submit.data, choice: entry.value } };
}

import type { Choice } from "../../src/message.ts";
import type { CardAction, CardElement } from "./cards.ts";
import { bytesOf } from "./cards.ts";
import { LIMITS } from "./limits.ts";
import type { Words } from "./words.ts";

/** Lengths the labels of a menu are cut to, the first with which it fits. */
const ENTRY_LENGTHS = [LIMITS.entry, 120, 80, 60, 40, 25, 12] as const;

export type ShownChoices = { readonly body: readonly CardElement[]; readonly actions: readonly CardAction[] };

/**
 * Choices as buttons where they are few and short; else the first as buttons and the rest in a menu; where a label is too
 * long for a button, all in a list that shows it whole. `back`: a button that goes back stands beside them.
 */
export function renderChoices(choices: readonly Choice[], back: boolean, words: Words): ShownChoices {
  if (choices.length === 0) return { body: [], actions: [] };
  const aside = back ? [backButton(words)] : [];
  const long = choices.some(({ label }) => label.length > LIMITS.button);
  if (!long && choices.length + aside.length <= LIMITS.buttons) {
    return { body: [], actions: [...choices.map(button), ...aside] };
  }
  const buttons = long ? [] : choices.slice(0, LIMITS.buttons - 2);
  const listed = choices.slice(buttons.length);
  const submit: CardAction = {
    type: "Action.Execute",
    title: words("teams.submit"),
    verb: "pick",
    data: {},
    style: "positive",
  };
  return {
    body: [
      ...(buttons.length === 0 ? [] : [{ type: "ActionSet", actions: buttons.map(button) } as const]),
      menu(listed, buttons.length === 0 ? "teams.pick" : "teams.pick-other", words),
    ],
    actions: [submit, ...aside],
  };
}

function button({ id, label }: Choice): CardAction {
  // The form is the adapter's own: it comes as the answer to the press.
  const verb = id === "edit" ? "edit" : "choose";
  return { type: "Action.Execute", title: label, verb, data: { id }, associatedInputs: "none" };
}

function backButton(words: Words): CardAction {
  return {
    type: "Action.Execute",
    title: words("teams.back"),
    verb: "back",
    data: {},
    associatedInputs: "none",
  };
}

function menu(choices: readonly Choice[], label: string, words: Words): CardElement {
  const radios = choices.length <= LIMITS.radios && choices.some((one) => one.label.length > LIMITS.button);
  return {
    type: "Input.ChoiceSet",
    id: "choice",
    style: radios ? "expanded" : "compact",
    wrap: true,
    label: words(label),
    placeholder: words("teams.placeholder"),
    isRequired: true,
    errorMessage: words("teams.pick-first"),
    choices: entries(choices),
  };
}

/** As many as fit, their labels as long as may be; what is left out of hundreds can still be typed. */
function entries(choices: readonly Choice[]): readonly { title: string; value: string }[] {
  const within = (longest: number): readonly { title: string; value: string }[] =>
    choices.map(({ id, label }) => ({ title: cut(label, longest), value: id }));
  const fitting = ENTRY_LENGTHS.map(within).find((all) => bytesOf(all) <= LIMITS.menu);
  if (fitting !== undefined) return fitting;
  let room: number = LIMITS.menu;
  return within(ENTRY_LENGTHS[6]).filter((entry) => (room -= bytesOf(entry) + 1) > 0);
}

/** The text within so many characters, its end told by an ellipsis. */
export function cut(text: string, longest: number): string {
  if (text.length <= longest) return text;
  const kept = text.slice(0, longest - 1).replace(/[\uD800-\uDBFF]$/, "");
  return `${kept.trimEnd()}…`;
}

import type { Draft, Language } from "../../src/message.ts";
import type { Card, CardElement } from "./cards.ts";
import { bytesOf, card } from "./cards.ts";
import { escaped, link, plainLines } from "./cardText.ts";
import { LIMITS } from "./limits.ts";
import { cut } from "./renderChoices.ts";
import type { Words } from "./words.ts";

/** A field is three lines high by itself, in which no letter can be read over. */
const FORM_HEIGHT = "400px";

/** A draft as it would leave: whom it goes to, its text line by line, what was hidden in it. */
export function draftElements(draft: Draft, words: Words): readonly CardElement[] {
  const facts = [
    fact(words("teams.draft.to"), draft.to),
    fact(words("teams.draft.phone"), draft.phone),
    // Teams makes no link of a bare address in a card.
    draft.form === null
      ? []
      : [{ title: words("teams.draft.form"), value: link(escaped(draft.form), draft.form) }],
    fact(words("teams.draft.subject"), draft.subject === "" ? null : draft.subject),
  ].flat();
  const hidden = draft.hidden.reduce((sum, one) => sum + one.count, 0);
  const [first, ...rest] = plainLines(draft.body);
  return [
    ...(facts.length === 0 ? [] : [{ type: "FactSet", facts } as const]),
    ...(first === undefined ? [] : [{ ...first, separator: true }]),
    ...rest,
    ...(hidden === 0
      ? []
      : [
          {
            type: "TextBlock",
            text: escaped(words("teams.draft.hidden", { count: hidden })),
            wrap: true,
            isSubtle: true,
            separator: true,
          } as const,
        ]),
  ];
}

/** The form a draft is rewritten in; null where it is too long for one: it is rewritten in the chat then. */
export function draftForm(draft: Draft, language: Language, words: Words): Card | null {
  const label = words("teams.edit.label");
  const form = card(
    language,
    cut(label, LIMITS.fallback),
    [
      {
        type: "Container",
        minHeight: FORM_HEIGHT,
        items: [
          {
            type: "Input.Text",
            id: "body",
            isMultiline: true,
            height: "stretch",
            label,
            value: draft.body,
            isRequired: true,
            errorMessage: words("teams.edit.empty"),
          },
        ],
      },
    ],
    [
      {
        type: "Action.Execute",
        title: words("teams.edit.save"),
        verb: "revise",
        data: {},
        style: "positive",
      },
      {
        type: "Action.Execute",
        title: words("teams.edit.cancel"),
        verb: "keep",
        data: {},
        associatedInputs: "none",
      },
    ],
  );
  return bytesOf(form) <= LIMITS.form ? form : null;
}

function fact(title: string, value: string | null): readonly { title: string; value: string }[] {
  return value === null ? [] : [{ title, value: escaped(cut(value, LIMITS.fact)) }];
}

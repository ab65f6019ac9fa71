/**
 * Adaptive Cards by the parts used here: https://adaptivecards.io/explorer/, version 1.5, what Teams draws of it:
 * https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/cards-reference#adaptive-card
 */
export type TextBlock = {
  readonly type: "TextBlock";
  readonly text: string;
  readonly wrap: true;
  readonly weight?: "Bolder";
  readonly size?: "Medium";
  readonly fontType?: "Monospace";
  readonly isSubtle?: boolean;
  readonly spacing?: "None" | "Small" | "Medium";
  readonly separator?: boolean;
};

export type CardElement =
  | TextBlock
  | {
      readonly type: "FactSet";
      readonly facts: readonly { readonly title: string; readonly value: string }[];
    }
  | {
      readonly type: "Table";
      readonly firstRowAsHeaders: true;
      readonly columns: readonly { readonly width: number }[];
      readonly rows: readonly TableRow[];
    }
  | { readonly type: "ActionSet"; readonly actions: readonly CardAction[] }
  | {
      readonly type: "Input.ChoiceSet";
      readonly id: "choice";
      readonly style: "compact" | "expanded";
      readonly wrap: true;
      readonly label: string;
      readonly placeholder: string;
      readonly isRequired: true;
      readonly errorMessage: string;
      readonly choices: readonly { readonly title: string; readonly value: string }[];
    }
  | { readonly type: "Container"; readonly minHeight: string; readonly items: readonly [TextField] };

/** A field of several lines; it takes the height of what it is in, else three lines. */
export type TextField = {
  readonly type: "Input.Text";
  readonly id: "body";
  readonly isMultiline: true;
  readonly height: "stretch";
  readonly label: string;
  readonly value: string;
  readonly isRequired: true;
  readonly errorMessage: string;
};

export type TableRow = {
  readonly type: "TableRow";
  readonly cells: readonly { readonly type: "TableCell"; readonly items: readonly TextBlock[] }[];
};

/** What a press brings back, beside the inputs of the card. */
export type PressData = {
  readonly id?: string;
  /** Where the press acts, if not where the card is. */
  readonly place?: string;
  /** Ids of the messages the same output began in. */
  readonly before?: string;
};

export type CardAction =
  | {
      readonly type: "Action.Execute";
      readonly title: string;
      readonly verb: "choose" | "pick" | "back" | "edit" | "keep" | "revise";
      readonly data: PressData;
      readonly style?: "positive";
      /** Without it a press waits for every input of the card to be filled. */
      readonly associatedInputs?: "none";
    }
  | { readonly type: "Action.OpenUrl"; readonly title: string; readonly url: string };

export type Card = {
  readonly type: "AdaptiveCard";
  readonly $schema: "http://adaptivecards.io/schemas/adaptive-card.json";
  readonly version: "1.5";
  readonly lang: string;
  readonly fallbackText: string;
  readonly msteams: { readonly width: "Full" };
  readonly body: readonly CardElement[];
  readonly actions: readonly CardAction[];
};

/** `fallback`: what is told where the card cannot be drawn, plain. */
export function card(
  lang: string,
  fallback: string,
  body: readonly CardElement[],
  actions: readonly CardAction[] = [],
): Card {
  return {
    type: "AdaptiveCard",
    $schema: "http://adaptivecards.io/schemas/adaptive-card.json",
    version: "1.5",
    lang,
    fallbackText: fallback,
    msteams: { width: "Full" },
    body,
    actions,
  };
}

/** The card with the ids of the messages before it put into what its buttons bring back. */
export function withBefore(shown: Card, before: string): Card {
  const marked = (action: CardAction): CardAction =>
    action.type === "Action.Execute" ? { ...action, data: { ...action.data, before } } : action;
  return {
    ...shown,
    body: shown.body.map((one) =>
      one.type === "ActionSet" ? { ...one, actions: one.actions.map(marked) } : one,
    ),
    actions: shown.actions.map(marked),
  };
}

/** How many bytes it takes in a message. */
export function bytesOf(value: unknown): number {
  return Buffer.byteLength(JSON.stringify(value));
}

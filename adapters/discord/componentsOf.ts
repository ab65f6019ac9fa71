import type {
  APIActionRowComponent,
  APIButtonComponentWithCustomId,
  APIComponentInMessageActionRow,
  APIStringSelectComponent,
  ButtonStyle,
  ComponentType,
} from "discord.js";
import type { Choice } from "../../src/message.ts";
import { customId, fitsCustomId } from "./customId.ts";
import { BUTTON_LABEL, ENTRY_LABEL, MENU, ROW, ROWS, clipped } from "./limits.ts";

/**
 * The numbers by which Discord knows what is drawn; the library, which names them, is not needed to render.
 * docs.discord.com/developers/components/reference
 */
const ACTION_ROW: ComponentType.ActionRow = 1;
const BUTTON: ComponentType.Button = 2;
const STRING_SELECT: ComponentType.StringSelect = 3;
const PRIMARY: ButtonStyle.Primary = 1;
const SECONDARY: ButtonStyle.Secondary = 2;

export type Row = APIActionRowComponent<APIComponentInMessageActionRow>;

export type Buttons = {
  readonly choices: readonly Choice[];
  /** Label of the button that goes back; null where there is none. */
  readonly back: string | null;
  /** What a menu says before anything is picked. */
  readonly pick: string;
  /** The choice that opens a window to rewrite the draft. */
  readonly edit: string | null;
};

/**
 * Choices as rows of buttons: five rows of five. Where there are more, or a label is longer than a button takes, as menus of 25.
 * docs.discord.com/developers/components/reference
 */
export function componentsOf({ choices, back, pick, edit }: Buttons): readonly Row[] {
  const usable = choices.filter(
    (one, at) =>
      fitsCustomId(one.id) && choices.findIndex((other) => other.id === one.id) === at && one.label !== "",
  );
  if (usable.length === 0) return [];
  const backs = back === null ? [] : [button("back", back, SECONDARY)];
  const short = usable.every((one) => one.label.length <= BUTTON_LABEL);
  if (short && usable.length + backs.length <= ROW * ROWS) {
    const buttons = usable.map(({ id, label }) =>
      button(customId({ kind: id === edit ? "edit" : "choose", id }), label, PRIMARY),
    );
    return chunks([...buttons, ...backs], ROW).map(rowOf);
  }
  const menus = chunks(usable, MENU)
    .slice(0, backs.length === 0 ? ROWS : ROWS - 1)
    .map((some, at) => rowOf([menu(some, at, pick)]));
  return backs.length === 0 ? menus : [...menus, rowOf(backs)];
}

/** One row with one button. */
export function oneButton(id: string, label: string): Row {
  return rowOf([button(id, label, PRIMARY)]);
}

function rowOf(components: readonly APIComponentInMessageActionRow[]): Row {
  return { type: ACTION_ROW, components: [...components] };
}

function button(
  id: string,
  label: string,
  style: ButtonStyle.Primary | ButtonStyle.Secondary,
): APIButtonComponentWithCustomId {
  return { type: BUTTON, style, label: clipped(label, BUTTON_LABEL), custom_id: id };
}

function menu(choices: readonly Choice[], at: number, pick: string): APIStringSelectComponent {
  return {
    type: STRING_SELECT,
    custom_id: `menu:${at}`,
    placeholder: clipped(pick, ENTRY_LABEL),
    options: choices.map(({ id, label }) => ({ value: id, ...entry(label) })),
  };
}

/** A label goes on in the line below it. */
function entry(label: string): { readonly label: string; readonly description?: string } {
  if (label.length <= ENTRY_LABEL) return { label };
  const cut = label.lastIndexOf(" ", ENTRY_LABEL - 1);
  const at = cut > ENTRY_LABEL / 2 ? cut : ENTRY_LABEL - 1;
  const first = clipped(label, at + 1);
  return { label: first, description: clipped(`…${label.slice(first.length - 1).trimStart()}`, ENTRY_LABEL) };
}

function chunks<Item>(items: readonly Item[], size: number): readonly (readonly Item[])[] {
  const count = Math.ceil(items.length / size);
  return Array.from({ length: count }, (_, at) => items.slice(at * size, (at + 1) * size));
}

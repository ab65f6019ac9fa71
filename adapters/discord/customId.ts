/**
 * What a button or menu gives back when pressed, in at most 100 characters:
 * docs.discord.com/developers/components/reference#anatomy-of-a-component-custom-id
 */
export type Pressed =
  | { readonly kind: "choose"; readonly id: string }
  /** The draft is to be rewritten in a window. */
  | { readonly kind: "edit"; readonly id: string }
  | { readonly kind: "back" }
  /** One of a menu: the choice is the value it comes with. */
  | { readonly kind: "menu" }
  /** An agent takes up the conversation of this place. */
  | { readonly kind: "take"; readonly place: string };

const LONGEST = 100;

export function customId(pressed: Pressed): string {
  switch (pressed.kind) {
    case "choose":
    case "edit":
      return `${pressed.kind}:${pressed.id}`;
    case "take":
      return `take:${pressed.place}`;
    default:
      return pressed.kind;
  }
}

/** Whether a choice of this id can be a button and an entry of a menu. */
export function fitsCustomId(id: string): boolean {
  return id !== "" && customId({ kind: "choose", id }).length <= LONGEST;
}

/** Null where it is none of ours. */
export function readCustomId(text: string): Pressed | null {
  const [, kind = "", id = ""] = /^([a-z]+)(?::([\s\S]*))?$/.exec(text) ?? [];
  if (kind === "back") return { kind: "back" };
  // A menu bears its number, as two of one message may not be called the same.
  if (kind === "menu") return { kind: "menu" };
  if (id === "") return null;
  if (kind === "choose" || kind === "edit") return { kind, id };
  return kind === "take" ? { kind: "take", place: id } : null;
}

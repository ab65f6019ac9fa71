import type { Block } from "./workspace.ts";

type Fields = Readonly<Record<string, unknown>>;

function fields(value: unknown): Fields {
  return typeof value === "object" && value !== null ? (value as Fields) : {};
}

function list(value: unknown): readonly Fields[] {
  return Array.isArray(value) ? value.map(fields) : [];
}

function textOf(value: unknown): string {
  const { text } = fields(value);
  return typeof text === "string" ? text : "";
}

/** A button or a menu entry that can be pressed. */
export type Pressable = {
  readonly label: string;
  readonly value: string;
  readonly actionId: string;
  readonly blockId: string;
  readonly menu: boolean;
};

export function pressables(blocks: readonly Block[]): readonly Pressable[] {
  return blocks.flatMap((block) => {
    const elements = [
      ...list(block["elements"]),
      ...("accessory" in block ? [fields(block["accessory"])] : []),
    ];
    return elements.flatMap((element): readonly Pressable[] => {
      const common = { actionId: String(element["action_id"]), blockId: block.block_id ?? "" };
      if (element["type"] === "button") {
        return [
          { ...common, label: textOf(element["text"]), value: String(element["value"] ?? ""), menu: false },
        ];
      }
      return list(element["options"]).map((option) => ({
        ...common,
        label: textOf(option["text"]),
        value: String(option["value"]),
        menu: true,
      }));
    });
  });
}

/** All a person reads of the blocks, labels aside; entities as characters. */
export function readable(blocks: readonly Block[]): string {
  return blocks
    .filter((block) => ["section", "context", "header"].includes(block.type))
    .map((block) => [textOf(block["text"]), ...list(block["elements"]).map(textOf)].join("\n"))
    .map((text) => text.trim())
    .join("\n")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&");
}

const within = (text: unknown, most: number): boolean =>
  typeof text === "string" && text.length >= 1 && text.length <= most;

/**
 * What Slack would answer to blocks it does not take; null where it takes them. Limits of the pages below
 * https://docs.slack.dev/reference/block-kit/.
 */
export function blocksError(blocks: readonly Block[], most = 50): string | null {
  if (blocks.length > most) return "invalid_blocks: too many blocks";
  const size = JSON.stringify(blocks, (key, value: unknown) => (key === "options" ? [] : value)).length;
  if (size > 11_000) return "msg_blocks_too_long";
  const names = blocks.flatMap((one) => one.block_id ?? []);
  if (new Set(names).size !== names.length) return "invalid_blocks: a block_id twice";
  if (names.some((name) => name.length > 255)) return "invalid_blocks: a block_id too long";
  for (const block of blocks) {
    const wrong = blockError(block);
    if (wrong !== null) return `invalid_blocks: ${wrong}`;
  }
  return null;
}

function blockError(block: Block): string | null {
  switch (block.type) {
    case "divider":
      return null;
    case "header":
      return within(textOf(block["text"]), 150) ? null : "header";
    case "section":
      if (!within(textOf(block["text"]), 3_000)) return "text of a section";
      return "accessory" in block ? elementError(fields(block["accessory"])) : null;
    case "context": {
      const texts = list(block["elements"]);
      return texts.length <= 10 && texts.every((one) => within(one["text"], 3_000)) ? null : "context";
    }
    case "actions": {
      const elements = list(block["elements"]);
      if (elements.length < 1 || elements.length > 25) return "elements of actions";
      const ids = elements.map((one) => one["action_id"]);
      if (new Set(ids).size !== ids.length) return "an action_id twice";
      return elements.map(elementError).find((one) => one !== null) ?? null;
    }
    case "input": {
      const element = fields(block["element"]);
      const initial = String(element["initial_value"] ?? "");
      return within(textOf(block["label"]), 2_000) && initial.length <= 3_000 ? null : "input";
    }
    default:
      return `a block of type ${block.type}`;
  }
}

function elementError(element: Fields): string | null {
  if (!within(element["action_id"], 255)) return "action_id";
  if (element["type"] === "button") {
    if (!within(textOf(element["text"]), 75)) return "label of a button";
    return String(element["value"] ?? "").length <= 2_000 ? null : "value of a button";
  }
  if (element["type"] !== "static_select") return "an element";
  const options = list(element["options"]);
  if (options.length < 1 || options.length > 100) return "entries of a menu";
  const values = options.map((one) => one["value"]);
  if (new Set(values).size !== values.length) return "an entry twice";
  return options.every((one) => within(textOf(one["text"]), 75) && within(one["value"], 150))
    ? null
    : "an entry";
}

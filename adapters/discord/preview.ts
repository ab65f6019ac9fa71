import type { Choice, Output } from "../../src/message.ts";
import { lostWords } from "../lostWords.ts";
import type { Loss, Preview, Previewer, Reading } from "../preview.ts";
import type { Row } from "./componentsOf.ts";
import { customId } from "./customId.ts";
import { BUTTON_LABEL, CONTENT, ENTRY_LABEL, MENU, ROW, ROWS } from "./limits.ts";
import type { Words } from "./renderOutput.ts";
import { renderOutput } from "./renderOutput.ts";

/** What can be pressed: what stands on it, and the choice it brings back; null for the way back. */
type Pressable = { readonly shown: string; readonly choice: string | null };

/** What Discord would show of an output, in a channel of a server, where it says the most, by the renderer that posts it. */
export const discordPreview: Previewer = { platform: "Discord", preview };

function preview(output: Output, { language, text, table }: Reading): Preview {
  const words: Words = (key, values) => text(language, key, values);
  const rendering = { words, table: (figure: Parameters<typeof table>[1]) => table(language, figure) };
  const messages = renderOutput(output, { ...rendering, mentionNeeded: true });
  const contents = messages.map((one) => one.content);
  const rows = messages.flatMap((one) => one.components);
  return {
    messages: contents.map((one) => one.length),
    losses: [
      ...contents.filter((one) => one.length > CONTENT).map((one) => over(one.length)),
      ...ofChoices(output.type === "ticket" ? [] : output.choices, rows, words),
      ...lostWords(output, rendering.table, contents),
    ],
  };
}

function over(length: number): Loss {
  return { kind: "text", length, limit: CONTENT };
}

/**
 * Labels that what is pressed does not hold, and choices that are not put at once: as buttons, or in one menu. Where a
 * label makes a menu of what would be buttons, the answers can no longer be read at a glance: it is too long for one.
 */
function ofChoices(choices: readonly Choice[], rows: readonly Row[], words: Words): readonly Loss[] {
  const menus = rows.flatMap((row) => row.components.filter((one) => "options" in one));
  const put = rows.flatMap((row) => row.components.flatMap(pressables));
  const few = choices.length < ROW * ROWS;
  const limit = few ? BUTTON_LABEL : ENTRY_LABEL;
  const held = (label: string, shown: string): boolean => shown === label && (!few || label.length <= limit);
  const cut = choices.filter(({ id, label }) =>
    put.some((one) => one.choice === id && !held(label, one.shown)),
  );
  const many = menus.length > 1 || choices.some(({ id }) => !put.some((one) => one.choice === id));
  const back = put.some((one) => one.choice === null) ? [words("discord.back")] : [];
  const pick = menus.length > 0 ? [words("discord.pick")] : [];
  const label = (text: string, most: number): Loss => ({
    kind: "label",
    label: text,
    length: text.length,
    limit: most,
  });
  return [
    ...cut.map((one) => label(one.label, limit)),
    ...back.filter((text) => text.length > BUTTON_LABEL).map((text) => label(text, BUTTON_LABEL)),
    ...pick.filter((text) => text.length > ENTRY_LABEL).map((text) => label(text, ENTRY_LABEL)),
    ...(many ? [{ kind: "choices", count: choices.length, limit: MENU } as const] : []),
  ];
}

function pressables(one: Row["components"][number]): readonly Pressable[] {
  if ("options" in one) return one.options.map(({ label, value }) => ({ shown: label, choice: value }));
  if (!("custom_id" in one) || !("label" in one)) return [];
  const { custom_id: pressed, label = "" } = one;
  if (pressed === customId({ kind: "back" })) return [{ shown: label, choice: null }];
  return [{ shown: label, choice: pressed.replace(/^\w+:/, "") }];
}

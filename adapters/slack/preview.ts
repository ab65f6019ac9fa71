import type { types } from "@slack/bolt";
import type { Choice, Output } from "../../src/message.ts";
import { lostWords } from "../lostWords.ts";
import type { Loss, Preview, Previewer, Reading } from "../preview.ts";
import { ACTIONS } from "./actions.ts";
import type { Laid } from "./layOut.ts";
import { blockCharacters } from "./layOut.ts";
import { LIMITS } from "./limits.ts";
import type { Words } from "./piece.ts";
import { renderOutput } from "./renderOutput.ts";

/** What can be pressed: what stands on it, and what it brings back. */
type Pressable = { readonly shown: string; readonly value: string; readonly menu: boolean };

/** What Slack would show of an output, by the renderer that posts it. */
export const slackPreview: Previewer = { platform: "Slack", preview };

function preview(output: Output, { language, text, table }: Reading): Preview {
  const words: Words = (key, values) => text(language, key, values);
  const messages = renderOutput(output, { words, table, language });
  const blocks = messages.flatMap((one) => one.blocks);
  const texts = blocks.flatMap(textsOf);
  return {
    messages: messages.map((one) => one.blocks.flatMap(textsOf).join("\n\n").length),
    losses: [
      ...messages.flatMap(tooLarge),
      ...texts.filter((one) => one.length > LIMITS.section).map((one) => over(one.length, LIMITS.section)),
      ...ofChoices(output.type === "ticket" ? [] : output.choices, blocks, words),
      ...lostWords(output, (figure) => table(language, figure), texts),
    ],
  };
}

function over(length: number, limit: number): Loss {
  return { kind: "text", length, limit };
}

/** What Slack refuses a message for. */
function tooLarge({ blocks, text }: Laid): readonly Loss[] {
  const characters = blockCharacters(blocks);
  return [
    ...(characters > LIMITS.blockCharacters ? [over(characters, LIMITS.blockCharacters)] : []),
    ...(text.length > LIMITS.text ? [over(text.length, LIMITS.text)] : []),
  ];
}

function textsOf(block: types.KnownBlock): readonly string[] {
  if (block.type === "section") return [block.text?.text ?? ""];
  if (block.type === "context") return block.elements.map((one) => ("text" in one ? one.text : ""));
  return [];
}

function pressables(block: types.KnownBlock): readonly Pressable[] {
  if (block.type !== "actions") return [];
  return block.elements.flatMap((one): readonly Pressable[] => {
    if (one.type === "button") return [{ shown: one.text.text, value: one.value ?? "", menu: false }];
    if (one.type !== "static_select") return [];
    return (one.options ?? []).map(({ text, value }) => ({
      shown: text.text,
      value: value ?? "",
      menu: true,
    }));
  });
}

/** Labels that what is pressed does not hold, and choices that are not put at once: as buttons, or in one menu. */
function ofChoices(
  choices: readonly Choice[],
  blocks: readonly types.KnownBlock[],
  words: Words,
): readonly Loss[] {
  const put = blocks.flatMap(pressables);
  const cut = choices.filter(({ id, label }) =>
    put.some((one) => one.value === id && !one.shown.includes(label)),
  );
  const menu = put.some((one) => one.menu);
  const dropped = choices.some(({ id }) => !put.some((one) => one.value === id));
  const many = dropped || blocks.length > LIMITS.blocks || (menu && choices.length > LIMITS.entries);
  const own = [...(menu ? ["slack.choose"] : []), ...(put.some(isBack) ? ["slack.back"] : [])].map((key) =>
    words(key),
  );
  return [
    ...[...cut.map((one) => one.label), ...own.filter((label) => label.length > LIMITS.label)].map(
      (label): Loss => ({ kind: "label", label, length: label.length, limit: LIMITS.label }),
    ),
    ...(many ? [{ kind: "choices", count: choices.length, limit: LIMITS.entries } as const] : []),
  ];
}

function isBack({ value }: Pressable): boolean {
  return value === ACTIONS.back;
}

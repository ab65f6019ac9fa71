import type { Draft, Figure, FigureTable, Output } from "../../src/message.ts";
import type { Row } from "./componentsOf.ts";
import { componentsOf } from "./componentsOf.ts";
import type { Block } from "./discordText.ts";
import { blocksOf, packBlocks } from "./discordText.ts";
import { escapeText } from "./escapeText.ts";
import { figureBlocks } from "./figureBlocks.ts";
import { TEXT, clipped } from "./limits.ts";

/** The program's texts in the language of the conversation. */
export type Words = (key: string, values?: Readonly<Record<string, string | number>>) => string;

export type Rendering = {
  readonly words: Words;
  readonly table: (figure: Figure) => FigureTable;
  /** Whether words typed here reach the bot only where they mention it. */
  readonly mentionNeeded: boolean;
};

/** One message of Discord: at most 2,000 characters, and the buttons below it. */
export type Shown = { readonly content: string; readonly components: readonly Row[] };

/** Longest answer told below a question: twice that once it is escaped. */
const ANSWER = 75;

/** One thing said, as the messages it takes; the buttons are below the last. */
export function renderOutput(output: Output, rendering: Rendering): readonly Shown[] {
  const contents = packBlocks(blocks(output, rendering), TEXT);
  const all = contents.length === 0 ? ["…"] : contents;
  return all.map((content, at) => ({
    content,
    components: at === all.length - 1 ? buttons(output, rendering.words) : [],
  }));
}

/** The last of those messages once its question was answered: below it the answer, and no button any more. */
export function renderSettled(output: Output, answer: string | null, rendering: Rendering): Shown {
  const content = renderOutput(output, rendering).at(-1)?.content ?? "…";
  if (answer === null) return { content, components: [] };
  const told = escapeText(clipped(answer.replace(/\s+/g, " ").trim(), ANSWER));
  const line = rendering.words("chat.answered", { answer: told });
  return { content: `${content}\n\n${line.trim()}`, components: [] };
}

function buttons(output: Output, words: Words): readonly Row[] {
  if (output.type === "ticket") return [];
  // In the menu there is nothing to go back to.
  const begun = output.step !== "" && !output.step.startsWith("menu/");
  return componentsOf({
    choices: output.choices,
    back: begun ? words("discord.back") : null,
    pick: words("discord.pick"),
    edit: output.type === "draft" ? "edit" : null,
  });
}

function blocks(output: Output, { words, table, mentionNeeded }: Rendering): readonly Block[] {
  switch (output.type) {
    case "ticket":
      return blocksOf(output.text);
    case "draft":
      return letter(output, words);
    case "message": {
      const asks = output.asks !== null || output.awaits !== undefined || output.choices.length > 0;
      return [
        ...blocksOf(output.text),
        ...(output.figure === undefined
          ? []
          : figureBlocks(output.figure.title, table(output.figure), output.text)),
        ...(mentionNeeded && asks
          ? [{ kind: "text", text: `-# ${words("discord.mention-me")}` } as const]
          : []),
      ];
    }
  }
}

/** A draft as it would leave. Its text is shown as it is, so that it can be read and copied to the letter. */
function letter(draft: Draft, words: Words): readonly Block[] {
  const heads = [
    `**${words(`discord.draft.${draft.channel}`)}**`,
    draft.to === null ? null : words("discord.draft.to", { to: escapeText(draft.to) }),
    draft.phone === null ? null : words("discord.draft.telephone", { phone: escapeText(draft.phone) }),
    draft.form === null ? null : words("discord.draft.address", { form: draft.form }),
    draft.subject === "" ? null : words("discord.draft.subject", { subject: escapeText(draft.subject) }),
  ].filter((line) => line !== null);
  const hidden = draft.hidden.reduce((sum, one) => sum + one.count, 0);
  return [
    { kind: "text", text: heads.map((line) => line.trim()).join("\n") },
    ...(draft.body.trim() === "" ? [] : [{ kind: "code", text: draft.body } as const]),
    { kind: "text", text: `-# ${words("discord.draft.hidden", { count: hidden }).trim()}` },
  ];
}

import type { Call } from "../chat.ts";
import { oneButton } from "./componentsOf.ts";
import { customId } from "./customId.ts";
import { blocksOf, packBlocks } from "./discordText.ts";
import { escapeText } from "./escapeText.ts";
import { TEXT, clipped } from "./limits.ts";
import type { Shown, Words } from "./renderOutput.ts";

/**
 * A conversation that wants an agent, as one message in the agents' channel. `where`: a link to the thread or to the person who
 * waits, as Discord writes them. A situation too long for one message is cut: it is whole in the conversation.
 */
export function renderCall(call: Call, where: string | null, words: Words): Shown {
  const texts = packBlocks(blocksOf(call.text), TEXT - 400);
  const head = `**${words("discord.call.title", { ticket: escapeText(call.ticket) })}**`;
  const place = where === null ? null : words("discord.call.where", { where });
  const taken =
    call.takenBy === null
      ? null
      : words("discord.call.taken", { name: escapeText(clipped(call.takenBy, 80)) });
  const content = [head, `${texts[0] ?? ""}${texts.length > 1 ? "\n…" : ""}`, place, taken]
    .filter((line) => line !== null && line !== "")
    .join("\n\n");
  const components =
    call.takenBy === null
      ? [oneButton(customId({ kind: "take", place: call.place }), words("discord.call.take"))]
      : [];
  return { content, components };
}

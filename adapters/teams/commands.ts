import { LANGUAGES } from "../../src/message.ts";
import type { Chat } from "../chat.ts";

/** The menu Teams offers above the box: a pick writes the title, and nothing else marks it. */
export const COMMANDS = ["open", "back", "restart", "person"] as const;

/** Titles of the menu in every language, in lower case, with what they do; the others are words like any. */
export function commandsOf(text: Chat["text"]): ReadonlyMap<string, "open" | "back" | "restart"> {
  const acts = ["open", "back", "restart"] as const;
  return new Map(
    LANGUAGES.flatMap((language) =>
      acts.map((act) => [text(language, `teams.command.${act}.title`).toLowerCase(), act] as const),
    ),
  );
}

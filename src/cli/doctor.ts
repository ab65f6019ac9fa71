import type { Command } from "./command.ts";
import { parseOptions } from "./parse-options.ts";

/** Checks each chat platform that is configured against the live service; each failure names the setting to change. */
export const doctor: Command = async (args, context) => {
  const { lang } = parseOptions("doctor", args, { lang: { type: "string" } }).values;
  const language = context.language(lang);
  const say = (key: string, values = {}): void => {
    context.stdout.write(`${context.texts().say(language, `cli.${key}`, values)}\n`);
  };
  const chats = await context.chats();
  if (chats.length === 0) say("doctor-nothing");
  let wrong = 0;
  for (const chat of chats) {
    say("doctor-of", { name: chat.name });
    for (const { what, ok, found, fix } of await chat.check(language)) {
      if (!ok) wrong += 1;
      context.stdout.write(`  ${ok ? "✓" : "✗"} ${what}\n      ${found}\n`);
      if (!ok && fix !== null) context.stdout.write(`      → ${fix}\n`);
    }
  }
  return wrong === 0 ? 0 : 3;
};

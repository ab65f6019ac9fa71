import type { Command } from "./command.ts";
import { parseOptions } from "./parse-options.ts";

/** Checks each chat platform and the mailbox that are configured against the live service; each failure names the setting. */
export const doctor: Command = async (args, context) => {
  const { lang } = parseOptions("doctor", args, { lang: { type: "string" } }).values;
  const language = context.language(lang);
  const say = (key: string, values = {}): void => {
    context.stdout.write(`${context.texts().say(language, `cli.${key}`, values)}\n`);
  };
  const services = [...(await context.chats()), ...(await context.mailChecks())];
  if (services.length === 0) say("doctor-nothing");
  let wrong = 0;
  for (const service of services) {
    say("doctor-of", { name: service.name });
    for (const { what, ok, found, fix } of await service.check(language)) {
      if (!ok) wrong += 1;
      context.stdout.write(`  ${ok ? "✓" : "✗"} ${what}\n      ${found}\n`);
      if (!ok && fix !== null) context.stdout.write(`      → ${fix}\n`);
    }
  }
  return wrong === 0 ? 0 : 3;
};

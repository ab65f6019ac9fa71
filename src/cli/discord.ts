import type { Command } from "./command.ts";
import { UsageError } from "./command.ts";
import { parseOptions } from "./parse-options.ts";

/** `passerelle discord register`: makes the slash commands known to Discord. */
export const discord: Command = async (args, context) => {
  const { positionals, values } = parseOptions("discord", args, { lang: { type: "string" } });
  if (positionals.join(" ") !== "register") throw new UsageError("discord: use discord register");
  const language = context.language(values.lang);
  const registered = await context.registerDiscord(language);
  if (registered.kind === "refused") {
    context.stderr.write(`passerelle: ${registered.why}\n`);
    return 3;
  }
  const list = registered.names.map((name) => `/${name}`).join(", ");
  context.stdout.write(`${context.texts().say(language, "cli.discord-registered", { list })}\n`);
  return 0;
};

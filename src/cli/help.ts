import type { Command } from "./command.ts";

/** The commands, one line each, in the system's language. */
export const help: Command = async (_args, context) => {
  context.stdout.write(`${context.texts().say(context.language(undefined), "cli.help")}\n`);
  return 0;
};

import type { Command } from "./command.ts";
import { UsageError } from "./command.ts";
import { parseOptions } from "./parse-options.ts";

/** `passerelle teams package [FOLDER]`: writes what an administrator uploads to Teams, into the working folder by default. */
export const teams: Command = async (args, context) => {
  const { positionals, values } = parseOptions("teams", args, { lang: { type: "string" } });
  const [what, folder = ".", more] = positionals;
  if (what !== "package" || more !== undefined) throw new UsageError("teams: use teams package [FOLDER]");
  const language = context.language(values.lang);
  const file = await context.packageTeams(folder, language);
  context.stdout.write(`${context.texts().say(language, "cli.teams-packed", { file })}\n`);
  return 0;
};

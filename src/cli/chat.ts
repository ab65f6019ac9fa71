import { parseArgs } from "node:util";
import { chatScript } from "./chat-script.ts";
import type { Command } from "./command.ts";
import { UsageError } from "./command.ts";

/** `passerelle chat`: a conversation in the terminal, or one driven by JSON lines with `--script FILE|-`. */
export const chat: Command = async (args, context) => {
  const { values } = parseOptions(args);
  if (values.lang !== undefined) context.language(values.lang);
  const language = values.lang === undefined ? undefined : context.language(values.lang);
  const running = await context.run();
  try {
    if (values.script !== undefined) {
      return await chatScript(
        { script: values.script, json: values.json ?? false, language, resume: values.resume ?? false },
        running,
        context,
      );
    }
    if (values.json === true)
      throw new UsageError("--json goes with --script FILE, or --script - for standard input");
    const terminal = await context.terminal({ language, resume: values.resume ?? false });
    await terminal.start(running.assistant);
    await terminal.ended;
    await terminal.stop();
    return 0;
  } finally {
    await running.close();
  }
};

function parseOptions(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        lang: { type: "string" },
        script: { type: "string" },
        json: { type: "boolean" },
        resume: { type: "boolean" },
      },
      strict: true,
    });
  } catch (error) {
    throw new UsageError(`chat: ${error instanceof Error ? error.message.split(". ")[0] : String(error)}`);
  }
}

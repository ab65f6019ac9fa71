import { chatScript } from "./chat-script.ts";
import type { Command } from "./command.ts";
import { UsageError } from "./command.ts";
import { parseOptions } from "./parse-options.ts";

const OPTIONS = {
  lang: { type: "string" },
  script: { type: "string" },
  json: { type: "boolean" },
  resume: { type: "boolean" },
} as const;

/** `passerelle chat`: a conversation in the terminal, or one driven by JSON lines with `--script FILE|-`. */
export const chat: Command = async (args, context) => {
  const { values, positionals } = parseOptions("chat", args, OPTIONS);
  if (positionals.length > 0)
    throw new UsageError(`chat: ${positionals[0]} is no option; see passerelle help`);
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

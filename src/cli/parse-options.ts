import type { ParseArgsConfig } from "node:util";
import { parseArgs } from "node:util";
import { UsageError } from "./command.ts";

/** Options and what stands between them. Throws a `UsageError` that names the command and the option. */
export function parseOptions<Options extends NonNullable<ParseArgsConfig["options"]>>(
  command: string,
  args: readonly string[],
  options: Options,
) {
  try {
    return parseArgs({ args: [...args], allowPositionals: true, options, strict: true });
  } catch (error) {
    throw new UsageError(
      `${command}: ${error instanceof Error ? error.message.split(". ")[0] : String(error)}`,
    );
  }
}

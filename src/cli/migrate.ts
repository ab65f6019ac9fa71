import type { Command } from "./command.ts";

/** Brings the store up to date and says so; `start` does the same by itself. */
export const migrate: Command = async (_args, context) => {
  const store = await context.store();
  const ready = await store.ready();
  await store.close();
  context.stdout.write(`${context.texts().say(context.language(undefined), "cli.migrated")}\n`);
  return ready ? 0 : 1;
};

import type { Command } from "./command.ts";

/** Serves every configured channel until the process is asked to stop. */
export const start: Command = async (_args, context) => {
  const language = context.language(undefined);
  const texts = context.texts();
  const running = await context.run();
  const web = await context.web(running);
  try {
    await web.start(running.assistant);
  } catch (error) {
    await running.close();
    throw error;
  }
  const say = (key: string, values = {}): void => {
    context.stdout.write(`${texts.say(language, `cli.${key}`, values)}\n`);
  };
  say("started", { url: web.url });
  say(running.mailLeaves ? "mail-leaves" : "mail-held");
  say("how-to-stop");

  await new Promise<void>((resolve) => {
    process.once("SIGINT", resolve);
    process.once("SIGTERM", resolve);
  });
  await web.stop();
  await running.close();
  return 0;
};

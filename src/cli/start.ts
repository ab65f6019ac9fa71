import { compileAll } from "../language/catalogue.ts";
import type { Command } from "./command.ts";

/** How long after the start phrases are compiled: the first page goes before. */
const WARM_AFTER_MS = 500;

/** Serves every configured channel until the process is asked to stop. */
export const start: Command = async (_args, context) => {
  const language = context.language(undefined);
  const texts = context.texts();
  const running = await context.run();
  const web = await context.web(running);
  try {
    await web.start(running.assistant);
  } catch (error) {
    await web.stop();
    await running.close();
    throw error;
  }
  const say = (key: string, values = {}): void => {
    context.stdout.write(`${texts.say(language, `cli.${key}`, values)}\n`);
  };
  say("started", { url: web.url });
  say(running.mailLeaves ? "mail-leaves" : "mail-held");
  if (await running.serveMail()) say("mail-read");
  say("how-to-stop");
  // A platform that cannot be reached holds nothing up: the page is served, and it is tried again.
  const log = await context.log();
  running
    .serveChats((name) => say("chat-served", { name }))
    .catch((error: unknown) => {
      log.error({ err: error }, "a chat platform could not be served: passerelle doctor says why");
    });

  const { lexicon } = await context.catalogue();
  // The page is served by now; whoever writes first shall not wait for thousands of phrases.
  setTimeout(() => compileAll(lexicon), WARM_AFTER_MS).unref();

  await new Promise<void>((resolve) => {
    process.once("SIGINT", resolve);
    process.once("SIGTERM", resolve);
  });
  await web.stop();
  await running.close();
  return 0;
};

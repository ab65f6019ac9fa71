import { Routes } from "discord.js";
import { z } from "zod";
import type { Language } from "../../src/message.ts";
import { commandBodies } from "./commands.ts";
import { closeRest, createRest } from "./createRest.ts";
import { failureOf } from "./failureOf.ts";
import type { DiscordOptions } from "./options.ts";

export type Registered =
  | { readonly kind: "registered"; readonly names: readonly string[] }
  /** `why`: one sentence for the operator, naming the setting. */
  | { readonly kind: "refused"; readonly why: string };

const application = z.object({ id: z.string() });
const commands = z.array(z.object({ name: z.string() }));

/**
 * Makes the commands known to Discord, in place of those it knows of this application; they are in every guild within a moment.
 * docs.discord.com/developers/interactions/application-commands#bulk-overwrite-global-application-commands
 */
export async function registerCommands(
  options: Pick<DiscordOptions, "token" | "api" | "text">,
  language: Language,
): Promise<Registered> {
  const rest = createRest(options);
  try {
    const { id } = application.parse(await rest.get(Routes.currentApplication()));
    const body = commandBodies(options.text);
    const made = commands.parse(await rest.put(Routes.applicationCommands(id), { body }));
    return { kind: "registered", names: made.map((one) => one.name) };
  } catch (error) {
    const failure = failureOf(error);
    const key =
      failure.kind === "refused" && failure.status === 401
        ? "discord.check.token.wrong"
        : "discord.check.unreachable";
    return { kind: "refused", why: options.text(language, key, { why: failure.why }).trim() };
  } finally {
    closeRest(rest);
  }
}

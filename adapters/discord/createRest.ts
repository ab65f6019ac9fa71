import { REST } from "discord.js";
import type { DiscordOptions } from "./options.ts";
import { API } from "./options.ts";

/**
 * How Discord's REST API is called: once, without waiting. Whoever calls decides whether and when to try again, so being told
 * to slow down is an error like any other.
 */
export const REST_MANNER = { retries: 0, rejectOnRateLimit: () => true, timeout: 15_000 };

/** A client of the REST API for the bot of these options. */
export function createRest({ token, api = API }: Pick<DiscordOptions, "token" | "api">): REST {
  return new REST({ ...REST_MANNER, api }).setToken(token);
}

/** Ends the timers of a client. */
export function closeRest(rest: REST): void {
  rest.clearHashSweeper();
  rest.clearHandlerSweeper();
}

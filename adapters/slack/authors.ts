import type { webApi } from "@slack/bolt";
import type { Author } from "../chat.ts";
import type { Language } from "../../src/message.ts";
import { cached } from "./cached.ts";
import { apiError } from "./failure.ts";
import type { AdapterLog } from "../adapter.ts";
import type { SlackOptions } from "./options.ts";
import { personName } from "./place.ts";

const PERSON_MS = 10 * 60_000;
const AGENTS_MS = 3 * 60_000;

/** Who the people are that write: asked of Slack once in a while. */
export type Authors = {
  /** Never rejects: a person Slack tells nothing about just now writes all the same, in no known language, as no agent. */
  author(team: string, user: string): Promise<Author>;
};

export function createAuthors(
  client: webApi.WebClient,
  options: Pick<SlackOptions, "agentsChannel" | "agentsGroup">,
  log: AdapterLog,
): Authors {
  const person = cached(async (user) => {
    const { user: found } = await client.users.info({ user, include_locale: true });
    const names = [found?.profile?.display_name, found?.real_name, found?.name];
    return { name: names.find((one) => (one ?? "") !== "") ?? "", language: languageOf(found?.locale) };
  }, PERSON_MS);
  const agents = cached(() => agentIds(client, options), AGENTS_MS);

  async function orElse<Value>(what: string, value: Promise<Value>, fallback: Value): Promise<Value> {
    try {
      return await value;
    } catch (error) {
      log.warn({ what, error: apiError(error) ?? "unreachable" }, "slack: not told just now");
      return fallback;
    }
  }

  return {
    async author(team, user) {
      const [{ name, language }, members] = await Promise.all([
        orElse("a person's language", person(user), { name: "", language: null }),
        orElse("who the agents are", agents(""), new Set<string>()),
      ]);
      return { id: personName(team, user), name, language, agent: members.has(user) };
    },
  };
}

/** https://docs.slack.dev/reference/methods/users.info: `locale` is an IETF tag, e.g. `fr-FR`. */
function languageOf(locale: string | undefined): Language | null {
  const tag = (locale ?? "").toLowerCase();
  if (tag.startsWith("fr")) return "fr";
  return tag.startsWith("en") ? "en" : null;
}

/** Members of the group that is configured, else of the agents' channel. */
async function agentIds(
  client: webApi.WebClient,
  { agentsChannel, agentsGroup }: Pick<SlackOptions, "agentsChannel" | "agentsGroup">,
): Promise<ReadonlySet<string>> {
  if (agentsGroup !== undefined) {
    const { users } = await client.usergroups.users.list({ usergroup: agentsGroup });
    return new Set(users ?? []);
  }
  const ids = new Set<string>();
  if (agentsChannel === undefined) return ids;
  let cursor: string | undefined;
  do {
    const page = await client.conversations.members({
      channel: agentsChannel,
      limit: 1_000,
      ...(cursor === undefined ? {} : { cursor }),
    });
    for (const one of page.members ?? []) ids.add(one);
    cursor = page.response_metadata?.next_cursor;
  } while (cursor !== undefined && cursor !== "");
  return ids;
}

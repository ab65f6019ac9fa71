import { webApi } from "@slack/bolt";
import type { Check } from "../chat.ts";
import { apiError } from "./failure.ts";
import type { SlackOptions } from "./options.ts";
import type { Words } from "./piece.ts";
import { neededScopes } from "./scopes.ts";

/** What a check found. `key` is that of its sentence and, where it is wrong, of what to do about it. */
type Found = {
  readonly ok: boolean;
  readonly key: string;
  readonly values?: Readonly<Record<string, string | number>>;
};

type Asked = {
  readonly client: webApi.WebClient;
  readonly options: SlackOptions;
  readonly words: Words;
};

/** Whether the configuration works against the live service, one real call each; never rejects. */
export async function check(asked: Asked, clientOptions: webApi.WebClientOptions): Promise<readonly Check[]> {
  const { options } = asked;
  const { events, agentsChannel, agentsGroup } = options;
  const checks: Promise<Check>[] = [
    told("token", asked, () => botToken(asked.client)),
    told("scopes", asked, () => scopes(asked.client, options)),
    events.by === "socket"
      ? told("app-token", asked, () => appToken(events.appToken, clientOptions))
      : told("secret", asked, async () => signingSecret(events.signingSecret)),
  ];
  if (agentsChannel !== undefined) {
    checks.push(told("channel", asked, () => channel(asked.client, agentsChannel)));
  }
  if (agentsGroup !== undefined) checks.push(told("group", asked, () => group(asked.client, agentsGroup)));
  return Promise.all(checks);
}

async function told(what: string, { words }: Asked, find: () => Promise<Found>): Promise<Check> {
  const at = `slack.check.${what}`;
  const { ok, key, values } = await find().catch((error: unknown): Found => {
    const code = apiError(error);
    return code === null
      ? { ok: false, key: "unreachable" }
      : { ok: false, key: "refused", values: { code } };
  });
  const shared = key === "unreachable" || key === "refused";
  return {
    what: words(`${at}.what`),
    ok,
    found: words(shared ? `slack.check.${key}` : `${at}.${key}`, values),
    fix: ok ? null : words(key === "unreachable" ? "slack.check.unreachable-fix" : `${at}.fix`),
  };
}

async function botToken(client: webApi.WebClient): Promise<Found> {
  const { team, user, bot_id: bot } = await client.auth.test();
  if (bot === undefined) return { ok: false, key: "no-bot" };
  return { ok: true, key: "good", values: { team: team ?? "", bot: user ?? "" } };
}

async function scopes(client: webApi.WebClient, options: SlackOptions): Promise<Found> {
  const { response_metadata: metadata } = await client.auth.test();
  const missing = neededScopes(options).filter((scope) => metadata?.scopes?.includes(scope) !== true);
  if (missing.length === 0) return { ok: true, key: "good" };
  return { ok: false, key: "missing", values: { count: missing.length, scopes: missing.join(", ") } };
}

/** Slack gives an address to connect to; nothing is connected. */
async function appToken(token: string, clientOptions: webApi.WebClientOptions): Promise<Found> {
  const { url } = await new webApi.WebClient(token, clientOptions).apps.connections.open({});
  return url === undefined ? { ok: false, key: "no-address" } : { ok: true, key: "good" };
}

/** Slack has no call that would tell; its form at least is known. */
function signingSecret(secret: string): Found {
  return /^[0-9a-f]{32}$/.test(secret) ? { ok: true, key: "good" } : { ok: false, key: "form" };
}

async function channel(client: webApi.WebClient, id: string): Promise<Found> {
  const { channel: found } = await client.conversations.info({ channel: id });
  if (found?.is_archived === true) return { ok: false, key: "archived" };
  const name = found?.name ?? id;
  if (found?.is_member !== true) return { ok: false, key: "not-member", values: { name } };
  return { ok: true, key: "good", values: { name } };
}

async function group(client: webApi.WebClient, id: string): Promise<Found> {
  const { users = [] } = await client.usergroups.users.list({ usergroup: id });
  return { ok: users.length > 0, key: users.length > 0 ? "good" : "empty", values: { count: users.length } };
}

import type { Environment } from "./settings.ts";
import { ConfigError, setting, SETTINGS } from "./settings.ts";

/** A Slack app; its events come over its own connection with an app token, else to the web server. */
export type SlackSettings = {
  readonly botToken: string;
  readonly events:
    | { readonly by: "socket"; readonly appToken: string }
    | { readonly by: "http"; readonly signingSecret: string };
  readonly agentsChannel: string | undefined;
  readonly agentsGroup: string | undefined;
};

/** A bot of Discord. */
export type DiscordSettings = {
  readonly token: string;
  readonly agentsChannel: string | null;
  readonly agentsRole: string | null;
  readonly messageContent: boolean;
  readonly privateThreads: boolean;
};

/** A bot of Teams: the application it is registered as. */
export type TeamsSettings = {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly tenantId: string;
  readonly otherTenants: readonly string[];
  readonly agentsChannel: string | undefined;
};

/** The bot's token, and one of the two ways events come; without the token there is no Slack. */
export function slackSettings(env: Environment): SlackSettings | undefined {
  const botToken = setting("SLACK_BOT_TOKEN", env);
  const appToken = setting("SLACK_APP_TOKEN", env);
  const signingSecret = setting("SLACK_SIGNING_SECRET", env);
  if (botToken === undefined) {
    if (appToken === undefined && signingSecret === undefined) return undefined;
    throw new ConfigError(
      `SLACK_BOT_TOKEN is not set, but ${appToken === undefined ? "SLACK_SIGNING_SECRET" : "SLACK_APP_TOKEN"} is; for example SLACK_BOT_TOKEN=${SETTINGS.SLACK_BOT_TOKEN.example}`,
    );
  }
  if (appToken === undefined && signingSecret === undefined) {
    throw new ConfigError(
      `SLACK_BOT_TOKEN is set, but neither SLACK_APP_TOKEN (Socket Mode) nor SLACK_SIGNING_SECRET (HTTP) is; for example SLACK_APP_TOKEN=${SETTINGS.SLACK_APP_TOKEN.example}`,
    );
  }
  return {
    botToken,
    events:
      appToken === undefined
        ? { by: "http", signingSecret: signingSecret ?? "" }
        : { by: "socket", appToken },
    agentsChannel: setting("SLACK_AGENTS_CHANNEL", env),
    agentsGroup: setting("SLACK_AGENTS_GROUP", env),
  };
}

/** Without the token there is no Discord. */
export function discordSettings(env: Environment): DiscordSettings | undefined {
  const token = setting("DISCORD_TOKEN", env);
  const settings = {
    agentsChannel: setting("DISCORD_AGENTS_CHANNEL", env) ?? null,
    agentsRole: setting("DISCORD_AGENTS_ROLE", env) ?? null,
    messageContent: setting("DISCORD_MESSAGE_CONTENT", env) ?? true,
    privateThreads: setting("DISCORD_PRIVATE_THREADS", env) ?? true,
  };
  return token === undefined ? undefined : { token, ...settings };
}

/** All three of them, or none: then there is no Teams. */
export function teamsSettings(env: Environment): TeamsSettings | undefined {
  const [clientId, clientSecret, tenantId] = [
    setting("TEAMS_CLIENT_ID", env),
    setting("TEAMS_CLIENT_SECRET", env),
    setting("TEAMS_TENANT_ID", env),
  ];
  const more = {
    otherTenants: setting("TEAMS_OTHER_TENANTS", env)?.split(/[ ,]+/) ?? [],
    agentsChannel: setting("TEAMS_AGENTS_CHANNEL", env),
  };
  if (clientId !== undefined && clientSecret !== undefined && tenantId !== undefined)
    return { clientId, clientSecret, tenantId, ...more };
  const given = { TEAMS_CLIENT_ID: clientId, TEAMS_CLIENT_SECRET: clientSecret, TEAMS_TENANT_ID: tenantId };
  const names = Object.keys(given) as (keyof typeof given)[];
  const set = names.find((name) => given[name] !== undefined);
  const missing = names.find((name) => given[name] === undefined);
  if (set === undefined || missing === undefined) return undefined;
  throw new ConfigError(
    `${missing} is not set, but ${set} is; for example ${missing}=${SETTINGS[missing].example}`,
  );
}

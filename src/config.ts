import { existsSync, readFileSync } from "node:fs";
import { parseEnv } from "node:util";
import type { DiscordSettings, SlackSettings, TeamsSettings } from "./chat-settings.ts";
import { discordSettings, slackSettings, teamsSettings } from "./chat-settings.ts";
import type { MailSettings } from "./mail-settings.ts";
import { mailSettings } from "./mail-settings.ts";
import type { Environment } from "./settings.ts";
import { ConfigError, setting, SETTINGS } from "./settings.ts";

export type Config = {
  readonly port: number;
  readonly host: string;
  readonly dataDir: string;
  readonly mail: MailSettings;
  readonly publicUrl: string | undefined;
  readonly logLevel: string;
  readonly rateLimit: number | "off";
  readonly trustProxy: boolean;
  /** Bytes. */
  readonly uploadLimit: number;
  /** Support addresses an operator set, by the party they reach. */
  readonly supportMails: ReadonlyMap<"itslearning" | "index-education" | "academy", string>;
  /** The optional language model; undefined where none is set. */
  readonly llm: LanguageModel | undefined;
  readonly slack: SlackSettings | undefined;
  readonly discord: DiscordSettings | undefined;
  readonly teams: TeamsSettings | undefined;
};

export type LanguageModel = { readonly url: string; readonly model: string; readonly apiKey?: string };

/** Both settings or neither: one alone is a line forgotten. The key goes with them. */
function languageModel(env: Environment): LanguageModel | undefined {
  const url = setting("LLM_URL", env);
  const model = setting("LLM_MODEL", env);
  const apiKey = setting("LLM_API_KEY", env);
  if (url !== undefined && model !== undefined)
    return { url, model, ...(apiKey === undefined ? {} : { apiKey }) };
  const given = (["LLM_URL", "LLM_MODEL", "LLM_API_KEY"] as const).find((name) => (env[name] ?? "") !== "");
  if (given === undefined) return undefined;
  const missing = url === undefined ? "LLM_URL" : "LLM_MODEL";
  throw new ConfigError(
    `${missing} is not set, but ${given} is; for example ${missing}=${SETTINGS[missing].example}`,
  );
}

/** Configuration from environment variables, empty ones counting as not set. Throws a `ConfigError`. */
export function readConfig(env: Environment): Config {
  if (env["DATABASE_URL"] !== undefined && env["DATABASE_URL"] !== "") {
    throw new ConfigError(
      "DATABASE_URL is set, but this version has the embedded store only; unset it and set DATA_DIR, for example DATA_DIR=./data",
    );
  }
  const mails = [
    ["itslearning", setting("SUPPORT_MAIL_ITSLEARNING", env)],
    ["index-education", setting("SUPPORT_MAIL_INDEX_EDUCATION", env)],
    ["academy", setting("SUPPORT_MAIL_ACADEMY", env)],
  ] as const;
  return {
    port: setting("PORT", env) ?? 0,
    host: setting("HOST", env) ?? "",
    dataDir: setting("DATA_DIR", env) ?? "",
    mail: mailSettings(env),
    publicUrl: setting("PUBLIC_URL", env),
    logLevel: setting("LOG_LEVEL", env) ?? "info",
    rateLimit: setting("RATE_LIMIT", env) ?? "off",
    trustProxy: setting("TRUST_PROXY", env) ?? false,
    uploadLimit: setting("UPLOAD_LIMIT", env) ?? 0,
    supportMails: new Map(mails.flatMap(([party, mail]) => (mail === undefined ? [] : [[party, mail]]))),
    llm: languageModel(env),
    slack: slackSettings(env),
    discord: discordSettings(env),
    teams: teamsSettings(env),
  };
}

/** The process's environment, over what a `.env` in the working folder sets. */
export function environment(env: Environment = process.env): Environment {
  if (!existsSync(".env")) return env;
  const file = parseEnv(readFileSync(".env", "utf8")) as Environment;
  return { ...file, ...env };
}

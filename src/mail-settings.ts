import { readFileSync } from "node:fs";
import { dkimFault } from "./outbox/dkim-fault.ts";
import type { Environment } from "./settings.ts";
import { ConfigError, setting, SETTINGS } from "./settings.ts";

export type MailSettings = {
  readonly smtpUrl: string | undefined;
  /** The mailbox that is read. */
  readonly imapUrl: string | undefined;
  readonly from: string;
  /** Where mail servers send what they could not deliver. */
  readonly bounces: string | undefined;
  /** Other addresses mail to the program comes by. */
  readonly aliases: readonly string[];
  /** Mails to one sender that are answered in a day. */
  readonly dailyCap: number;
  /** Bytes of the largest mail that is taken. */
  readonly sizeLimit: number;
  readonly dkim: DkimSettings | undefined;
  readonly oauth: OAuthSettings | undefined;
  readonly reminder: ReminderSettings;
};

export type DkimSettings = {
  readonly domain: string;
  readonly selector: string;
  /** PEM. */
  readonly privateKey: string;
};

export type OAuthSettings = {
  readonly user: string;
  readonly tokenUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly refreshToken: string;
};

export type ReminderSettings = {
  /** Business days without an answer before a reminder is proposed; 0 for never. */
  readonly days: number;
  readonly region: "metropole" | "alsace-moselle";
  /** The school zone whose breaks do not count; null where they do. */
  readonly zone: "A" | "B" | "C" | null;
};

/** All that concerns mail. Throws a `ConfigError` that names the setting. */
export function mailSettings(env: Environment): MailSettings {
  if (setting("IMAP_URL", env) !== undefined && (env["MAIL_FROM"] ?? "") === "") {
    throw new ConfigError(
      `MAIL_FROM is not set, but IMAP_URL is: answers could not be replied to; for example MAIL_FROM=${SETTINGS.MAIL_FROM.example}`,
    );
  }
  return {
    smtpUrl: setting("SMTP_URL", env),
    imapUrl: setting("IMAP_URL", env),
    from: setting("MAIL_FROM", env) ?? "",
    bounces: setting("MAIL_BOUNCES", env),
    aliases: setting("MAIL_ALIASES", env)?.toLowerCase().split(/[ ,]+/) ?? [],
    dailyCap: setting("MAIL_DAILY_CAP", env) ?? 0,
    sizeLimit: setting("MAIL_SIZE_LIMIT", env) ?? 0,
    dkim: dkimSettings(env),
    oauth: oauthSettings(env),
    reminder: {
      days: setting("REMINDER_DAYS", env) ?? 0,
      region: setting("HOLIDAYS", env) ?? "metropole",
      zone: setting("SCHOOL_ZONE", env) ?? null,
    },
  };
}

function dkimSettings(env: Environment): DkimSettings | undefined {
  const domain = setting("DKIM_DOMAIN", env);
  const selector = setting("DKIM_SELECTOR", env);
  const file = setting("DKIM_KEY_FILE", env);
  if (!together({ DKIM_DOMAIN: domain, DKIM_SELECTOR: selector, DKIM_KEY_FILE: file })) return undefined;
  return { domain: domain ?? "", selector: selector ?? "", privateKey: keyIn(file ?? "") };
}

function keyIn(file: string): string {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? "unknown error";
    throw new ConfigError(
      `DKIM_KEY_FILE=${file} cannot be read (${code}); it is the private key in PEM form`,
    );
  }
  const fault = dkimFault(text);
  if (fault !== null) throw new ConfigError(`${fault} (${file})`);
  return text;
}

function oauthSettings(env: Environment): OAuthSettings | undefined {
  const given = {
    MAIL_OAUTH_USER: setting("MAIL_OAUTH_USER", env),
    MAIL_OAUTH_TOKEN_URL: setting("MAIL_OAUTH_TOKEN_URL", env),
    MAIL_OAUTH_CLIENT_ID: setting("MAIL_OAUTH_CLIENT_ID", env),
    MAIL_OAUTH_CLIENT_SECRET: setting("MAIL_OAUTH_CLIENT_SECRET", env),
    MAIL_OAUTH_REFRESH_TOKEN: setting("MAIL_OAUTH_REFRESH_TOKEN", env),
  };
  if (!together(given)) return undefined;
  return {
    user: given.MAIL_OAUTH_USER ?? "",
    tokenUrl: given.MAIL_OAUTH_TOKEN_URL ?? "",
    clientId: given.MAIL_OAUTH_CLIENT_ID ?? "",
    clientSecret: given.MAIL_OAUTH_CLIENT_SECRET ?? "",
    refreshToken: given.MAIL_OAUTH_REFRESH_TOKEN ?? "",
  };
}

/** Whether all of them are set; false where none is. Throws where some are. */
function together(given: Readonly<Partial<Record<keyof typeof SETTINGS, string | undefined>>>): boolean {
  const names = Object.keys(given) as (keyof typeof SETTINGS)[];
  const set = names.find((name) => given[name] !== undefined);
  const missing = names.find((name) => given[name] === undefined);
  if (set === undefined) return false;
  if (missing === undefined) return true;
  throw new ConfigError(
    `${missing} is not set, but ${set} is; for example ${missing}=${SETTINGS[missing].example}`,
  );
}

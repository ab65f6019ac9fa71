import { existsSync } from "node:fs";
import { parseEnv } from "node:util";
import { readFileSync } from "node:fs";
import { z } from "zod";

/** One configuration variable is wrong: the message names it, says what is wrong and gives an example. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
}

const UNITS: Readonly<Record<string, number>> = { "": 1, b: 1, kib: 2 ** 10, mib: 2 ** 20, gib: 2 ** 30 };

const bytes = z
  .string()
  .regex(/^[0-9]+ ?(?:b|[kmg]ib)?$/i)
  .transform((text) => {
    const [, number = "0", unit = ""] = /^([0-9]+) ?([a-z]*)$/i.exec(text) ?? [];
    return Number(number) * (UNITS[unit.toLowerCase()] ?? 1);
  });

const flag = z
  .enum(["1", "0", "true", "false", "yes", "no", "on", "off"])
  .transform((text) => ["1", "true", "yes", "on"].includes(text));

const mailbox = z.string().regex(/^(?:[^<>\r\n]*<[^<>@\s]+@[^<>@\s]+>|[^<>@\s]+@[^<>@\s]+)$/);

/** What a path can be appended to: nothing after the path, and no secret before the host. */
const base = z.url().regex(/^https?:\/\/[^@?#\s]+$/i);

type Setting = {
  readonly schema: z.ZodType;
  readonly fallback: string | undefined;
  readonly wrong: string;
  readonly example: string;
};

/** Each variable with what it must be and an example: also what the documentation and the error message say. */
const SETTINGS = {
  PORT: {
    schema: z.coerce.number().int().min(0).max(65535),
    fallback: "3000",
    wrong: "is not a port number from 0 to 65535",
    example: "3000",
  },
  HOST: { schema: z.string().min(1), fallback: "127.0.0.1", wrong: "is empty", example: "127.0.0.1" },
  DATA_DIR: { schema: z.string().min(1), fallback: "./data", wrong: "is empty", example: "./data" },
  SMTP_URL: {
    schema: z.url({ protocol: /^smtps?$/ }),
    fallback: undefined,
    wrong: "is not an SMTP address",
    example: "smtp://user:password@mail.example.org:587",
  },
  MAIL_FROM: {
    schema: mailbox,
    fallback: "Passerelle <passerelle@localhost>",
    wrong: "is not a mail address",
    example: "Passerelle <passerelle@example.org>",
  },
  PUBLIC_URL: {
    schema: z.url({ protocol: /^https?$/ }),
    fallback: undefined,
    wrong: "is not an http(s) address",
    example: "https://passerelle.example.org",
  },
  LOG_LEVEL: {
    schema: z.enum(["trace", "debug", "info", "warn", "error", "fatal", "silent"]),
    fallback: "info",
    wrong: "is not a level",
    example: "info",
  },
  RATE_LIMIT: {
    schema: z.union([z.literal("off"), z.coerce.number().int().min(1)]),
    fallback: "120",
    wrong: "is neither off nor a number of requests a minute",
    example: "120",
  },
  TRUST_PROXY: { schema: flag, fallback: "0", wrong: "is neither 1 nor 0", example: "1" },
  UPLOAD_LIMIT: { schema: bytes, fallback: "200MiB", wrong: "is not a size", example: "200MiB" },
  SUPPORT_MAIL_ITSLEARNING: {
    schema: mailbox,
    fallback: undefined,
    wrong: "is not a mail address",
    example: "support@example.org",
  },
  SUPPORT_MAIL_INDEX_EDUCATION: {
    schema: mailbox,
    fallback: undefined,
    wrong: "is not a mail address",
    example: "support@example.org",
  },
  SUPPORT_MAIL_ACADEMY: {
    schema: mailbox,
    fallback: undefined,
    wrong: "is not a mail address",
    example: "assistance@example.org",
  },
  SLACK_BOT_TOKEN: {
    schema: z.string().regex(/^xoxb-[\w-]+$/),
    fallback: undefined,
    wrong: "is not a bot token (xoxb-…, « OAuth & Permissions » of the app)",
    example: "xoxb-0123456789-abc",
  },
  SLACK_APP_TOKEN: {
    schema: z.string().regex(/^xapp-[\w-]+$/),
    fallback: undefined,
    wrong: "is not an app-level token (xapp-…, « Basic Information » of the app)",
    example: "xapp-1-A0123456789-abc",
  },
  SLACK_SIGNING_SECRET: {
    schema: z.string().regex(/^[0-9a-f]{32}$/i),
    fallback: undefined,
    wrong: "is not a signing secret (32 hexadecimal digits, « Basic Information » of the app)",
    example: "0123456789abcdef0123456789abcdef",
  },
  SLACK_AGENTS_CHANNEL: {
    schema: z.string().regex(/^[CG][A-Z0-9]{6,}$/),
    fallback: undefined,
    wrong: "is not the id of a channel (C…, at the end of the channel's details)",
    example: "C0123456789",
  },
  SLACK_AGENTS_GROUP: {
    schema: z.string().regex(/^S[A-Z0-9]{6,}$/),
    fallback: undefined,
    wrong: "is not the id of a user group (S…)",
    example: "S0123456789",
  },
  LLM_URL: {
    schema: base,
    fallback: undefined,
    wrong: "is not the http(s) base of an endpoint, without user, password or query",
    example: "http://127.0.0.1:11434/v1",
  },
  LLM_MODEL: {
    schema: z.string().regex(/^\S+$/),
    fallback: undefined,
    wrong: "is not a name without spaces",
    example: "mistral-small",
  },
  LLM_API_KEY: {
    schema: z.string().regex(/^[\x21-\x7e]+$/),
    fallback: undefined,
    wrong: "is not a key: no spaces, no accents",
    example: "sk-0123456789",
  },
} as const satisfies Readonly<Record<string, Setting>>;

export type Config = {
  readonly port: number;
  readonly host: string;
  readonly dataDir: string;
  readonly smtpUrl: string | undefined;
  readonly mailFrom: string;
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
};

/** A Slack app; its events come over its own connection with an app token, else to the web server. */
export type SlackSettings = {
  readonly botToken: string;
  readonly events:
    | { readonly by: "socket"; readonly appToken: string }
    | { readonly by: "http"; readonly signingSecret: string };
  readonly agentsChannel: string | undefined;
  readonly agentsGroup: string | undefined;
};

export type LanguageModel = { readonly url: string; readonly model: string; readonly apiKey?: string };

type Environment = Readonly<Record<string, string | undefined>>;

function setting<Name extends keyof typeof SETTINGS>(
  name: Name,
  env: Environment,
): z.output<(typeof SETTINGS)[Name]["schema"]> | undefined {
  const { schema, fallback, wrong, example }: Setting = SETTINGS[name];
  const given = env[name] === "" ? undefined : env[name];
  const text = given ?? fallback;
  if (text === undefined) return undefined;
  const read = schema.safeParse(text);
  if (!read.success)
    throw new ConfigError(`${name}=${shown(name, text)} ${wrong}; for example ${name}=${example}`);
  return read.data as z.output<(typeof SETTINGS)[Name]["schema"]>;
}

/** On one line; neither a password nor a key reaches an error message. */
function shown(name: string, text: string): string {
  if (/_(?:KEY|TOKEN|SECRET)$/.test(name)) return "…";
  if (!name.endsWith("_URL")) return text.replace(/\s+/g, " ");
  return text
    .replace(/\s+/g, " ")
    .replace(/^([a-z][a-z0-9+.-]*:\/\/)?.*@/i, "$1…@")
    .replace(/\?.*$/, "?…");
}

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

/** The bot's token, and one of the two ways events come; without the token there is no Slack. */
function slackSettings(env: Environment): SlackSettings | undefined {
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
    smtpUrl: setting("SMTP_URL", env),
    mailFrom: setting("MAIL_FROM", env) ?? "",
    publicUrl: setting("PUBLIC_URL", env),
    logLevel: setting("LOG_LEVEL", env) ?? "info",
    rateLimit: setting("RATE_LIMIT", env) ?? "off",
    trustProxy: setting("TRUST_PROXY", env) ?? false,
    uploadLimit: setting("UPLOAD_LIMIT", env) ?? 0,
    supportMails: new Map(mails.flatMap(([party, mail]) => (mail === undefined ? [] : [[party, mail]]))),
    llm: languageModel(env),
    slack: slackSettings(env),
  };
}

/** The process's environment, over what a `.env` in the working folder sets. */
export function environment(env: Environment = process.env): Environment {
  if (!existsSync(".env")) return env;
  const file = parseEnv(readFileSync(".env", "utf8")) as Environment;
  return { ...file, ...env };
}

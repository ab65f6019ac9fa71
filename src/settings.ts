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

const address = z.string().regex(/^[^<>@\s]+@[^<>@\s]+$/);

/** What a path can be appended to: nothing after the path, and no secret before the host. */
const base = z.url().regex(/^https?:\/\/[^@?#\s]+$/i);

type Setting = {
  readonly schema: z.ZodType;
  readonly fallback: string | undefined;
  readonly wrong: string;
  readonly example: string;
};

const SNOWFLAKE = {
  schema: z.string().regex(/^\d{17,20}$/),
  fallback: undefined,
  example: "123456789012345678",
};

const GUID = { schema: z.guid(), fallback: undefined, example: "00000000-0000-0000-0000-000000000001" };

/** Each variable with what it must be and an example: also what the documentation and the error message say. */
export const SETTINGS = {
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
  IMAP_URL: {
    schema: z.url({ protocol: /^imaps?$/ }),
    fallback: undefined,
    wrong: "is not an IMAP address",
    example: "imaps://user:password@mail.example.org/INBOX",
  },
  MAIL_BOUNCES: {
    schema: address,
    fallback: undefined,
    wrong: "is not a mail address",
    example: "retours@example.org",
  },
  MAIL_ALIASES: {
    schema: z.string().regex(/^[^<>@\s,]+@[^<>@\s,]+(?:[ ,]+[^<>@\s,]+@[^<>@\s,]+)*$/),
    fallback: undefined,
    wrong: "is not a list of mail addresses",
    example: "assistance@example.org,pronote@example.org",
  },
  MAIL_DAILY_CAP: {
    schema: z.coerce.number().int().min(1),
    fallback: "100",
    wrong: "is not a number of mails a day",
    example: "100",
  },
  MAIL_SIZE_LIMIT: { schema: bytes, fallback: "40MiB", wrong: "is not a size", example: "40MiB" },
  MAIL_OAUTH_USER: {
    schema: address,
    fallback: undefined,
    wrong: "is not the address of the mailbox",
    example: "passerelle@example.org",
  },
  MAIL_OAUTH_TOKEN_URL: {
    schema: base,
    fallback: undefined,
    wrong: "is not the address tokens are asked at",
    example: "https://login.microsoftonline.com/common/oauth2/v2.0/token",
  },
  MAIL_OAUTH_CLIENT_ID: {
    schema: z.string().regex(/^\S+$/),
    fallback: undefined,
    wrong: "is not the id of an application",
    example: "00000000-0000-0000-0000-000000000001",
  },
  MAIL_OAUTH_CLIENT_SECRET: {
    schema: z.string().regex(/^\S+$/),
    fallback: undefined,
    wrong: "is not the secret of an application",
    example: "abc8Q~0123456789",
  },
  MAIL_OAUTH_REFRESH_TOKEN: {
    schema: z.string().regex(/^\S+$/),
    fallback: undefined,
    wrong: "is not a refresh token",
    example: "1//0abc",
  },
  DKIM_DOMAIN: {
    schema: z.string().regex(/^[a-z0-9-]+(?:\.[a-z0-9-]+)+$/i),
    fallback: undefined,
    wrong: "is not a domain",
    example: "example.org",
  },
  DKIM_SELECTOR: {
    schema: z.string().regex(/^[a-z0-9][a-z0-9._-]*$/i),
    fallback: undefined,
    wrong: "is not a selector (what stands before ._domainkey)",
    example: "passerelle",
  },
  DKIM_KEY_FILE: {
    schema: z.string().min(1),
    fallback: undefined,
    wrong: "is empty",
    example: "/etc/passerelle/dkim.pem",
  },
  REMINDER_DAYS: {
    schema: z.coerce.number().int().min(0).max(60),
    fallback: "3",
    wrong: "is not a number of business days from 0 (never) to 60",
    example: "3",
  },
  HOLIDAYS: {
    schema: z.enum(["metropole", "alsace-moselle"]),
    fallback: "metropole",
    wrong: "is neither metropole nor alsace-moselle",
    example: "metropole",
  },
  SCHOOL_ZONE: {
    schema: z.enum(["A", "B", "C"]),
    fallback: undefined,
    wrong: "is not a school zone, A, B or C",
    example: "B",
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
  DISCORD_TOKEN: {
    schema: z.string().regex(/^[\w-]+\.[\w-]+\.[\w-]+$/),
    fallback: undefined,
    wrong: "is not the token of a bot (three parts between points, « Bot » of the application)",
    example: "MTAx.Gabc.abcdef",
  },
  DISCORD_AGENTS_CHANNEL: { ...SNOWFLAKE, wrong: "is not the id of a channel (« Copy Channel ID »)" },
  DISCORD_AGENTS_ROLE: { ...SNOWFLAKE, wrong: "is not the id of a role (« Copy Role ID »)" },
  DISCORD_MESSAGE_CONTENT: { schema: flag, fallback: "1", wrong: "is neither 1 nor 0", example: "1" },
  DISCORD_PRIVATE_THREADS: { schema: flag, fallback: "1", wrong: "is neither 1 nor 0", example: "1" },
  TEAMS_CLIENT_ID: { ...GUID, wrong: "is not an application (client) id" },
  TEAMS_CLIENT_SECRET: {
    schema: z.string().regex(/^\S{8,}$/),
    fallback: undefined,
    wrong: "is not the value of a client secret",
    example: "abc8Q~0123456789",
  },
  TEAMS_TENANT_ID: { ...GUID, wrong: "is not the id of a directory (tenant)" },
  TEAMS_OTHER_TENANTS: {
    schema: z.string().regex(/^[0-9a-f-]{36}(?:[ ,]+[0-9a-f-]{36})*$/i),
    fallback: undefined,
    wrong: "is not a list of ids of directories (tenants)",
    example: "00000000-0000-0000-0000-000000000001",
  },
  TEAMS_AGENTS_CHANNEL: {
    schema: z.string().regex(/^19:\S+@thread\.\w+$/),
    fallback: undefined,
    wrong: "is not the id of a channel (19:…@thread.tacv2, in its link)",
    example: "19:0123456789abcdef@thread.tacv2",
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

export type Environment = Readonly<Record<string, string | undefined>>;

/** One variable, checked; an empty one counts as not set. Throws a `ConfigError`. */
export function setting<Name extends keyof typeof SETTINGS>(
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

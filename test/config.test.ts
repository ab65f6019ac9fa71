import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { environment, readConfig } from "../src/config.ts";
import { ConfigError } from "../src/settings.ts";

describe("configuration", () => {
  it("needs none of it", () => {
    expect(readConfig({})).toMatchObject({
      port: 3000,
      host: "127.0.0.1",
      dataDir: "./data",
      mail: { smtpUrl: undefined, imapUrl: undefined, dkim: undefined, oauth: undefined, dailyCap: 100 },
      rateLimit: 120,
      trustProxy: false,
      uploadLimit: 200 * 2 ** 20,
      llm: undefined,
      slack: undefined,
    });
  });

  it("takes an empty variable as one that is not set", () => {
    expect(
      readConfig({ PORT: "", SMTP_URL: "", DATABASE_URL: "", LLM_URL: "", LLM_MODEL: "", LLM_API_KEY: "" }),
    ).toEqual(readConfig({}));
  });

  it.each([
    ["PORT", "0", { port: 0 }],
    ["UPLOAD_LIMIT", "10 MiB", { uploadLimit: 10 * 2 ** 20 }],
    ["UPLOAD_LIMIT", "512", { uploadLimit: 512 }],
    ["RATE_LIMIT", "off", { rateLimit: "off" }],
    ["TRUST_PROXY", "yes", { trustProxy: true }],
    [
      "SMTP_URL",
      "smtps://user:secret@mail.example.org",
      { mail: { smtpUrl: "smtps://user:secret@mail.example.org" } },
    ],
    ["MAIL_ALIASES", "Aide@ecole.example, b@c.fr", { mail: { aliases: ["aide@ecole.example", "b@c.fr"] } }],
    ["REMINDER_DAYS", "0", { mail: { reminder: { days: 0, region: "metropole", zone: null } } }],
    ["SCHOOL_ZONE", "B", { mail: { reminder: { zone: "B" } } }],
    ["MAIL_FROM", "École <cle@ecole.example>", { mail: { from: "École <cle@ecole.example>" } }],
  ])("reads %s=%s", (name, value, expected) => {
    expect(readConfig({ [name]: value })).toMatchObject(expected);
  });

  it.each([
    ["PORT", "http"],
    ["PORT", "70000"],
    ["PORT", "-1"],
    ["SMTP_URL", "mail.example.org"],
    ["SMTP_URL", "http://mail.example.org"],
    ["MAIL_FROM", "nobody"],
    ["IMAP_URL", "mail.example.org"],
    ["IMAP_URL", "pop3://mail.example.org"],
    ["MAIL_BOUNCES", "Retours <retours@example.org>"],
    ["MAIL_ALIASES", "assistance"],
    ["MAIL_DAILY_CAP", "0"],
    ["REMINDER_DAYS", "-1"],
    ["HOLIDAYS", "bretagne"],
    ["SCHOOL_ZONE", "D"],
    ["MAIL_FROM", "a@b\r\nBcc: c@d"],
    ["PUBLIC_URL", "passerelle.example.org"],
    ["LOG_LEVEL", "loud"],
    ["RATE_LIMIT", "none"],
    ["RATE_LIMIT", "0"],
    ["TRUST_PROXY", "perhaps"],
    ["UPLOAD_LIMIT", "much"],
    ["SUPPORT_MAIL_ACADEMY", "assistance"],
    ["DATABASE_URL", "postgres://db.example.org/passerelle"],
    ["LLM_URL", "127.0.0.1:11434/v1"],
    ["LLM_URL", "ftp://127.0.0.1/v1"],
    ["LLM_URL", "http://user:password@127.0.0.1:11434/v1"],
    ["LLM_URL", "http://user@127.0.0.1:11434/v1"],
    ["LLM_URL", "https://llm.example.org/v1?key=secret"],
    ["LLM_MODEL", "two words"],
    ["LLM_API_KEY", "sk-0123\r\nX-Other: 1"],
    ["LLM_API_KEY", "clé"],
    ["SLACK_BOT_TOKEN", "xapp-1-A0123456789-abc"],
    ["SLACK_APP_TOKEN", "xoxb-0123456789-abc"],
    ["SLACK_SIGNING_SECRET", "secret"],
  ])("refuses %s=%j in one line that names it, with an example", (name, value) => {
    const read = (): unknown => readConfig({ [name]: value });
    expect(read).toThrow(ConfigError);
    expect(read).toThrow(new RegExp(`^${name}.*for example [A-Z_]+=\\S`));
  });

  it.each([
    ["SMTP_URL", "imap://user:hunter2@mail.example.org"],
    ["SMTP_URL", "user:hunter2@mail.example.org"],
    ["LLM_URL", "http://user:hunter2@mail.example.org/v1"],
    ["LLM_URL", "http://user:a/hunter2@mail.example.org/v1"],
    ["LLM_URL", "https://mail.example.org/v1?key=hunter2"],
  ])("never shows the password in %s=%s", (name, value) => {
    expect(() => readConfig({ [name]: value })).toThrow(/^(?!.*hunter2).*mail\.example\.org/s);
  });

  it.each([
    [{ SLACK_APP_TOKEN: "xapp-1-A01-abc" }, { by: "socket", appToken: "xapp-1-A01-abc" }],
    [
      { SLACK_SIGNING_SECRET: "0123456789abcdef0123456789abcdef" },
      { by: "http", signingSecret: "0123456789abcdef0123456789abcdef" },
    ],
    [
      { SLACK_APP_TOKEN: "xapp-1-A01-abc", SLACK_SIGNING_SECRET: "0123456789abcdef0123456789abcdef" },
      { by: "socket", appToken: "xapp-1-A01-abc" },
    ],
  ])("reads Slack with %j", (more, events) => {
    const read = readConfig({ SLACK_BOT_TOKEN: "xoxb-01-abc", SLACK_AGENTS_CHANNEL: "C0123456789", ...more });
    expect(read.slack).toEqual({
      botToken: "xoxb-01-abc",
      events,
      agentsChannel: "C0123456789",
      agentsGroup: undefined,
    });
  });

  it.each([
    ["SLACK_APP_TOKEN", "xapp-1-A01-abc"],
    ["SLACK_SIGNING_SECRET", "0123456789abcdef0123456789abcdef"],
  ])("refuses %s without the token of the bot", (name, value) => {
    expect(() => readConfig({ [name]: value })).toThrow(
      new RegExp(`^SLACK_BOT_TOKEN is not set, but ${name} is; for example SLACK_BOT_TOKEN=xoxb`),
    );
  });

  it("refuses a bot of Slack that no events could reach", () => {
    expect(() => readConfig({ SLACK_BOT_TOKEN: "xoxb-01-abc" })).toThrow(
      /^SLACK_BOT_TOKEN is set, but neither SLACK_APP_TOKEN .* nor SLACK_SIGNING_SECRET .* for example \S/,
    );
  });

  it.each(["SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "SLACK_SIGNING_SECRET"])("never shows %s", (name) => {
    expect(() => readConfig({ [name]: "hunter 2" })).toThrow(new RegExp(`^${name}=… (?!.*hunter)`));
  });

  it("never shows a key", () => {
    expect(() => readConfig({ LLM_API_KEY: "hunter 2" })).toThrow(/^LLM_API_KEY=… (?!.*hunter)/);
  });

  it.each([
    [{}, {}],
    [{ LLM_API_KEY: "sk-1" }, { apiKey: "sk-1" }],
  ])("reads a language model with %j more", (more, expected) => {
    const url = "http://127.0.0.1:11434/v1";
    expect(readConfig({ LLM_URL: url, LLM_MODEL: "mistral-small", ...more }).llm).toEqual({
      url,
      model: "mistral-small",
      ...expected,
    });
  });

  it.each([
    [{ LLM_URL: "http://127.0.0.1:11434/v1" }, "LLM_MODEL", "LLM_URL"],
    [{ LLM_URL: "http://127.0.0.1:11434/v1", LLM_API_KEY: "sk-1" }, "LLM_MODEL", "LLM_URL"],
    [{ LLM_MODEL: "mistral-small" }, "LLM_URL", "LLM_MODEL"],
    [{ LLM_URL: "", LLM_MODEL: "mistral-small" }, "LLM_URL", "LLM_MODEL"],
    [{ LLM_API_KEY: "sk-1" }, "LLM_URL", "LLM_API_KEY"],
  ])("refuses %j alone: %s is missing", (env, missing, given) => {
    const read = (): unknown => readConfig(env);
    expect(read).toThrow(ConfigError);
    expect(read).toThrow(new RegExp(`^${missing} is not set, but ${given} is; for example ${missing}=\\S+$`));
  });

  it("reads a .env beneath the environment", () => {
    const folder = mkdtempSync(join(tmpdir(), "passerelle-env-"));
    const before = process.cwd();
    writeFileSync(join(folder, ".env"), "PORT=4000\nHOST=0.0.0.0 # everywhere\n");
    process.chdir(folder);
    try {
      expect(environment({ PORT: "5000" })).toEqual({ PORT: "5000", HOST: "0.0.0.0" });
    } finally {
      process.chdir(before);
      rmSync(folder, { recursive: true });
    }
  });

  it.each([
    [{ DKIM_DOMAIN: "example.org" }, "DKIM_SELECTOR"],
    [{ MAIL_OAUTH_USER: "passerelle@example.org" }, "MAIL_OAUTH_TOKEN_URL"],
    [{ IMAP_URL: "imaps://a:b@mail.example.org/INBOX" }, "MAIL_FROM"],
    [{ DKIM_DOMAIN: "example.org", DKIM_SELECTOR: "a", DKIM_KEY_FILE: "/nowhere/dkim.pem" }, "DKIM_KEY_FILE"],
    [{ DKIM_DOMAIN: "example.org", DKIM_SELECTOR: "a", DKIM_KEY_FILE: "package.json" }, "DKIM_KEY_FILE"],
  ])("refuses %j, of which one is missing or unusable", (env, named) => {
    expect(() => readConfig(env)).toThrow(ConfigError);
    expect(() => readConfig(env)).toThrow(new RegExp(`^${named}\\b`));
  });
});

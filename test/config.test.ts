import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { ConfigError, environment, readConfig } from "../src/config.ts";

describe("configuration", () => {
  it("needs none of it", () => {
    expect(readConfig({})).toMatchObject({
      port: 3000,
      host: "127.0.0.1",
      dataDir: "./data",
      smtpUrl: undefined,
      rateLimit: 120,
      trustProxy: false,
      uploadLimit: 200 * 2 ** 20,
    });
  });

  it("takes an empty variable as one that is not set", () => {
    expect(readConfig({ PORT: "", SMTP_URL: "", DATABASE_URL: "" })).toEqual(readConfig({}));
  });

  it.each([
    ["PORT", "0", { port: 0 }],
    ["UPLOAD_LIMIT", "10 MiB", { uploadLimit: 10 * 2 ** 20 }],
    ["UPLOAD_LIMIT", "512", { uploadLimit: 512 }],
    ["RATE_LIMIT", "off", { rateLimit: "off" }],
    ["TRUST_PROXY", "yes", { trustProxy: true }],
    ["SMTP_URL", "smtps://user:secret@mail.example.org", { smtpUrl: "smtps://user:secret@mail.example.org" }],
    ["MAIL_FROM", "École <cle@ecole.example>", { mailFrom: "École <cle@ecole.example>" }],
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
    ["MAIL_FROM", "a@b\r\nBcc: c@d"],
    ["PUBLIC_URL", "passerelle.example.org"],
    ["LOG_LEVEL", "loud"],
    ["RATE_LIMIT", "none"],
    ["RATE_LIMIT", "0"],
    ["TRUST_PROXY", "perhaps"],
    ["UPLOAD_LIMIT", "much"],
    ["SUPPORT_MAIL_ACADEMY", "assistance"],
    ["DATABASE_URL", "postgres://db.example.org/passerelle"],
  ])("refuses %s=%j in one line that names it, with an example", (name, value) => {
    const read = (): unknown => readConfig({ [name]: value });
    expect(read).toThrow(ConfigError);
    expect(read).toThrow(new RegExp(`^${name}.*for example [A-Z_]+=\\S`));
  });

  it("never shows a password", () => {
    expect(() => readConfig({ SMTP_URL: "imap://user:hunter2@mail.example.org" })).toThrow(
      /^(?!.*hunter2).*mail\.example\.org/,
    );
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
});

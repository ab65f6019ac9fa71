import { afterEach, describe, expect, it } from "vitest";
import { checkSmtp } from "../../src/outbox/check-smtp.ts";
import type { MailServer } from "../make/mail-server.ts";
import { mailServer } from "../make/mail-server.ts";
import { realWorld } from "../make/world.ts";

const servers: MailServer[] = [];
afterEach(async () => {
  for (const one of servers.splice(0)) await one.close();
});

const words: Parameters<typeof checkSmtp>[1] = (key, values) =>
  realWorld().texts.say("fr", `mail.check-smtp.${key}`, values);

async function server(...args: Parameters<typeof mailServer>): Promise<MailServer> {
  const opened = await mailServer(...args);
  servers.push(opened);
  return opened;
}

describe("the check of the sending server", () => {
  it("finds it and is let in", async () => {
    const { port } = await server(undefined, { password: "secret" });
    const checks = await checkSmtp(`smtp://user:secret@127.0.0.1:${port}`, words, undefined);
    expect(checks.map((one) => one.ok)).toEqual([true, true]);
    expect(checks[0]?.found).toContain(String(port));
  });

  it("names the setting where the password is wrong, and shows none", async () => {
    const { port } = await server(undefined, { password: "secret" });
    const checks = await checkSmtp(`smtp://user:wrong-one@127.0.0.1:${port}`, words, undefined);
    expect(checks.map((one) => one.ok)).toEqual([true, false]);
    expect(checks[1]?.fix).toContain("SMTP_URL");
    expect(JSON.stringify(checks)).not.toContain("wrong-one");
  });

  it("says where nobody answers", async () => {
    const { port, close } = await server();
    await close();
    servers.length = 0;
    const checks = await checkSmtp(`smtp://127.0.0.1:${port}`, words, undefined);
    expect(checks).toHaveLength(1);
    expect(checks[0]).toMatchObject({ ok: false });
    expect(checks[0]?.found).toContain("ECONNREFUSED");
  });

  it("needs no password where none is given", async () => {
    const { port } = await server();
    const checks = await checkSmtp(`smtp://127.0.0.1:${port}`, words, undefined);
    expect(checks.map((one) => one.ok)).toEqual([true, true]);
  });
});

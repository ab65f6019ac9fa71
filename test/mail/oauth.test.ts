import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { chmodSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import type { House } from "./house.ts";
import { mailOf, openHouse, soon } from "./house.ts";
import { hasDovecot, USER } from "./servers/startDovecot.ts";

const over: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of over.splice(0).toReversed()) await end();
});

/** A Dovecot that lets in whom a service says a token is of: here the one token, of the one user. */
async function open(token: string): Promise<House> {
  const service = createServer((request, response) => {
    const right = new URL(request.url ?? "", "http://127.0.0.1").searchParams.get("token") === token;
    response.writeHead(right ? 200 : 401, { "content-type": "application/json" });
    response.end(JSON.stringify(right ? { user: USER, active: true } : { error: "invalid_token" }));
  });
  await new Promise<void>((resolve) => service.listen(0, "127.0.0.1", resolve));
  const { port } = service.address() as AddressInfo;
  const folder = mkdtempSync(join(tmpdir(), "passerelle-oauth-"));
  chmodSync(folder, 0o755);
  const settings = join(folder, "oauth2.conf");
  writeFileSync(
    settings,
    `tokeninfo_url = http://127.0.0.1:${port}/?token=\nusername_attribute = user\nactive_attribute = active\nactive_value = true\n`,
  );
  over.push(async () => {
    service.closeAllConnections();
    await new Promise((resolve) => service.close(resolve));
    rmSync(folder, { recursive: true });
  });
  return openHouse({
    more: [
      "auth_mechanisms = plain xoauth2 oauthbearer",
      `passdb {\n  driver = oauth2\n  mechanisms = xoauth2 oauthbearer\n  args = ${settings}\n}`,
    ],
  });
}

describe.skipIf(!hasDovecot())("a mailbox that wants a token", () => {
  it("is read with one, asked for anew at every login", async () => {
    const house = await open("right-token");
    let asked = 0;
    const reader = house.reader({
      pace: { firstMs: 50, longestMs: 300 },
      auth: async () => ({ user: USER, accessToken: ++asked > 0 ? "right-token" : "" }),
    });
    await reader.start();
    house.dovecot.put(mailOf("Message 1"));
    await soon(() => expect(reader.taken).toEqual(["Message 1"]));
    expect(asked).toBe(1);
    await house.dovecot.stop();
    await house.dovecot.start();
    house.dovecot.put(mailOf("Message 2"));
    await soon(() => expect(reader.taken).toEqual(["Message 1", "Message 2"]));
    expect(asked).toBeGreaterThanOrEqual(2);
  });

  it("is told not to let in another, and the token is in no line", async () => {
    const house = await open("right-token");
    const reader = house.reader({ auth: async () => ({ user: USER, accessToken: "wrong-token" }) });
    await reader.start();
    await soon(() => expect(house.log.map((line) => line.level)).toContain("error"));
    expect(JSON.stringify(house.log)).toMatch(/IMAP_URL/);
    expect(JSON.stringify(house.log)).not.toContain("wrong-token");
    const checks = await reader.mailbox.check("fr");
    expect(checks.map((one) => one.ok)).toEqual([true, true, false]);
    expect(JSON.stringify(checks)).not.toContain("wrong-token");
  });
});

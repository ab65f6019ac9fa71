import { afterEach, describe, expect, it } from "vitest";
import type { GetAccess } from "../../src/outbox/oauth.ts";
import { oauthAccess, OAuthError } from "../../src/outbox/oauth.ts";
import type { TokenAnswer, TokenServer } from "../make/token-server.ts";
import { tokenServer } from "../make/token-server.ts";

const servers: TokenServer[] = [];
let clock = new Date("2026-09-02T08:00:00Z");

afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
  clock = new Date("2026-09-02T08:00:00Z");
});

async function serve(
  answer: (number: number) => TokenAnswer | Promise<TokenAnswer>,
): Promise<{ readonly server: TokenServer; readonly access: GetAccess }> {
  const server = await tokenServer(answer);
  servers.push(server);
  return { server, access: to(server.url) };
}

function to(tokenUrl: string): GetAccess {
  return oauthAccess({
    user: "box@example.org",
    tokenUrl,
    clientId: "app",
    clientSecret: "s3cret+&",
    refreshToken: "refresh-1",
    now: () => clock,
  });
}

const given = (number: number, more: object = {}): TokenAnswer => ({
  body: { access_token: `token-${number}`, token_type: "Bearer", expires_in: 3600, ...more },
});

function later(minutes: number): void {
  clock = new Date(clock.getTime() + minutes * 60_000);
}

async function failure(access: GetAccess): Promise<OAuthError> {
  const error: unknown = await access().catch((one: unknown) => one);
  if (!(error instanceof OAuthError)) throw new Error(`no OAuthError: ${String(error)}`);
  return error;
}

describe("access to the mailbox", () => {
  it("is asked for with the refresh token, and kept until five minutes before its end", async () => {
    const { server, access } = await serve((number) => given(number));
    expect(await access()).toEqual({ user: "box@example.org", accessToken: "token-1" });
    later(54);
    expect((await access()).accessToken).toBe("token-1");
    later(2);
    expect((await access()).accessToken).toBe("token-2");
    expect(server.asked).toHaveLength(2);
    expect(server.asked[0]).toEqual({
      grant_type: "refresh_token",
      client_id: "app",
      client_secret: "s3cret+&",
      refresh_token: "refresh-1",
    });
  });

  it("is renewed at half its time where that is short", async () => {
    const { access } = await serve((number) => given(number, { expires_in: "120" }));
    await access();
    later(0.9);
    expect((await access()).accessToken).toBe("token-1");
    later(0.2);
    expect((await access()).accessToken).toBe("token-2");
  });

  it("is asked for once, however many wait for it", async () => {
    const { server, access } = await serve((number) => given(number));
    const all = await Promise.all(Array.from({ length: 20 }, (_, at) => access(at % 2 === 0)));
    expect(new Set(all.map((one) => one.accessToken))).toEqual(new Set(["token-1"]));
    expect(server.asked).toHaveLength(1);
  });

  it("is asked for anew where the server refused the last one", async () => {
    const { access } = await serve((number) => given(number));
    await access();
    expect((await access(true)).accessToken).toBe("token-2");
    expect((await access()).accessToken).toBe("token-2");
  });

  it("goes on with the refresh token that replaced the last one", async () => {
    const { server, access } = await serve((number) =>
      given(number, { refresh_token: `refresh-${number + 1}` }),
    );
    await access();
    await access(true);
    expect(server.asked.map((one) => one["refresh_token"])).toEqual(["refresh-1", "refresh-2"]);
  });

  it("is asked for again after a failure", async () => {
    const { access } = await serve((number) => (number === 1 ? { status: 503, body: "" } : given(number)));
    expect((await failure(access)).setting).toBe(false);
    expect((await access()).accessToken).toBe("token-2");
  });

  it.each([
    ["invalid_grant", 400, "MAIL_OAUTH_REFRESH_TOKEN"],
    ["invalid_client", 401, "MAIL_OAUTH_CLIENT_SECRET"],
    ["unauthorized_client", 400, "MAIL_OAUTH_CLIENT_ID"],
    ["invalid_scope", 400, "MAIL_OAUTH_REFRESH_TOKEN"],
    ["unsupported_grant_type", 400, "MAIL_OAUTH_TOKEN_URL"],
  ])("is refused with %s: names the setting and no secret", async (error, status, setting) => {
    const { access } = await serve(() => ({
      status,
      body: { error, error_description: "refresh-1 of box@example.org and s3cret+& are not known" },
    }));
    const failed = await failure(access);
    expect(failed.setting).toBe(true);
    expect(failed.message).toContain(setting);
    expect(failed.message).not.toMatch(/refresh-1|s3cret|box@/);
  });

  it.each([
    ["a page", 200, "<!doctype html><title>Sign in</title>", true],
    ["a token that is none", 200, '{"access_token":""}', true],
    ["not found", 404, "nothing here", true],
    ["a server that is ill", 500, '{"error":"server_error"}', false],
    ["too many requests", 429, "", false],
  ])("is not given by %s", async (_, status, body, setting) => {
    const { access } = await serve(() => ({ status, body }));
    const failed = await failure(access);
    expect(failed.setting).toBe(setting);
    expect(failed.message).toContain("MAIL_OAUTH_TOKEN_URL");
  });

  it("carries the secret to no other server", async () => {
    const { server: other } = await serve((number) => given(number));
    const { access } = await serve(() => ({ status: 307, body: "", headers: { Location: other.url } }));
    expect((await failure(access)).message).toContain("MAIL_OAUTH_TOKEN_URL");
    expect(other.asked).toEqual([]);
  });

  it("says so where nobody answers", async () => {
    const { server } = await serve((number) => given(number));
    await server.close();
    servers.splice(0);
    const failed = await failure(to(server.url));
    expect(failed.message).toBe("the server at MAIL_OAUTH_TOKEN_URL cannot be reached (ECONNREFUSED)");
    expect(failed.setting).toBe(false);
  });
});

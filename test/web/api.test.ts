import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Served } from "./serve.ts";
import { bearer, open, post, serve } from "./serve.ts";

let served: Served;
let url: string;

beforeAll(async () => {
  served = await serve();
  url = served.url;
});

afterAll(() => served.stop());

type Reply = {
  status: number;
  code: string | undefined;
  message: string | undefined;
  body: Record<string, unknown>;
};

async function reply(response: Response | Promise<Response>): Promise<Reply> {
  const got = await response;
  const body = (await got.json()) as Record<string, unknown>;
  const error = body["error"] as { code: string; message: string } | undefined;
  return { status: got.status, code: error?.code, message: error?.message, body };
}

describe("opening", () => {
  it("gives an id, a token and the greeting", async () => {
    const got = await reply(fetch(`${url}/api/conversations`, { method: "POST" }));
    expect(got.status).toBe(201);
    expect(got.body).toMatchObject({ id: expect.any(String), token: expect.any(String) });
    expect(got.body["greeting"]).toMatchObject({ turn: { type: "turn" } });
  });

  it("opens once for one event id, concurrent copies too", async () => {
    const body = { eventId: "open-1", lang: "en" };
    const all = await Promise.all([1, 2, 3, 4, 5].map(() => open(url, body)));
    expect(new Set(all.map((one) => `${one.id} ${one.token}`)).size).toBe(1);
    const other = await fetch(`${url}/api/conversations`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ ...body, lang: "fr" }),
    });
    expect(other.status).toBe(409);
  });

  it.each([
    ["{", 400],
    ["[]", 400],
    ['{"lang":3}', 400],
    ['{"eventId":""}', 400],
    ['{"lang":"de"}', 422],
  ])("refuses %s with %i", async (body, status) => {
    const headers = { "Content-Type": "application/json" };
    const got = await reply(fetch(`${url}/api/conversations`, { method: "POST", headers, body }));
    expect(got.status).toBe(status);
    expect(got.code).toEqual(expect.any(String));
  });
});

describe("turns", () => {
  it("answers messages and the turn, and keeps them", async () => {
    const talk = await open(url);
    const taken = await reply(post(url, talk, "turns", { eventId: "a", choose: "restart" }));
    expect(taken.status).toBe(200);
    expect(Object.keys(taken.body)).toEqual(["messages", "turn"]);
    const held = await reply(fetch(`${url}/api/conversations/${talk.id}`, { headers: bearer(talk) }));
    expect(held.body).toMatchObject({
      id: talk.id,
      turns: [{ input: null }, { eventId: "a", input: { choose: "restart" }, ...taken.body }],
    });
  });

  it("shows every kind of input as it was posted", async () => {
    const talk = await open(url);
    const inputs = [{ say: "bonjour" }, { choose: "restart" }, { back: true }, { restart: true }];
    for (const [at, input] of inputs.entries())
      await post(url, talk, "turns", { eventId: `e${at}`, ...input });
    const held = await reply(fetch(`${url}/api/conversations/${talk.id}`, { headers: bearer(talk) }));
    const turns = held.body["turns"] as { input: unknown }[];
    expect(turns.map((turn) => turn.input)).toEqual([null, ...inputs]);
  });
});

describe("once and only once", () => {
  it("answers a repeated event as the first time, byte for byte", async () => {
    const talk = await open(url);
    const body = { eventId: "once", choose: "restart" };
    const first = await post(url, talk, "turns", body);
    const second = await post(url, talk, "turns", body);
    expect(await second.text()).toBe(await first.text());
    expect(first.headers.get("idempotent-replayed")).toBeNull();
    expect(second.headers.get("idempotent-replayed")).toBe("true");
  });

  it("refuses another content under the same event id", async () => {
    const talk = await open(url);
    await post(url, talk, "turns", { eventId: "same", choose: "restart" });
    const got = await reply(post(url, talk, "turns", { eventId: "same", say: "autre chose" }));
    expect([got.status, got.code]).toEqual([409, "event-conflict"]);
  });
});

describe("who may", () => {
  const calls: readonly (readonly [string, string])[] = [
    ["GET", ""],
    ["POST", "/turns"],
    ["POST", "/files"],
    ["GET", "/events"],
    ["GET", "/mails/PSL-1"],
  ];

  it.each(calls)("%s %s: 401 without a right token", async (method, path) => {
    const other = await open(url);
    const call = async (id: string, headers: Record<string, string>): Promise<Reply> => {
      const body = method === "POST" ? "{}" : null;
      const type = { "Content-Type": "application/json" };
      return reply(
        fetch(`${url}/api/conversations/${id}${path}`, { method, headers: { ...type, ...headers }, body }),
      );
    };
    expect((await call(other.id, {})).status).toBe(401);
    expect((await call(other.id, { Authorization: "Bearer nothing" })).status).toBe(401);
    expect((await call(other.id, { Authorization: `Bearer ${other.id}~wrong` })).status).toBe(401);
    expect((await call(other.id, { Authorization: `Basic ${other.token}` })).status).toBe(401);
  });

  it("never takes a token from the address", async () => {
    const talk = await open(url);
    const got = await fetch(
      `${url}/api/conversations/${talk.id}?token=${talk.token}&access_token=${talk.token}`,
    );
    expect(got.status).toBe(401);
    expect(got.headers.get("www-authenticate")).toBe("Bearer");
  });
});

describe("the language of errors", () => {
  it("is the conversation’s, else the browser’s, else French", async () => {
    const english = await open(url, { lang: "en" });
    const own = await reply(post(url, english, "turns", { eventId: "e" }));
    expect(own.message).toMatch(/one thing at a time/);
    const browser = await reply(
      fetch(`${url}/api/conversations/x`, { headers: { "Accept-Language": "en-GB,fr;q=0.5" } }),
    );
    expect(browser.message).toMatch(/access token/);
    const french = await reply(fetch(`${url}/api/conversations/x`));
    expect(french.message).toMatch(/jeton/);
  });
});

describe("paths and methods", () => {
  it.each([
    ["GET", "/api/conversations", "POST"],
    ["DELETE", "/api/conversations/x", "GET, HEAD"],
    ["PUT", "/api/conversations/x/turns", "POST"],
    ["POST", "/api/conversations/x/events", "GET, HEAD"],
    ["POST", "/healthz", "GET, HEAD"],
    ["PUT", "/", "GET, HEAD"],
  ])("%s %s is 405 and tells what is allowed", async (method, path, allow) => {
    const got = await fetch(`${url}${path}`, { method });
    expect([got.status, got.headers.get("allow")]).toEqual([405, allow]);
  });

  it("knows nothing elsewhere, and says so without a path", async () => {
    for (const path of [
      "/nothing",
      "/api",
      "/api/conversations/x/y",
      "/assets/1/../../package.json",
      "/%00",
    ]) {
      const got = await reply(fetch(`${url}${path}`));
      expect([got.status, got.code]).toEqual([404, "not-found"]);
      expect(JSON.stringify(got.body)).not.toMatch(/node_modules|\/work|at \w+ \(/);
    }
  });
});

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Served } from "./serve.ts";
import { open, serve } from "./serve.ts";

let served: Served;
let url: string;

beforeAll(async () => {
  served = await serve({ metrics: async () => "passerelle_turns_total 3\n" });
  url = served.url;
});

afterAll(() => served.stop());

const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

describe("headers", () => {
  it.each(["/", "/?lang=en", "/nothing", "/healthz", "/metrics", "/api/conversations/x", "/favicon.ico"])(
    "%s carries them all",
    async (path) => {
      const { headers } = await fetch(`${url}${path}`);
      expect(Object.fromEntries(headers)).toMatchObject({
        "content-security-policy": POLICY,
        "x-content-type-options": "nosniff",
        "x-frame-options": "DENY",
        "referrer-policy": "no-referrer",
        "cross-origin-opener-policy": "same-origin",
        "cross-origin-resource-policy": "same-origin",
        "cache-control": "no-store",
      });
      expect(headers.get("x-powered-by")).toBeNull();
    },
  );

  it("lets only what has a content address be kept", async () => {
    const page = await (await fetch(url)).text();
    const style = /href="(\/assets\/[^"]+\.css)"/.exec(page)?.[1];
    const kept = await fetch(`${url}${style}`);
    expect(kept.headers.get("cache-control")).toContain("immutable");
    expect(kept.headers.get("content-type")).toContain("text/css");
    const old = await fetch(`${url}/assets/000000000000/style.css`);
    expect(old.headers.get("cache-control")).toBe("no-store");
  });

  it("puts no script, style or handler in the page itself, and no token", async () => {
    const talk = await open(url);
    const response = await fetch(url, { headers: { Cookie: `passerelle=${talk.token}` } });
    const page = await response.text();
    expect(page).toContain(talk.id);
    expect(page).not.toContain(talk.token);
    expect(page).not.toMatch(/<style|\sstyle=|\son\w+=|<script>|javascript:/i);
  });

  it("answers even what is no request without a word of itself", async () => {
    const { connect } = await import("node:net");
    const socket = connect(Number(new URL(url).port), "127.0.0.1");
    socket.write("GET / HTTP/1.1\r\nHost: a b\r\nConnection: close\r\n\r\n");
    let text = "";
    for await (const chunk of socket) text += String(chunk);
    expect(text).toMatch(/^HTTP\/1.1 400 /);
    expect(text.toLowerCase()).toContain("x-content-type-options: nosniff");
    expect(text).not.toMatch(/node_modules|Error:/);
  });
});

describe("the page’s cookie", () => {
  const form = (fields: Record<string, string>, headers: Record<string, string> = {}): Promise<Response> =>
    fetch(`${url}/chat/turns`, {
      method: "POST",
      redirect: "manual",
      headers: { "Content-Type": "application/x-www-form-urlencoded", Origin: url, ...headers },
      body: new URLSearchParams(fields),
    });

  it("is HttpOnly, SameSite=Strict, of the whole site, and opens what it should", async () => {
    const done = await form({ eventId: "form-1", choose: "restart" });
    expect(done.status).toBe(303);
    const cookie = done.headers.get("set-cookie") ?? "";
    expect(cookie).toMatch(/^passerelle=[^;]+;.*Path=\/;.*HttpOnly;.*SameSite=Strict/);
    expect(cookie).not.toContain("Secure");
    const value = cookie.split(";")[0] ?? "";
    const id = value.split("=")[1]?.split("~")[0] ?? "";
    const held = await fetch(`${url}/api/conversations/${id}`, { headers: { Cookie: value } });
    expect(held.status).toBe(200);
  });

  it("is Secure where a trusted proxy says people come by https", async () => {
    const behind = await serve({ trustProxy: true });
    const done = await fetch(`${behind.url}/chat/turns`, {
      method: "POST",
      redirect: "manual",
      headers: {
        "Content-Type": "application/x-www-form-urlencoded",
        Origin: "https://chat.example.org",
        "X-Forwarded-Host": "chat.example.org",
        "X-Forwarded-Proto": "https",
      },
      body: new URLSearchParams({ eventId: "form-2", choose: "restart" }),
    });
    expect(done.status).toBe(303);
    expect(done.headers.get("set-cookie")).toContain("Secure");
    await behind.stop();
  });
});

describe("for whoever watches", () => {
  it("is alive, ready, and counts", async () => {
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
    expect((await fetch(`${url}/readyz`)).status).toBe(200);
    const metrics = await fetch(`${url}/metrics`);
    expect(metrics.headers.get("content-type")).toContain("version=0.0.4");
    expect(await metrics.text()).toContain("passerelle_turns_total 3");
  });

  it.each([
    ["says no", () => Promise.resolve(false)],
    ["fails", () => Promise.reject(new Error("store gone"))],
  ])("is not ready where the store %s", async (_name, ready) => {
    const other = await serve({ ready });
    const got = await fetch(`${other.url}/readyz`);
    expect([got.status, await got.json()]).toEqual([503, { status: "unavailable" }]);
    await other.stop();
  });
});

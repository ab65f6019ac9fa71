import { describe, expect, it } from "vitest";
import type { WebContext } from "../../adapters/web/context.ts";
import { createLimits } from "../../adapters/web/limits.ts";
import { peerOf } from "../../adapters/web/peer.ts";
import { open, post, serve } from "./serve.ts";

async function passed(take: () => Promise<number>, tries: number): Promise<number> {
  let count = 0;
  for (let at = 0; at < tries; at += 1) if ((await take()) === 0) count += 1;
  return count;
}

describe("limits", () => {
  it("count each bucket and each peer apart", async () => {
    const limits = createLimits(20);
    expect(await passed(() => limits.take("turn", "a"), 30)).toBe(20);
    expect(await passed(() => limits.take("open", "a"), 30)).toBe(5);
    expect(await passed(() => limits.take("upload", "a"), 30)).toBe(5);
    expect(await passed(() => limits.take("turn", "b"), 30)).toBe(20);
    const wait = await limits.take("turn", "a");
    expect(wait).toBeGreaterThanOrEqual(1);
    expect(wait).toBeLessThanOrEqual(60);
  });

  it("can be switched off", async () => {
    const limits = createLimits("off");
    expect(await passed(() => limits.take("open", "a"), 500)).toBe(500);
  });

  it("answer 429 with Retry-After and change nothing", async () => {
    const served = await serve({ rateLimit: 4 });
    const talk = await open(served.url);
    const answers: Response[] = [];
    for (let at = 0; at < 7; at += 1)
      answers.push(await post(served.url, talk, "turns", { eventId: `${at}`, back: true }));
    expect(answers.map((answer) => answer.status)).toEqual([200, 200, 200, 200, 429, 429, 429]);
    const last = answers.at(-1);
    expect(Number(last?.headers.get("retry-after"))).toBeGreaterThanOrEqual(1);
    expect(await last?.json()).toMatchObject({ error: { code: "too-many-requests" } });
    expect((await served.assistant.read(talk.id))?.turns).toHaveLength(5);
    await served.stop();
  });

  it.each([
    [false, [200, 429]],
    [true, [200, 200]],
  ])("believe X-Forwarded-For only from a trusted proxy (%s)", async (trustProxy, expected) => {
    const served = await serve({ rateLimit: 1, trustProxy });
    const statuses: number[] = [];
    for (const address of ["198.51.100.1", "198.51.100.2"]) {
      const headers = { "X-Forwarded-For": `203.0.113.9, ${address}`, "Content-Type": "application/json" };
      const answer = await fetch(`${served.url}/api/conversations`, { method: "POST", headers, body: "{}" });
      statuses.push(answer.status === 201 ? 200 : answer.status);
    }
    expect(statuses).toEqual(expected);
    await served.stop();
  });
});

describe("a peer", () => {
  const peer = (address: string): string => {
    const context = {
      req: { header: () => undefined },
      env: { incoming: { socket: { remoteAddress: address } } },
    };
    return peerOf(context as unknown as WebContext, { trustProxy: false });
  };

  it.each([
    ["192.0.2.7", "192.0.2.7"],
    ["::ffff:192.0.2.7", "192.0.2.7"],
    ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"],
    ["2001:db8:1:2::6", "2001:db8:1:2::/64"],
    ["fe80::1%eth0", "fe80:0:0:0::/64"],
    ["::1", "0:0:0:0::/64"],
  ])("%s is counted as %s", (address, counted) => {
    expect(peer(address)).toBe(counted);
  });
});

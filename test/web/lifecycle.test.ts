import { connect } from "node:net";
import { describe, expect, it } from "vitest";
import { ListenError } from "../../adapters/web/listenError.ts";
import { bearer, open, serve } from "./serve.ts";

describe("starting and stopping", () => {
  it("names the setting where the port is taken or the address is nobody’s", async () => {
    const first = await serve();
    const port = Number(new URL(first.url).port);
    const taken = await serve({ port }).catch((error: unknown) => error);
    expect(taken).toBeInstanceOf(ListenError);
    expect((taken as ListenError).message).toMatch(new RegExp(`^PORT: ${port} .* try PORT=\\d+$`));
    const nowhere = await serve({ host: "203.0.113.1" }).catch((error: unknown) => error);
    expect((nowhere as ListenError).message).toMatch(/^HOST: 203\.0\.113\.1 /);
    await first.stop();
  });

  it("ends live updates and idle connections, then takes no more", async () => {
    const served = await serve();
    const talk = await open(served.url);
    const events = await fetch(`${served.url}/api/conversations/${talk.id}/events`, {
      headers: bearer(talk),
    });
    const idle = connect(Number(new URL(served.url).port), "127.0.0.1");
    const closed = new Promise((resolve) => idle.once("close", resolve));
    idle.on("error", () => {});
    await served.down();
    expect(await events.text()).toContain("retry: ");
    await closed;
    await expect(fetch(served.url)).rejects.toThrow();
    await served.up();
    expect((await fetch(served.url)).status).toBe(200);
    await served.stop();
  });

  it("lets a turn under way end", async () => {
    const served = await serve();
    const talk = await open(served.url);
    const turn = fetch(`${served.url}/api/conversations/${talk.id}/turns`, {
      method: "POST",
      headers: { ...bearer(talk), "Content-Type": "application/json" },
      body: JSON.stringify({ eventId: "last", choose: "restart" }),
    });
    await expect.poll(async () => (await served.assistant.read(talk.id))?.turns.length).toBe(2);
    await served.down();
    expect((await turn).status).toBe(200);
    await served.stop();
  });

  it("hands what belongs to another part of the program over to it, and nothing else", async () => {
    const seen: string[] = [];
    const served = await serve({
      handlers: [
        {
          path: "/slack/events",
          handle(request, response) {
            seen.push(request.url ?? "");
            response.end("ok");
          },
        },
      ],
    });
    expect(await (await fetch(`${served.url}/slack/events?x=1`, { method: "POST" })).text()).toBe("ok");
    expect((await fetch(`${served.url}/slack/events/more`)).status).toBe(404);
    expect((await fetch(served.url)).status).toBe(200);
    expect(seen).toEqual(["/slack/events?x=1"]);
    await served.stop();
  });

  it("opens no conversation for those who only look", async () => {
    const served = await serve();
    for (let at = 0; at < 5; at += 1) {
      const page = await fetch(`${served.url}/`);
      expect(page.headers.get("set-cookie")).toBeNull();
      expect(await page.text()).toContain("Remettre en route le connecteur");
    }
    await served.stop();
  });
});

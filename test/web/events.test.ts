import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Message, Ticket } from "../../src/message.ts";
import type { Opened, Served } from "./serve.ts";
import { bearer, open, post, serve } from "./serve.ts";

let served: Served;
let url: string;

beforeAll(async () => {
  served = await serve();
  url = served.url;
});

afterAll(() => served.stop());

function note(text: string): Message {
  return { type: "message", id: text, text, step: "menu/choose", asks: null, guide: [], choices: [] };
}

type Stream = { readonly response: Response; until(text: string): Promise<string>; close(): void };

async function follow(talk: Opened, headers: Record<string, string> = {}): Promise<Stream> {
  const stop = new AbortController();
  const path = `${url}/api/conversations/${talk.id}/events`;
  const response = await fetch(path, { headers: { ...bearer(talk), ...headers }, signal: stop.signal });
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  return {
    response,
    async until(wanted) {
      while (!text.includes(wanted)) {
        const { value, done } = await reader.read();
        if (done) throw new Error(`ended before ${wanted}: ${text}`);
        text += value;
      }
      return text;
    },
    close: () => stop.abort(),
  };
}

describe("live updates", () => {
  it("come as events whose id is their number, to every tab", async () => {
    const talk = await open(url);
    const tabs = await Promise.all([follow(talk), follow(talk), follow(talk)]);
    for (const tab of tabs) {
      expect(tab.response.headers.get("content-type")).toContain("text/event-stream");
      await tab.until("retry: ");
    }
    await served.add(talk.id, [note("un agent répond")]);
    for (const tab of tabs) {
      const text = await tab.until("un agent répond");
      expect(text).toMatch(
        /event: update\ndata: \{"seq":\d+,"messages":\[.*\],"at":"[^"]+","turn":null\}\nid: \d+\n\n/,
      );
      tab.close();
    }
  });

  it("go on after the last event a client has", async () => {
    const talk = await open(url);
    for (const text of ["premier", "deuxième", "troisième"]) await served.add(talk.id, [note(text)]);
    const held = await fetch(`${url}/api/conversations/${talk.id}`, { headers: bearer(talk) });
    const { seq, updates } = (await held.json()) as { seq: number; updates: { seq: number }[] };
    expect(updates.at(-1)?.seq).toBe(seq);
    const stream = await follow(talk, { "Last-Event-ID": String(updates[0]?.seq) });
    const text = await stream.until("troisième");
    expect(text).toContain("deuxième");
    expect(text).not.toContain("premier");
    stream.close();
    const fresh = await follow(talk);
    await served.add(talk.id, [note("quatrième")]);
    expect(await fresh.until("quatrième")).not.toContain("troisième");
    fresh.close();
  });

  it("stay within one conversation", async () => {
    const [mine, other] = [await open(url), await open(url)];
    const stream = await follow(mine);
    await stream.until("retry: ");
    await served.add(other.id, [note("pour un autre")]);
    await served.add(mine.id, [note("pour moi")]);
    expect(await stream.until("pour moi")).not.toContain("pour un autre");
    stream.close();
  });

  it("are refused past twenty streams, and a closed one makes room", async () => {
    const talk = await open(url);
    const streams = await Promise.all(Array.from({ length: 20 }, () => follow(talk)));
    for (const stream of streams) await stream.until("retry: ");
    const path = `${url}/api/conversations/${talk.id}/events`;
    const refused = await fetch(path, { headers: bearer(talk) });
    expect([refused.status, refused.headers.get("retry-after")]).toEqual([429, "15"]);
    for (const stream of streams) stream.close();
    await expect
      .poll(async () => {
        const again = await follow(talk);
        again.close();
        return again.response.status;
      })
      .toBe(200);
  });
});

describe("mails", () => {
  it("are downloaded as they leave, by their own conversation only", async () => {
    const talk = await open(url);
    const inputs = [
      { choose: "declare-urls" },
      { say: "e-lyco, UAI 0440001M, hébergé chez Index-Education, PRONOTE 2024, produit web seulement" },
      { say: "https://0440001M.index-education.net/pronote/" },
    ];
    for (const [at, input] of inputs.entries())
      await post(url, talk, "turns", { eventId: `m${at}`, ...input });
    const ticket = await sent(talk);
    expect(ticket.mail).not.toBeNull();
    const path = `${url}/api/conversations/${talk.id}/mails/${ticket.mail}`;
    const mail = await fetch(path, { headers: bearer(talk) });
    expect(mail.headers.get("content-type")).toBe("message/rfc822");
    expect(mail.headers.get("content-disposition")).toMatch(/^attachment; filename="[\w.-]+\.eml"$/);
    expect(await mail.text()).toMatch(/^Message-ID: /im);
    const other = await open(url);
    const theirs = await fetch(`${url}/api/conversations/${other.id}/mails/${ticket.mail}`, {
      headers: bearer(other),
    });
    expect(theirs.status).toBe(404);
  });
});

/** Answers whatever is still asked until a draft is shown, then sends it. */
async function sent(talk: Opened): Promise<Ticket> {
  for (let at = 0; at < 20; at += 1) {
    const held = await served.assistant.read(talk.id);
    const outputs = held?.turns.at(-1)?.messages ?? [];
    const draft = outputs.find((one) => one.type === "draft");
    const choices = outputs.flatMap((one) => (one.type === "ticket" ? [] : one.choices)).map((one) => one.id);
    const pick =
      draft === undefined ? ["done", "yes", "web", "unknown"].find((one) => choices.includes(one)) : "send";
    const input =
      pick === undefined ? { say: "https://0440001M.index-education.net/pronote/" } : { choose: pick };
    await post(url, talk, "turns", { eventId: `answer-${at}`, ...input });
    const after = await served.assistant.read(talk.id);
    const ticket = after?.turns.at(-1)?.messages.find((one) => one.type === "ticket");
    if (ticket?.type === "ticket") return ticket;
  }
  throw new Error("no draft came");
}

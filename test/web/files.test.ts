import { readdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Examine } from "../../src/assistant/ready.ts";
import { realExamine } from "../make/world.ts";
import { bytes, postParts } from "./multipart.ts";
import type { Opened, Served } from "./serve.ts";
import { bearer, MIB, open, post, serve } from "./serve.ts";

let served: Served;
let url: string;
let talk: Opened;

/** How much came of the last file: the real examination judges it, and what that leaves is read to its end. */
let seen = 0;
let beforeReading = async (): Promise<void> => {};

const watched: Examine = async (content, options) => {
  seen = 0;
  await beforeReading();
  async function* counted(): AsyncGenerator<Uint8Array> {
    for await (const chunk of content) {
      seen += chunk.length;
      yield chunk;
    }
  }
  const chunks = counted();
  const examined = await realExamine(
    { [Symbol.asyncIterator]: () => ({ next: () => chunks.next() }) },
    options,
  );
  while (!(await chunks.next()).done);
  return examined;
};

beforeAll(async () => {
  served = await serve({ uploadLimit: 8 * MIB }, { examine: watched });
  url = served.url;
  talk = await open(url);
});

afterAll(() => served.stop());

const id = (value: string): { name: string; content: string } => ({ name: "eventId", content: value });

async function turns(of: Opened): Promise<{ eventId: string; input: unknown }[]> {
  const held = await fetch(`${url}/api/conversations/${of.id}`, { headers: bearer(of) });
  return ((await held.json()) as { turns: { eventId: string; input: unknown }[] }).turns;
}

describe("an upload", () => {
  it.each([
    ["before", true],
    ["after", false],
  ])("is taken with its event id %s the file", async (_name, before) => {
    const eventId = `order-${before}`;
    const file = { name: "file", file: "identifiants.xml", content: bytes(3 * MIB) };
    const parts = before ? [id(eventId), file] : [file, id(eventId)];
    const got = await postParts(url, talk, parts);
    expect(got.status).toBe(200);
    expect(Object.keys((await got.json()) as object)).toEqual(["messages", "turn"]);
    expect(seen).toBe(3 * MIB);
    expect((await turns(talk)).at(-1)).toMatchObject({ eventId, input: { upload: "identifiants.xml" } });
  });

  it("leaves nothing on the disk", async () => {
    await postParts(url, talk, [{ name: "file", file: "a.xml", content: bytes(2 * MIB) }, id("disk")]);
    await pause(50);
    const left = (await readdir(tmpdir())).filter((name) => name.startsWith("passerelle-upload-"));
    expect(left).toEqual([]);
  });

  it("is one turn for five concurrent copies", async () => {
    const one = await open(url);
    const parts = [id("five"), { name: "file", file: "a.xml", content: "<a/>" }];
    const copies = await Promise.all([1, 2, 3, 4, 5].map(() => postParts(url, one, parts)));
    expect(copies.map((copy) => copy.status)).toEqual([200, 200, 200, 200, 200]);
    const answers = await Promise.all(copies.map((copy) => copy.text()));
    expect(new Set(answers).size).toBe(1);
    expect(await turns(one)).toHaveLength(2);
    const other = await postParts(url, one, [id("five"), { name: "file", file: "a.xml", content: "<b/>" }]);
    expect(other.status).toBe(409);
  });

  it("streams: what is not read yet stays with the client", async () => {
    const large = await serve({ uploadLimit: 200 * MIB }, { examine: watched });
    const one = await open(large.url);
    let made = 0;
    let ahead = 0;
    beforeReading = async () => {
      await pause(400);
      ahead = made;
    };
    const content = bytes(100 * MIB, (total) => (made = total));
    const got = await postParts(large.url, one, [id("large"), { name: "file", file: "big.log", content }]);
    beforeReading = async () => {};
    expect(got.status).toBe(200);
    expect(seen).toBe(100 * MIB);
    expect(ahead).toBeLessThan(24 * MIB);
    await large.stop();
  });

  it("is answered where the examination knew enough from its beginning", async () => {
    const early = await serve({ uploadLimit: 8 * MIB });
    const one = await open(early.url);
    const got = await postParts(early.url, one, [
      id("early"),
      { name: "file", file: "a.bin", content: bytes(4 * MIB) },
    ]);
    expect(got.status).toBe(200);
    await early.stop();
  });

  it("may be exactly as large as the limit", async () => {
    const got = await postParts(url, talk, [
      id("just"),
      { name: "file", file: "a.bin", content: bytes(8 * MIB) },
    ]);
    expect([got.status, seen]).toEqual([200, 8 * MIB]);
  });
});

describe("a refused upload", () => {
  const file = { name: "file", file: "a.xml", content: "<a/>" };

  it.each([
    ["no event id", [file]],
    ["an empty event id", [id(""), file]],
    ["no file", [id("none")]],
    ["a file that is no file", [id("text"), { name: "file", content: "text" }]],
    ["a file of another name", [id("name"), { ...file, name: "upload" }]],
  ])("400 for %s", async (_name, parts) => {
    const one = await open(url);
    expect((await postParts(url, one, parts)).status).toBe(400);
    expect(await turns(one)).toHaveLength(1);
  });

  it("400 where the body is cut", async () => {
    const one = await open(url);
    const cut = [id("cut"), { name: "file", file: "a.xml", content: bytes(100_000) }];
    expect((await postParts(url, one, cut, false)).status).toBe(400);
    expect(await turns(one)).toHaveLength(1);
  });

  it("changes nothing where the client goes away", async () => {
    const one = await open(url);
    const gone = new AbortController();
    const body = new ReadableStream({
      async pull(controller) {
        controller.enqueue(new TextEncoder().encode("--b\r\nContent-Disposition: form-data; name="));
        await pause(50);
        gone.abort();
      },
    });
    const headers = { ...bearer(one), "Content-Type": "multipart/form-data; boundary=b" };
    const init = { method: "POST", headers, body, duplex: "half", signal: gone.signal } as RequestInit;
    await expect(fetch(`${url}/api/conversations/${one.id}/files`, init)).rejects.toThrow();
    expect(await turns(one)).toHaveLength(1);
  });

  it.each([
    ["before", [id("big"), "file"]],
    ["after", ["file", id("big")]],
  ])("413 while it streams, the event id %s the file", async (_name, order) => {
    const one = await open(url);
    const large = { name: "file", file: "a.bin", content: bytes(8 * MIB + 1) };
    const got = await postParts(
      url,
      one,
      order.map((part) => (typeof part === "string" ? large : part)),
    );
    expect([got.status, ((await got.json()) as { error: object }).error]).toEqual([
      413,
      { code: "file-too-large", message: expect.stringMatching(/trop gros/) },
    ]);
    expect(await turns(one)).toHaveLength(1);
  });

  it("413 where it is too large, though its beginning told all there is to know", async () => {
    const early = await serve({ uploadLimit: 8 * MIB });
    const one = await open(early.url);
    const large = { name: "file", file: "a.bin", content: bytes(8 * MIB + 1) };
    expect((await postParts(early.url, one, [id("big"), large])).status).toBe(413);
    expect((await early.assistant.read(one.id))?.turns).toHaveLength(1);
    await early.stop();
  });

  it("409 where another file comes under its name, however late they differ", async () => {
    const early = await serve({ uploadLimit: 8 * MIB });
    const one = await open(early.url);
    const ending = (end: string) => ({ name: "file", file: "a.txt", content: `${"a ".repeat(MIB)}${end}` });
    expect((await postParts(early.url, one, [id("late"), ending("1")])).status).toBe(200);
    expect((await postParts(early.url, one, [id("late"), ending("1")])).status).toBe(200);
    expect((await postParts(early.url, one, [id("late"), ending("2")])).status).toBe(409);
    await early.stop();
  });

  it("413 from the announced length alone", async () => {
    const one = await open(url);
    const { request } = await import("node:http");
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const headers = {
        ...bearer(one),
        "Content-Type": "multipart/form-data; boundary=b",
        "Content-Length": 300 * MIB,
      };
      const call = request(
        `${url}/api/conversations/${one.id}/files`,
        { method: "POST", headers },
        (response) => {
          resolve(response.statusCode);
          call.destroy();
        },
      );
      call.on("error", reject);
      call.flushHeaders();
    });
    expect(status).toBe(413);
  });

  it("415 for another media type, 400 for one without a boundary", async () => {
    const one = await open(url);
    expect((await post(url, one, "files", {})).status).toBe(415);
    const headers = { ...bearer(one), "Content-Type": "multipart/form-data; charset=utf-8" };
    const got = await fetch(`${url}/api/conversations/${one.id}/files`, {
      method: "POST",
      headers,
      body: "x",
    });
    expect(got.status).toBe(400);
  });
});

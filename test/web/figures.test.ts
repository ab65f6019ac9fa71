import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Message } from "../../src/message.ts";
import { postParts } from "./multipart.ts";
import type { Opened, Served } from "./serve.ts";
import { bearer, open, serve } from "./serve.ts";

let served: Served;
let talk: Opened;
let message: Message;

beforeAll(async () => {
  served = await serve();
  talk = await open(served.url);
  const parts = [
    { name: "eventId", content: "list" },
    { name: "file", file: "echecs.csv", content: "Code;Nombre\n14;120\n13;30\n" },
  ];
  const taken = (await (await postParts(served.url, talk, parts)).json()) as { messages: Message[] };
  const drawn = taken.messages.find((one) => one.figure !== undefined);
  if (drawn === undefined) throw new Error("nothing was drawn");
  message = drawn;
});
afterAll(() => served.stop());

const at = (id: string, of: Opened = talk): string =>
  `${served.url}/api/conversations/${of.id}/figures/${id}`;

describe("a picture of the conversation", () => {
  it("is SVG that can do nothing, and may be kept", async () => {
    const got = await fetch(at(message.id), { headers: bearer(talk) });
    expect(got.status).toBe(200);
    expect(got.headers.get("content-type")).toContain("image/svg+xml");
    expect(got.headers.get("content-security-policy")).toBe("default-src 'none'; style-src 'unsafe-inline'");
    expect(got.headers.get("cache-control")).toContain("private");
    expect(await got.text()).toContain("</svg>");
  });

  it("is nobody else's, and there is none of another message", async () => {
    const other = await open(served.url);
    expect((await fetch(at(message.id), { headers: bearer(other) })).status).toBe(404);
    expect((await fetch(at(message.id))).status).toBe(401);
    expect((await fetch(at("9.9"), { headers: bearer(talk) })).status).toBe(404);
    expect((await fetch(at(message.id, other), { headers: bearer(other) })).status).toBe(404);
  });

  it("stands in the page with its table", async () => {
    const page = await (await fetch(served.url, { headers: { Cookie: `passerelle=${talk.token}` } })).text();
    expect(page).toContain(`/figures/${message.id}`);
    expect(page).toContain("<td>120</td>");
  });
});

import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, it } from "vitest";
import type { Chat, Delivery } from "../../../adapters/chat.ts";
import { teamsAdapter } from "../../../adapters/teams/teamsAdapter.ts";
import { ROOT } from "../../../src/root.ts";
import { loadTexts } from "../../../src/texts.ts";
import { said } from "../served.ts";
import { CLIENT_ID, TENANT_ID } from "../stand-in.ts";
import { openBridge } from "./bridge.ts";

const AGENTS = "19:agents@thread.tacv2";
const AGENT = { id: "29:1sacha", name: "Sacha", aadObjectId: "44444444-1111-4111-8111-111111111111" };
const texts = loadTexts(ROOT);
const ends: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).toReversed()) await end();
});

/** An event as the playground posts it: in English, and without a token. */
function event(conversation: string, serviceUrl: string): string {
  return JSON.stringify({
    type: "message",
    id: conversation,
    channelId: "msteams",
    serviceUrl,
    locale: "en-US",
    text: "<at>Passerelle</at> bonjour",
    from: { id: "29:1camille", name: "Camille", aadObjectId: "11111111-1111-4111-8111-111111111111" },
    recipient: { id: `28:${CLIENT_ID}`, name: "Passerelle" },
    conversation: { id: conversation, conversationType: "channel", tenantId: TENANT_ID },
    entities: [{ type: "mention", mentioned: { id: `28:${CLIENT_ID}` }, text: "<at>Passerelle</at>" }],
  });
}

it("lets Agents Playground talk to the adapter, whose checks are all on", async () => {
  const files = await mkdtemp(join(tmpdir(), "passerelle-files-"));
  ends.push(() => rm(files, { recursive: true }));
  await writeFile(join(files, "a.xml"), "<a/>");
  const shown: string[] = [];
  const playground = createServer((request, response) => {
    shown.push(`${request.method} ${request.url}`);
    response.writeHead(201, { "content-type": "application/json" }).end('{"id":"1"}');
  });
  await new Promise<void>((resolve) => playground.listen(0, "127.0.0.1", resolve));
  ends.push(() => new Promise((resolve) => (playground.close(resolve), playground.closeAllConnections())));
  const address = `http://127.0.0.1:${(playground.address() as AddressInfo).port}`;
  const agents = { channel: AGENTS, from: AGENT };
  const bridge = await openBridge(
    { playground: address, clientId: CLIENT_ID, locale: "fr-FR", agents, files },
    0,
  );
  ends.push(() => bridge.close());
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const adapter = teamsAdapter({
    clientId: CLIENT_ID,
    clientSecret: "of-the-playground",
    tenantId: TENANT_ID,
    largestFile: 1000,
    text: (language, key, values) => texts.say(language, key, values),
    log,
    endpoints: bridge.endpoints,
  });
  const received: Delivery[] = [];
  const receive: Chat["receive"] = async (delivery) => {
    received.push(delivery);
    return { kind: "stored" };
  };
  const text: Chat["text"] = (language, key, values) => texts.say(language, key, values);
  await adapter.start({ receive, text } as Chat);
  ends.push(() => adapter.stop());
  bridge.serve(adapter.mounts);

  const post = async (conversation: string): Promise<number> => {
    const body = event(conversation, bridge.endpoints.service);
    return (await fetch(`${bridge.url}/api/messages`, { method: "POST", body })).status;
  };
  expect(await post("19:general@thread.tacv2")).toBe(200);
  expect(await post(`${AGENTS};messageid=1`)).toBe(200);
  expect(received.map(({ author, input }) => [author.id, author.language, input])).toEqual([
    ["11111111-1111-4111-8111-111111111111", "fr", { kind: "say", text: "bonjour" }],
    [AGENT.aadObjectId, "fr", { kind: "say", text: "bonjour" }],
  ]);

  const place = received[0]?.place ?? "";
  const show = { kind: "show", output: said({}) } as const;
  const posting = { place, language: "fr", post: show, id: null, key: "k", attempt: 1 } as const;
  expect(await adapter.post(posting)).toEqual({ kind: "posted", id: "1" });
  expect(shown).toEqual(["POST /_connector/v3/conversations/19:general@thread.tacv2/activities"]);

  const parts: Buffer[] = [];
  for await (const part of adapter.fetch(`download:${bridge.url}/files/a.xml`)) parts.push(Buffer.from(part));
  expect(Buffer.concat(parts).toString()).toBe("<a/>");
});

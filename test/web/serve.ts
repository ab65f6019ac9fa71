import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Assistant } from "../../adapters/adapter.ts";
import type { WebOptions } from "../../adapters/web/options.ts";
import { webAdapter } from "../../adapters/web/webAdapter.ts";
import type { AssistantParts } from "../../src/assistant/assistant.ts";
import type { Output } from "../../src/message.ts";
import { openStore } from "../../src/store/open-store.ts";
import { realAssistant } from "../make/world.ts";

export const MIB = 1024 * 1024;

const OPTIONS: WebOptions = {
  host: "127.0.0.1",
  port: 0,
  rateLimit: "off",
  trustProxy: false,
  uploadLimit: 8 * MIB,
};

export type Served = {
  readonly url: string;
  readonly assistant: Assistant;
  /** Adds something between turns, as the outbox does. */
  add(conversation: string, messages: readonly Output[]): Promise<void>;
  /** Stops the server, and starts one at the same address over the same store. */
  down(): Promise<void>;
  up(): Promise<void>;
  stop(): Promise<void>;
};

/** The real assistant over a store of its own, served on a free port of loopback. */
export async function serve(
  options: Partial<WebOptions> = {},
  parts: Partial<AssistantParts> = {},
): Promise<Served> {
  const dataDir = await mkdtemp(join(tmpdir(), "passerelle-web-"));
  const store = await openStore({ dataDir });
  const assistant = realAssistant(store, parts);
  let adapter = webAdapter({ ...OPTIONS, ...options });
  await adapter.start(assistant);
  const { url } = adapter;
  return {
    url,
    assistant,
    async add(conversation, messages) {
      const row = { conversation, messages: JSON.stringify(messages), at: new Date().toISOString() };
      await store.write((tx) => tx.addUpdate(row));
    },
    down: () => adapter.stop(),
    async up() {
      adapter = webAdapter({ ...OPTIONS, ...options, port: Number(new URL(url).port) });
      await adapter.start(assistant);
    },
    async stop() {
      await adapter.stop();
      await store.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

export type Opened = { readonly id: string; readonly token: string };

export async function open(url: string, body: object = {}): Promise<Opened> {
  const response = await fetch(`${url}/api/conversations`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
  return (await response.json()) as Opened;
}

export function bearer({ token }: Opened): Record<string, string> {
  return { Authorization: `Bearer ${token}` };
}

/** Posts JSON (or, given a text, that text) as the conversation's owner. */
export function post(
  url: string,
  talk: Opened,
  path: string,
  body: unknown,
  signal: AbortSignal | null = null,
): Promise<Response> {
  return fetch(`${url}/api/conversations/${talk.id}/${path}`, {
    method: "POST",
    headers: { ...bearer(talk), "Content-Type": "application/json" },
    body: typeof body === "string" ? body : JSON.stringify(body),
    signal,
  });
}

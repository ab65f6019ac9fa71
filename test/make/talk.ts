import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Input, Refusal, Taken } from "../../adapters/adapter.ts";
import type { AssistantParts, TellingAssistant } from "../../src/assistant/assistant.ts";
import type { Draft, Language, Message } from "../../src/message.ts";
import type { Store } from "../../src/store/store.ts";
import { openStore } from "../../src/store/open-store.ts";
import { realAssistant } from "./world.ts";

export type Talk = {
  readonly assistant: TellingAssistant;
  readonly store: Store;
  readonly dataDir: string;
  readonly id: string;
  say(text: string): Promise<Taken>;
  choose(id: string): Promise<Taken>;
  back(): Promise<Taken>;
  restart(): Promise<Taken>;
  upload(name: string, content: string): Promise<Taken>;
  /** Any input, refusals and replays included. */
  take(input: Input, eventId?: string): Promise<Taken | Refusal>;
  /** Lets time go by for the assistant. */
  wait(hours: number): void;
  end(): Promise<void>;
};

/** A conversation with the real assistant over a store of its own; the clock stands at the rentrée unless moved. */
export async function startTalk(
  language: Language | null = "fr",
  parts: Partial<AssistantParts> = {},
): Promise<Talk> {
  const dataDir = await mkdtemp(join(tmpdir(), "passerelle-talk-"));
  const store = await openStore({ dataDir });
  let clock = new Date("2026-09-02T08:00:00Z");
  const assistant = realAssistant(store, { now: () => clock, ...parts });
  const { id } = await assistant.open({ channel: "test", language: language ?? undefined });
  const take: Talk["take"] = (input, eventId = randomUUID()) =>
    assistant.take({ conversation: id, eventId, input });
  const taken = async (input: Input): Promise<Taken> => {
    const result = await take(input);
    if (result.kind === "refused") throw new Error(`${result.code}: ${result.message}`);
    return result;
  };
  return {
    assistant,
    store,
    dataDir,
    id,
    take,
    say: (text) => taken({ kind: "say", text }),
    choose: (choice) => taken({ kind: "choose", id: choice }),
    back: () => taken({ kind: "back" }),
    restart: () => taken({ kind: "restart" }),
    async upload(name, content) {
      async function* bytes(): AsyncGenerator<Uint8Array> {
        yield new TextEncoder().encode(content);
      }
      return taken({ kind: "file", name, content: bytes() });
    },
    wait(hours) {
      clock = new Date(clock.getTime() + hours * 3_600_000);
    },
    async end() {
      await store.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** Everything said in a turn, as one text. */
export function textOf(taken: Taken): string {
  return taken.messages
    .map((one) => (one.type === "draft" ? `${one.subject}\n${one.body}` : one.text))
    .join("\n");
}

/** The message that awaits an answer. */
export function lastMessage(taken: Taken): Message {
  const last = taken.messages.findLast((one) => one.type === "message");
  if (last?.type !== "message") throw new Error("no message");
  return last;
}

export function draftOf(taken: Taken): Draft {
  const draft = taken.messages.findLast((one) => one.type === "draft");
  if (draft?.type !== "draft") throw new Error(`no draft: ${textOf(taken)}`);
  return draft;
}

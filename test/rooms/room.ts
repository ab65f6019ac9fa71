import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Chat, ChatAdapter, Posted, Posting } from "../../adapters/chat.ts";
import type { Assistant } from "../../adapters/adapter.ts";
import type { TellingAssistant } from "../../src/assistant/assistant.ts";
import type { OpenChat } from "../../src/rooms/open-chat.ts";
import { openChat } from "../../src/rooms/open-chat.ts";
import { openStore } from "../../src/store/open-store.ts";
import type { Store } from "../../src/store/store.ts";
import type { Act, StandIn, Who } from "../contracts/platform.ts";
import { quietLog } from "../make/log.ts";
import { settled } from "../make/settled.ts";
import { realAssistant, realWorld } from "../make/world.ts";
import { paperPlatform } from "./paper-platform.ts";

/** A room of the paper platform, with what the adapter is given. */
export type Room = {
  readonly standIn: StandIn;
  readonly store: Store;
  readonly chat: Chat;
  readonly assistant: TellingAssistant;
  /** Something said elsewhere waits to be shown; resolves once it is. */
  wake(): Promise<void>;
  /** What was shown because of it. */
  act(who: Who, act: Act): Promise<string>;
};

const over: (() => Promise<void>)[] = [];

/** Ends all rooms of a test. */
export async function endRooms(): Promise<void> {
  for (const end of over.splice(0).toReversed()) await end();
}

/** `more` is put around the assistant, `post` around what the platform does to show something. */
export async function room(
  more: (assistant: Assistant) => Assistant = (one) => one,
  post: (posting: Posting, show: () => Promise<Posted>) => Promise<Posted> = (_posting, show) => show(),
): Promise<Room> {
  const dataDir = await mkdtemp(join(tmpdir(), "passerelle-rooms-"));
  const store = await openStore({ dataDir });
  const standIn = await paperPlatform.open({ language: "fr" });
  const paper = standIn.adapter();
  let chat: Chat | undefined;
  const adapter: ChatAdapter = {
    ...paper,
    start(given) {
      chat = given;
      return paper.start(given);
    },
    post: (posting) => post(posting, () => paper.post(posting)),
  };
  const lines = { has: (channel: string) => channel === "paper", agentsOf: () => paper.agents };
  const telling = realAssistant(store, { lines });
  const assistant = more(telling);
  const open: OpenChat = await openChat({ store, assistant, world: realWorld(), adapter, log: quietLog() });
  over.push(async () => {
    await open.stop();
    await store.close();
    await rm(dataDir, { recursive: true, force: true });
  });
  if (chat === undefined) throw new Error("the adapter was not started");
  return {
    standIn,
    store,
    chat,
    assistant: telling,
    async wake() {
      open.wake();
      await settled(store, "paper");
    },
    async act(who, act) {
      const before = standIn.shown().length;
      await standIn.act(who, act);
      await settled(store, "paper");
      return standIn
        .shown()
        .slice(before)
        .map((one) => one.text)
        .join("\n");
    },
  };
}

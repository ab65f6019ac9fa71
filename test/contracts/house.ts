import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach } from "vitest";
import type { Assistant, StoredInput } from "../../adapters/adapter.ts";
import type { Language, Message, Turn } from "../../src/message.ts";
import { openStore } from "../../src/store/open-store.ts";
import type { Store } from "../../src/store/store.ts";
import type { TellingAssistant } from "../../src/assistant/assistant.ts";
import { realAssistant } from "../make/world.ts";
import type { Channel, Person, Sitting } from "./channel.ts";

/** The first choice of the greeting that asks something, and a sentence that answers what it asks. */
export const START = "Remettre en route le connecteur";
export const HOSTED = "elle est hébergée chez Index-Education";

/** A turn as it is kept. */
export type Kept = { readonly input: StoredInput; readonly turn: Turn };

/** The real assistant over a store of its own, with what a channel over it has left there. */
export type House = {
  readonly assistant: TellingAssistant;
  readonly store: Store;
  /** The conversation heard last. */
  conversation(): Promise<string>;
  /** Its turns, the greeting first. */
  turns(): Promise<readonly Kept[]>;
  /** Adds something to it between turns, as the outbox does. */
  add(text: string): Promise<void>;
};

export type Houses<P extends Person> = {
  house(now?: () => Date): Promise<House>;
  /** Sits a person down, who leaves when the test is over. */
  seat(assistant: Assistant, options?: Partial<Sitting>): Promise<P>;
};

/** Blanks, marks and line ends differ from channel to channel; words do not. */
export function words(text: string): string {
  return text
    .normalize("NFKC")
    .replace(/[\s│•*`_\\>]+/g, " ")
    .trim();
}

/** Houses for the tests of one channel, taken down after each of them. */
export function housesFor<P extends Person>(channel: Channel<P>): Houses<P> {
  const over: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const end of over.splice(0).toReversed()) await end();
  });
  return {
    async house(now = () => new Date()) {
      const dataDir = await mkdtemp(join(tmpdir(), "passerelle-contract-"));
      const store = await openStore({ dataDir });
      over.push(async () => {
        await store.close();
        await rm(dataDir, { recursive: true, force: true });
      });
      const conversation = async (): Promise<string> => (await store.read.latest(channel.name))?.id ?? "";
      return {
        assistant: realAssistant(store, { now }),
        store,
        conversation,
        async turns() {
          const rows = await store.read.turns(await conversation());
          return rows.map(({ input, turn }) => ({
            input: JSON.parse(input) as StoredInput,
            turn: JSON.parse(turn) as Turn,
          }));
        },
        async add(text) {
          const messages = JSON.stringify([note(text)]);
          const row = { conversation: await conversation(), messages, at: new Date().toISOString() };
          await store.write((tx) => tx.addUpdate(row));
        },
      };
    },
    async seat(assistant, options = {}) {
      const language: Language = "fr";
      const person = await channel.sit(assistant, { language, ...options });
      over.push(() => person.leave());
      return person;
    },
  };
}

function note(text: string): Message {
  return { type: "message", id: text, text, step: "menu/choose", asks: null, guide: [], choices: [] };
}

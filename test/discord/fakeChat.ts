import type { Chat, Delivery, Procedure, Received } from "../../adapters/chat.ts";
import { tableOf } from "../../src/figure/figure-table.ts";
import type { Choice, Draft } from "../../src/message.ts";
import { sayings } from "./sayings.ts";

/** What the adapter is given, remembering what it was handed; tests set what it answers. */
export type FakeChat = Chat & {
  readonly deliveries: Delivery[];
  answer: (delivery: Delivery) => Received | Promise<Received>;
  held: readonly Procedure[];
  shown: Draft | null;
  choices: readonly Choice[];
};

export function fakeChat(): FakeChat {
  const deliveries: Delivery[] = [];
  const known = new Set<string>();
  const chat: FakeChat = {
    deliveries,
    answer: ({ eventId }) => {
      const kind = known.has(eventId) ? "known" : "stored";
      known.add(eventId);
      return { kind };
    },
    held: [],
    shown: null,
    choices: [],
    async receive(delivery) {
      const received = await chat.answer(delivery);
      deliveries.push(delivery);
      return received;
    },
    procedures: async () => chat.held,
    draft: async () => chat.shown,
    suggest: (typed) => chat.choices.filter((one) => one.label.toLowerCase().includes(typed.toLowerCase())),
    draw: async () => "<svg/>",
    table: (language, figure) => tableOf(figure, (key) => sayings(language, key)),
    text: sayings,
  };
  return chat;
}

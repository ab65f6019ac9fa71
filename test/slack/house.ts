import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Chat, ChatAdapter, Delivery, Procedure, Received } from "../../adapters/chat.ts";
import type { Draft } from "../../src/message.ts";
import { ROOT } from "../../src/root.ts";
import { loadTexts } from "../../src/texts.ts";
import type { SlackStandIn } from "./stand-in.ts";

const texts = loadTexts(ROOT);

/** What the ground would be: it remembers deliveries, and answers as a test wants it to. */
export type Ground = {
  readonly chat: Chat;
  readonly received: Delivery[];
  /** What becomes of the next deliveries; throws where they cannot be stored. */
  receive: (delivery: Delivery) => Promise<Received>;
  draft: Draft | null;
  procedures: readonly Procedure[];
};

export function ground(): Ground {
  const received: Delivery[] = [];
  const made: Ground = {
    received,
    receive: async () => ({ kind: "stored" }),
    draft: null,
    procedures: [],
    chat: {
      async receive(delivery) {
        const answer = await made.receive(delivery);
        if (received.some((one) => one.eventId === delivery.eventId)) return { kind: "known" };
        received.push(delivery);
        return answer;
      },
      procedures: async () => made.procedures,
      draft: async () => made.draft,
      suggest: () => [],
      draw: async () => "<svg/>",
      table: () => ({ heading: ["a"], rows: [["1"]] }),
      text: (...asked) => texts.say(...asked),
    },
  };
  return made;
}

export type House = {
  readonly standIn: SlackStandIn;
  readonly ground: Ground;
  readonly adapter: ChatAdapter;
  close(): Promise<void>;
};

/** The adapter over the stand-in, served where it has to be, with a ground that only remembers. */
export async function house(standIn: SlackStandIn): Promise<House> {
  const adapter = standIn.adapter();
  const made = ground();
  const server = createServer((request, response) => {
    adapter.mounts.find((one) => request.url?.startsWith(one.path))?.handle(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  standIn.reach(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  await adapter.start(made.chat);
  return {
    standIn,
    ground: made,
    adapter,
    async close() {
      await adapter.stop();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await standIn.close();
    },
  };
}

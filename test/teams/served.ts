import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach } from "vitest";
import type { Chat, ChatAdapter, Delivery, Post, Posted, Posting, Received } from "../../adapters/chat.ts";
import type { Draft, Language, Message } from "../../src/message.ts";
import { ROOT } from "../../src/root.ts";
import { loadTexts } from "../../src/texts.ts";
import type { TeamsStandIn } from "./stand-in.ts";
import { platform } from "./stand-in.ts";

const texts = loadTexts(ROOT);

/** The adapter, served to the stand-in, with a ground that only notes what it receives. */
export type Served = {
  readonly standIn: TeamsStandIn;
  readonly adapter: ChatAdapter;
  /** Where the adapter is served. */
  readonly endpoint: string;
  readonly received: Delivery[];
  /** What the ground answers next; an error is thrown. */
  answer: Received | Error;
  draft: Draft | null;
  post(post: Post, more?: Partial<Posting>): Promise<Posted>;
  show(message: Partial<Message>, more?: Partial<Posting>): Promise<Posted>;
};

const ends: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).toReversed()) await end();
});

/** Serves the adapter on loopback until the test is over. */
export async function serve(
  options: { readonly direct?: boolean; readonly language?: Language } = {},
): Promise<Served> {
  const { language = "fr", direct = false } = options;
  const standIn = await platform.open({ language, direct });
  ends.push(() => standIn.close());
  const adapter = standIn.adapter();
  const received: Delivery[] = [];
  const server = createServer((request, response) => adapter.mounts[0]?.handle(request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  standIn.reach(origin);
  let keys = 0;
  const served: Served = {
    standIn,
    adapter,
    endpoint: `${origin}/api/messages`,
    received,
    answer: { kind: "stored" },
    draft: null,
    post: (post, more) =>
      adapter.post({
        place: received.at(-1)?.place ?? "",
        language,
        post,
        id: null,
        key: `k${(keys += 1)}`,
        attempt: 1,
        ...more,
      }),
    show: (message, more) => served.post({ kind: "show", output: said(message) }, more),
  };
  const chat: Chat = {
    async receive(delivery) {
      if (served.answer instanceof Error) throw served.answer;
      received.push(delivery);
      return served.answer;
    },
    procedures: async () => [],
    draft: async () => served.draft,
    suggest: () => [],
    draw: async () => "",
    table: () => ({ heading: [], rows: [] }),
    text: (spoken, key, values) => texts.say(spoken, key, values),
  };
  await adapter.start(chat);
  ends.push(
    () => new Promise((resolve) => (server.close(() => resolve()), server.closeAllConnections())),
    () => adapter.stop(),
  );
  return served;
}

export function said(more: Partial<Message>): Message {
  return {
    type: "message",
    id: "m",
    text: "Bonjour",
    step: "x/y",
    asks: null,
    guide: [],
    choices: [],
    ...more,
  };
}

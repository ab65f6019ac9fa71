import type { Assistant } from "../../adapters/adapter.ts";
import type { Chat, ChatAdapter, Delivery, Procedure, Received } from "../../adapters/chat.ts";
import { decodeState } from "../assistant/state.ts";
import { stepTitle } from "../assistant/render.ts";
import type { World } from "../assistant/world.ts";
import type { Log } from "../log.ts";
import type { Choice, Draft, Language, Output, Turn } from "../message.ts";
import type { Store } from "../store/store.ts";
import { showPost } from "./show-post.ts";
import { suggest } from "./suggest.ts";
import { takeDelivery } from "./take-delivery.ts";
import type { Worker } from "./worker.ts";
import { startWorker } from "./worker.ts";

export type ChatParts = {
  readonly store: Store;
  readonly assistant: Assistant;
  readonly world: World;
  readonly adapter: ChatAdapter;
  readonly log: Log;
  /** Aborts where the program ends before the platform could be reached: nothing is begun then. */
  readonly ending?: AbortSignal | undefined;
  readonly now?: () => Date;
};

/** A platform that is served. */
export type OpenChat = {
  /** Something said elsewhere (a mail that left) waits to be shown. */
  wake(): void;
  /** Stops taking and showing; what waits is kept for the next start. */
  stop(): Promise<void>;
};

/** Serves a chat platform: takes what it delivers, shows what is in line for it. What waited from before goes first. */
export async function openChat(parts: ChatParts): Promise<OpenChat> {
  const { store, assistant, world, adapter, log } = parts;
  const now = parts.now ?? ((): Date => new Date());
  const { name } = adapter;
  const { texts } = world;
  const shows: Worker = startWorker(
    {
      due: (at, most) => store.read.duePosts(name, at, most),
      nextDue: () => store.read.nextDue("posts", name),
      work: (row) => showPost({ store, adapter, log, now }, row),
    },
    { log, now },
  );
  const takes: Worker = startWorker(
    {
      due: (at, most) => store.read.dueDeliveries(name, at, most),
      nextDue: () => store.read.nextDue("inbox", name),
      async work(row) {
        await takeDelivery({ store, assistant, adapter, texts, log, now }, row);
        shows.wake();
      },
    },
    { log, now },
  );

  async function receive(delivery: Delivery): Promise<Received> {
    const at = now().toISOString();
    const received = await store.write(async (tx): Promise<Received> => {
      const { author, place, input } = delivery;
      const room = await tx.room(name, place);
      if (room === undefined && !delivery.opens && !(await tx.waitsAt(name, place)))
        return { kind: "ignored" };
      if (room !== undefined && room.person !== author.id && !author.agent) {
        if (input.kind === "say") return { kind: "ignored" };
        const language = author.language ?? "fr";
        return { kind: "refused", message: texts.say(language, "chat.not-yours") };
      }
      const added = await tx.addDelivery({
        channel: name,
        event_id: delivery.eventId,
        place,
        sort: delivery.order,
        person: author.id,
        agent: author.agent ? 1 : 0,
        language: author.language,
        opens: delivery.opens ? 1 : 0,
        input: JSON.stringify(input),
        state: "waiting",
        attempts: 0,
        next_at: at,
        received_at: at,
      });
      return { kind: added ? "stored" : "known" };
    });
    if (received.kind === "stored") takes.wake();
    return received;
  }

  async function procedures(person: string): Promise<readonly Procedure[]> {
    const found: Procedure[] = [];
    for (const room of await store.read.roomsOf(name, person)) {
      const row = await store.read.conversation(room.conversation);
      const last = await store.read.lastTurn(room.conversation);
      if (row === undefined || last === undefined) continue;
      const turn = JSON.parse(last.turn) as Turn;
      if (turn.done || turn.progress === null) continue;
      const language = row.language as Language;
      const title = `ui.title.${turn.flow}`;
      found.push({
        place: room.place,
        title: texts.has(language, title) ? texts.say(language, title) : turn.flow,
        step: stepTitle(world, language, turn.step, {}),
        progress: turn.progress,
        at: row.updated_at,
      });
    }
    return found.sort((a, b) => b.at.localeCompare(a.at));
  }

  async function draft(place: string): Promise<Draft | null> {
    const room = await store.read.room(name, place);
    if (room === undefined) return null;
    const row = await store.read.conversation(room.conversation);
    const shown = (await store.read.turns(room.conversation))
      .flatMap((one) => JSON.parse(one.messages) as Output[])
      .findLast((one): one is Draft => one.type === "draft");
    // Something else was asked since: it is not on show any more.
    const open = room.open_post === null ? undefined : await store.read.post(room.open_post);
    const onShow = open !== undefined && (JSON.parse(open.body) as Output).type === "draft";
    const editing = row !== undefined && decodeState(row.state).mode === "editing";
    return shown !== undefined && (onShow || editing) ? shown : null;
  }

  const chat: Chat = {
    receive,
    procedures,
    draft,
    suggest: (typed, language): readonly Choice[] => suggest(world, typed, language),
    draw: (figure) => assistant.draw(figure),
    table: (language, figure) => assistant.table(language, figure),
    text: (language, key, values) => assistant.text(language, key, values),
  };

  await adapter.start(chat);
  if (parts.ending?.aborted !== true) {
    takes.wake();
    shows.wake();
  }
  return {
    wake: shows.wake,
    async stop() {
      await adapter.stop();
      await takes.stop();
      await shows.stop();
    },
  };
}

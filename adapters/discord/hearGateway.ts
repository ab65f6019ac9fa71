import type { Context } from "./context.ts";
import type { Missed } from "./catchUp.ts";
import { missedMessages, ownThreads } from "./catchUp.ts";
import { interactionEvent } from "./interactionEvent.ts";
import type { Lines } from "./lines.ts";
import type { MessageEvent } from "./messageEvent.ts";
import { messageEvent } from "./messageEvent.ts";
import type { OpenedThreads } from "./takeInteraction.ts";
import { takeInteraction } from "./takeInteraction.ts";
import { takeMessage } from "./takeMessage.ts";

/** Direct messages that are looked through again after a new session: those heard last. */
const REMEMBERED = 200;

/** What people write and press: the library's own caches never have it. */
const OURS = ["MESSAGE_CREATE", "INTERACTION_CREATE"];

export type Hearing = {
  /** An event of the gateway; true where nobody else is to hear of it. */
  onEvent(name: string, data: unknown): boolean;
  /** The connection is complete: what came before is taken now. */
  begin(context: Context): void;
};

/** Takes the events of the gateway, those of one place in order. */
export function hearGateway(lines: Lines): Hearing {
  let context: Context | undefined;
  let early: (() => void)[] = [];
  const opened: OpenedThreads = new Map();
  const direct = new Set<string>();

  function takeWritten(heard: Context, event: MessageEvent): void {
    if (event.guild_id === undefined && event.author.id !== heard.me) remember(direct, event.channel_id);
    // A thread has the id of the message it was opened from: what is written there waits for it.
    lines.run([event.channel_id, event.id], () => takeMessage(heard, event));
  }

  function catchUp(heard: Context, missed: readonly Missed[]): void {
    if (missed.length === 0) return;
    lines.run(["catching up"], async () => {
      for (const place of missed) {
        if (heard.signal.aborted) return;
        for (const event of await missedMessages(heard, place, Date.now())) takeWritten(heard, event);
      }
    });
  }

  function take(heard: Context, name: string, data: unknown): void {
    const { log } = heard.options;
    switch (name) {
      case "MESSAGE_CREATE": {
        const read = messageEvent.safeParse(data);
        if (read.success) takeWritten(heard, read.data);
        else log.warn({}, "a message was not of the form Discord describes");
        break;
      }
      case "INTERACTION_CREATE": {
        const read = interactionEvent.safeParse(data);
        if (read.success) lines.run([read.data.id], () => takeInteraction(heard, opened, read.data));
        else log.warn({}, "an interaction was not of the form Discord describes");
        break;
      }
      // A new session: what came since the last one is not told by itself.
      case "READY":
        catchUp(
          heard,
          [...direct].map((channel) => ({ guild: null, channel })),
        );
        break;
      case "GUILD_CREATE":
        catchUp(heard, ownThreads(data, heard.me, Date.now()));
    }
  }

  return {
    onEvent(name, data) {
      if (context !== undefined) take(context, name, data);
      else {
        early.push(() => {
          if (context !== undefined) take(context, name, data);
        });
      }
      return OURS.includes(name);
    },
    begin(complete) {
      context = complete;
      for (const one of early) one();
      early = [];
    },
  };
}

function remember(places: Set<string>, place: string): void {
  places.delete(place);
  places.add(place);
  for (const oldest of places) {
    if (places.size <= REMEMBERED) return;
    places.delete(oldest);
  }
}

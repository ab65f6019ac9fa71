import { z } from "zod";
import type { Incoming, Self, Unsigned } from "./incoming.ts";
import { deliver } from "./incoming.ts";
import { isDirect, placeName } from "./place.ts";
import { mentions, typedText } from "./typedText.ts";

const FILE = z.object({ id: z.string().min(1), name: z.string().nullish(), title: z.string().nullish() });

/** https://docs.slack.dev/reference/events/message and …/app_mention */
const MESSAGE = z.object({
  type: z.enum(["message", "app_mention"]),
  subtype: z.string().optional(),
  bot_id: z.string().nullish(),
  channel: z.string().min(1),
  user: z.string().min(1).optional(),
  text: z.string().nullish(),
  ts: z.string().regex(/^[0-9]+\.[0-9]+$/),
  thread_ts: z.string().optional(),
  files: z.array(z.unknown()).optional(),
});

/** https://docs.slack.dev/reference/events/app_home_opened */
const HOME = z.object({ type: z.literal("app_home_opened"), user: z.string().min(1), tab: z.string() });

/** https://docs.slack.dev/reference/events/assistant_thread_started */
const THREAD = z.object({
  type: z.literal("assistant_thread_started"),
  assistant_thread: z.object({ user_id: z.string(), channel_id: z.string(), thread_ts: z.string() }),
});

const EVENT = z.object({ event: z.discriminatedUnion("type", [MESSAGE, HOME, THREAD]) });

/** Messages a person wrote; every other kind tells of a change, of somebody who came, of a robot. */
const WRITTEN: ReadonlySet<string | undefined> = new Set([
  undefined,
  "file_share",
  "thread_broadcast",
  "me_message",
]);

/** What an event of the Events API asks for; `body` is its whole envelope, of whatever form. */
export function readEvent(body: unknown, self: Self): Incoming | null {
  const read = EVENT.safeParse(body);
  if (!read.success) return null;
  const { event } = read.data;
  switch (event.type) {
    case "app_home_opened":
      return event.tab === "home" ? { kind: "home", user: event.user } : null;
    case "assistant_thread_started": {
      const { user_id: user, channel_id: channel, thread_ts: thread } = event.assistant_thread;
      return { kind: "prompts", user, channel, thread };
    }
    default:
      return readMessage(event, self);
  }
}

/**
 * A mention comes twice, as a mention and as a message of its channel: both make the same delivery, known by channel and time
 * stamp. Words come before the files sent with them.
 */
function readMessage(message: z.output<typeof MESSAGE>, self: Self): Incoming | null {
  const { user } = message;
  if (user === undefined || user === self.user || (message.bot_id ?? "") !== "") return null;
  if (!WRITTEN.has(message.subtype)) return null;
  const called = mentions(message.text ?? "", self.user);
  const opens = called || isDirect(message.channel);
  // People among themselves: a conversation is always in a thread.
  if (!opens && message.thread_ts === undefined) return null;

  const eventId = `${message.channel}/${message.ts}`;
  const thread = message.thread_ts ?? message.ts;
  const place = placeName({ team: self.team, channel: message.channel, thread });
  const common = { place, opens, user };
  const text = typedText(message.text ?? "", self.user);
  const files = (message.files ?? []).flatMap((one) => FILE.safeParse(one).data ?? []);

  const deliveries: Unsigned[] = [];
  if (text !== "" || (files.length === 0 && opens)) {
    const input = text === "" ? ({ kind: "open" } as const) : ({ kind: "say", text } as const);
    deliveries.push({ ...common, eventId, order: message.ts, input });
  }
  for (const [index, file] of files.entries()) {
    deliveries.push({
      ...common,
      eventId: `${eventId}/${file.id}`,
      order: `${message.ts}.${index + 1}`,
      input: { kind: "file", name: file.name ?? file.title ?? file.id, ref: file.id },
    });
  }
  return deliveries.length === 0 ? null : deliver(...deliveries);
}

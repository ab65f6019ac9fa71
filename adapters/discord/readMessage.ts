import type { ChatInput, Delivery } from "../chat.ts";
import type { Language } from "../../src/message.ts";
import type { Agents } from "./authorOf.ts";
import { authorOf } from "./authorOf.ts";
import type { MessageEvent } from "./messageEvent.ts";
import { orderOf, placeOf } from "./place.ts";

/** What kind of channel a message is in: only threads and direct messages hold a conversation. */
export type ChannelKind = "direct" | "thread" | "channel";

export type Around = {
  readonly kind: ChannelKind;
  /** The bot, and the role Discord made for it: people mention one or the other. */
  readonly me: string;
  readonly myRole: string | null;
  readonly language: Language | null;
  readonly agents: Agents;
};

/** Written by a person: a message, or the answer to one. docs.discord.com/developers/resources/message, « Message Types » */
const WRITTEN = [0, 19];

/** Whether a message calls the bot by name. */
export function mentions(event: MessageEvent, around: Pick<Around, "me" | "myRole">): boolean {
  return (
    event.mentions.some((one) => one.id === around.me) ||
    (around.myRole !== null && event.mention_roles.includes(around.myRole))
  );
}

/**
 * Whether a message is for the assistant to hear at all: none of a robot, and in a channel only one that mentions the bot.
 * In a thread everything may be; whether a conversation is held there is not known here.
 */
export function isHeard(event: MessageEvent, around: Pick<Around, "me" | "myRole" | "kind">): boolean {
  const { author } = event;
  const robot = author.bot === true || author.system === true || event.webhook_id !== undefined;
  if (robot || author.id === around.me || !WRITTEN.includes(event.type)) return false;
  return around.kind !== "channel" || mentions(event, around);
}

/**
 * What a message delivers, in order: its words, then each of its files. Of a message in a channel it is what it delivers in
 * the thread that is opened from it, which has the message's id.
 * docs.discord.com/developers/resources/channel#start-thread-from-message
 */
export function readMessage(event: MessageEvent, around: Around): readonly Delivery[] {
  if (!isHeard(event, around)) return [];
  const called = mentions(event, around);
  const direct = around.kind === "direct";
  const place = placeOf(event.guild_id ?? null, around.kind === "channel" ? event.id : event.channel_id);
  const author = authorOf(
    { user: event.author, member: event.member, channel: event.channel_id, language: around.language },
    around.agents,
  );
  const inputs = inputsOf(event, around);
  // Without the right to read it, a message in a thread is empty; nothing is asked of anybody then.
  const all: readonly ChatInput[] = inputs.length === 0 && (called || direct) ? [{ kind: "open" }] : inputs;
  return all.map((input, at) => ({
    eventId: at === 0 ? event.id : `${event.id}/${at}`,
    place,
    order: at === 0 ? orderOf(event.id) : `${orderOf(event.id)}/${String(at).padStart(2, "0")}`,
    author,
    opens: called || direct,
    input,
  }));
}

function inputsOf(event: MessageEvent, around: Around): readonly ChatInput[] {
  const forwarded = event.message_snapshots.map((one) => one.message);
  const text = [event.content, ...forwarded.map((one) => one.content)]
    .map((one) => wordsOf(one, around))
    .filter((one) => one !== "")
    .join("\n\n");
  const files = [...event.attachments, ...forwarded.flatMap((one) => one.attachments)];
  return [
    ...(text === "" ? [] : [{ kind: "say", text } as const]),
    ...files.map(({ id, filename }) => ({
      kind: "file" as const,
      name: filename,
      ref: `${event.channel_id}/${event.id}/${id}`,
    })),
  ];
}

/** The words without the call, without the ids of others, and with custom emoji by their name. */
function wordsOf(content: string, { me, myRole }: Around): string {
  return content
    .replace(/<@!?(\d+)>/g, (_, id: string) => (id === me ? "" : "@…"))
    .replace(/<@&(\d+)>/g, (_, id: string) => (id === myRole ? "" : "@…"))
    .replace(/<a?:(\w+):\d+>/g, ":$1:")
    .trim();
}

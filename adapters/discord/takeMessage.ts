import { Routes } from "discord.js";
import type { Delivery } from "../chat.ts";
import { aroundChannel } from "./aroundChannel.ts";
import type { Context } from "./context.ts";
import type { MessageEvent } from "./messageEvent.ts";
import { threadOfMessage } from "./openThread.ts";
import { channelOf } from "./place.ts";
import { isHeard, readMessage } from "./readMessage.ts";
import { replyTo } from "./replyTo.ts";

/**
 * Takes one message: in a channel, opens the thread the conversation will be held in; then stores what it delivers. What is
 * refused is told the author below his message.
 */
export async function takeMessage(context: Context, event: MessageEvent): Promise<void> {
  const { chat, options } = context;
  const around = await aroundChannel(context, event);
  if (around === null || !isHeard(event, around)) return;
  const language = around.language ?? "fr";
  const to = { channel: event.channel_id, message: event.id, event: event.id };
  if (around.kind === "channel") {
    const title = chat.text(language, "discord.thread", { name: nameOf(event) }).trim();
    const opened = await threadOfMessage(context, event.channel_id, event.id, title);
    if (opened.kind === "failed") {
      options.log.warn({ why: opened.failure.why }, "no thread could be opened");
      await replyTo(context, to, chat.text(language, "discord.no-thread"));
      return;
    }
  }
  const deliveries = readMessage(event, around);
  const refusals: string[] = [];
  for (const delivery of deliveries) {
    const sentence = await refusalOf(context, delivery, language);
    if (sentence !== null) refusals.push(sentence);
  }
  const [first] = refusals;
  if (first !== undefined) await replyTo(context, to, first);
  else if (deliveries.some((one) => one.input.kind === "file")) await showBusy(context, deliveries);
}

/** Null once it is stored or is nobody's business; else what the author is to be told. */
async function refusalOf(
  { chat, options }: Context,
  delivery: Delivery,
  language: "fr" | "en",
): Promise<string | null> {
  try {
    const received = await chat.receive(delivery);
    return received.kind === "refused" ? received.message : null;
  } catch (error) {
    options.log.error({ err: error }, "a message was not stored");
    return chat.text(language, "discord.not-stored");
  }
}

/** A file takes a while: « is typing » says that it was seen. */
async function showBusy({ rest, options }: Context, deliveries: readonly Delivery[]): Promise<void> {
  const place = deliveries[0]?.place;
  if (place === undefined) return;
  await rest.post(Routes.channelTyping(channelOf(place))).catch((error: unknown) => {
    options.log.info({ err: error instanceof Error ? error.name : "error" }, "typing was not shown");
  });
}

function nameOf({ author, member }: MessageEvent): string {
  return member?.nick ?? author.global_name ?? author.username;
}

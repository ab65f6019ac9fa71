import type { Delivery, Procedure } from "../chat.ts";
import type { Language } from "../../src/message.ts";
import { aroundChannel } from "./aroundChannel.ts";
import { answerInteraction } from "./answerInteraction.ts";
import type { Context } from "./context.ts";
import { draftWindow } from "./draftWindow.ts";
import { escapeText } from "./escapeText.ts";
import type { InteractionEvent } from "./interactionEvent.ts";
import { SUGGESTION, SUGGESTIONS, clipped } from "./limits.ts";
import { invite, threadOfChannel } from "./openThread.ts";
import { channelOf, isDirect, placeOf } from "./place.ts";
import type { Asked } from "./readInteraction.ts";
import { kindOfType, readInteraction } from "./readInteraction.ts";
import { replyTo } from "./replyTo.ts";

/** The threads commands opened, by interaction: one delivered again opens no second. */
export type OpenedThreads = Map<string, Promise<string | null>>;

/** As many of those are remembered: Discord delivers again only what it sent within minutes. */
const REMEMBERED = 500;

/** Takes one interaction: stores what it delivers, then answers it within the three seconds there are. */
export async function takeInteraction(
  context: Context,
  opened: OpenedThreads,
  event: InteractionEvent,
): Promise<void> {
  const type = event.channel?.type;
  const kind =
    type === undefined ? ((await aroundChannel(context, event))?.kind ?? "channel") : kindOfType(type);
  const asked = readInteraction(event, kind, context.agents);
  switch (asked.kind) {
    case "nothing":
      return;
    case "suggest":
      return suggest(context, event, asked);
    case "elsewhere": {
      const language = asked.author.language ?? "fr";
      const held = await heldElsewhere(context, asked.author.id, language, null);
      const sentence = [context.chat.text(language, "discord.elsewhere").trim(), ...held].join("\n");
      await tell(context, event, sentence);
      return;
    }
    case "edit":
      return edit(context, event, asked.delivery);
    case "open":
      return open(context, opened, event, asked);
    case "take":
    case "deliver":
      return deliver(context, event, asked);
  }
}

/** Null once it is stored; else what the person is to be told. */
async function refusalOf({ chat, options }: Context, delivery: Delivery): Promise<string | null> {
  const language = delivery.author.language ?? "fr";
  try {
    const received = await chat.receive(delivery);
    if (received.kind === "refused") return received.message;
    return received.kind === "ignored" ? chat.text(language, "discord.over") : null;
  } catch (error) {
    options.log.error({ err: error }, "an interaction was not stored");
    return chat.text(language, "discord.not-stored");
  }
}

async function deliver(
  context: Context,
  event: InteractionEvent,
  asked: Extract<Asked, { kind: "deliver" | "take" }>,
): Promise<void> {
  const { delivery } = asked;
  const words = context.chat.text;
  const language = delivery.author.language ?? "fr";
  const refusal = await refusalOf(context, delivery);
  if (refusal !== null) {
    await tell(context, event, refusal);
  } else if (asked.kind === "take") {
    const thread = channelOf(delivery.place);
    const direct = isDirect(delivery.place);
    const sentence = direct ? "discord.taken-direct" : "discord.taken";
    await answerInteraction(context, event, {
      kind: "tell",
      sentence: words(language, sentence, { where: `<#${thread}>` }),
    });
    if (!direct) await invite(context, thread, delivery.author.id);
  } else if (asked.by === "command") {
    await answerInteraction(context, event, { kind: "tell", sentence: words(language, "discord.below") });
  } else await answerInteraction(context, event, { kind: "nothing" });
}

/** A command in a channel: the conversation is held in a thread below it, and the person is told where. */
async function open(
  context: Context,
  opened: OpenedThreads,
  event: InteractionEvent,
  asked: Extract<Asked, { kind: "open" }>,
): Promise<void> {
  const { chat, options } = context;
  const { author } = asked.delivery;
  const language = author.language ?? "fr";
  const name = chat.text(language, "discord.thread", { name: author.name }).trim();
  const opening =
    opened.get(event.id) ??
    threadOfChannel(context, asked.channel, name).then((done) => {
      if (done.kind === "done") return done.value;
      options.log.warn({ why: done.failure.why }, "no thread could be opened");
      return null;
    });
  opened.set(event.id, opening);
  for (const [oldest] of opened) {
    if (opened.size <= REMEMBERED) break;
    opened.delete(oldest);
  }
  const thread = await opening;
  if (thread === null) {
    await tell(context, event, chat.text(language, "discord.no-thread"));
    return;
  }
  const place = placeOf(event.guild_id ?? null, thread);
  const refusal = await refusalOf(context, { ...asked.delivery, place });
  if (refusal !== null) {
    await tell(context, event, refusal);
    return;
  }
  const held = await heldElsewhere(context, author.id, language, place);
  const here = chat.text(language, "discord.opened", { where: `<#${thread}>` }).trim();
  await answerInteraction(context, event, { kind: "tell", sentence: [here, ...held].join("\n") });
  await invite(context, thread, author.id);
}

/** The draft in a window; where it is not on show any more or too long for one, the assistant asks for the new text. */
async function edit(context: Context, event: InteractionEvent, delivery: Delivery): Promise<void> {
  const { chat, options } = context;
  const language = delivery.author.language ?? "fr";
  const draft = await chat.draft(delivery.place).catch((error: unknown) => {
    options.log.error({ err: error }, "a draft could not be read");
    return null;
  });
  const window = draft === null ? null : draftWindow(draft.body, (key) => chat.text(language, key));
  if (window !== null && (await answerInteraction(context, event, { kind: "window", window }))) return;
  const refusal = await refusalOf(context, delivery);
  if (refusal !== null) await tell(context, event, refusal);
  else if (draft !== null && window === null) {
    await answerInteraction(context, event, {
      kind: "tell",
      sentence: chat.text(language, "discord.too-long"),
    });
  } else if (window === null) await answerInteraction(context, event, { kind: "nothing" });
}

async function suggest(
  context: Context,
  event: InteractionEvent,
  { typed, author }: Extract<Asked, { kind: "suggest" }>,
): Promise<void> {
  const choices = context.chat.suggest(typed, author.language ?? "fr");
  const labels = [...new Set(choices.map((one) => clipped(one.label, SUGGESTION)))].slice(0, SUGGESTIONS);
  await answerInteraction(context, event, { kind: "suggestions", labels });
}

/** The threads where the person has something under way, one a line; direct messages cannot be linked to. */
async function heldElsewhere(
  { chat, options }: Context,
  person: string,
  language: Language,
  but: string | null,
): Promise<readonly string[]> {
  const all = await chat.procedures(person).catch((error: unknown): readonly Procedure[] => {
    options.log.error({ err: error }, "procedures could not be read");
    return [];
  });
  const threads = all.filter((one) => one.place !== but && !isDirect(one.place)).slice(0, 5);
  if (threads.length === 0) return [];
  return [
    chat.text(language, "discord.under-way").trim(),
    ...threads.map((one) => `- <#${channelOf(one.place)}> ${escapeText(clipped(one.title, 100))}`),
  ];
}

/** To the person alone; where the interaction has expired, below the message it came from. */
async function tell(context: Context, event: InteractionEvent, sentence: string): Promise<void> {
  if (await answerInteraction(context, event, { kind: "tell", sentence })) return;
  const to = { channel: event.channel_id, message: event.message?.id ?? null, event: event.id };
  await replyTo(context, to, sentence);
}

import { ChannelType, InteractionType } from "discord.js";
import type { Author, ChatInput, Delivery } from "../chat.ts";
import type { Agents } from "./authorOf.ts";
import { authorOf } from "./authorOf.ts";
import { COMMANDS, MATTER } from "./commands.ts";
import { readCustomId } from "./customId.ts";
import type { InteractionEvent } from "./interactionEvent.ts";
import { languageOf } from "./languageOf.ts";
import { orderOf, placeOf } from "./place.ts";
import type { ChannelKind } from "./readMessage.ts";

/** What an interaction asks for. */
export type Asked =
  /** Something done in a conversation, by a button, a menu, a command or a window. */
  | { readonly kind: "deliver"; readonly delivery: Delivery; readonly by: "component" | "command" | "window" }
  /** An agent takes up the conversation of the delivery's place. */
  | { readonly kind: "take"; readonly delivery: Delivery }
  /** The draft of the place is to be rewritten; `delivery` where that cannot be done in a window. */
  | { readonly kind: "edit"; readonly delivery: Delivery }
  /** A conversation is to be opened in a thread below this channel; the place of `delivery` is not known yet. */
  | { readonly kind: "open"; readonly channel: string; readonly delivery: Delivery }
  /** A command that belongs in a conversation, given where none can be. */
  | { readonly kind: "elsewhere"; readonly author: Author }
  | { readonly kind: "suggest"; readonly typed: string; readonly author: Author }
  | { readonly kind: "nothing" };

/** The field of the window a draft is rewritten in, and the window. */
export const REVISE = "revise";
export const REVISE_BODY = "body";
const TAKE_OVER = "chat:take-over";

/** The kind of a channel by its type. docs.discord.com/developers/resources/channel, « Channel Types » */
export function kindOfType(type: number): ChannelKind {
  if (type === ChannelType.DM || type === ChannelType.GroupDM) return "direct";
  const threads = [ChannelType.AnnouncementThread, ChannelType.PublicThread, ChannelType.PrivateThread];
  return threads.some((one) => one === type) ? "thread" : "channel";
}

/** What an interaction asks for; `kind` is that of the channel it comes from. */
export function readInteraction(event: InteractionEvent, kind: ChannelKind, agents: Agents): Asked {
  const user = event.member?.user ?? event.user;
  if (user === undefined || user.bot === true) return { kind: "nothing" };
  const author = authorOf(
    { user, member: event.member, channel: event.channel_id, language: languageOf(event.locale) },
    agents,
  );
  const place = placeOf(event.guild_id ?? null, event.channel_id);
  const deliver = (input: ChatInput, opens: boolean, at: string = place): Delivery => ({
    eventId: event.id,
    place: at,
    order: orderOf(event.id),
    author,
    opens,
    input,
  });
  switch (event.type) {
    case InteractionType.ApplicationCommand:
      return readCommand(event, kind, author, deliver);
    case InteractionType.MessageComponent:
      return readComponent(event, deliver);
    case InteractionType.ApplicationCommandAutocomplete: {
      const typed = event.data.options?.find((one) => one.focused === true)?.value;
      return { kind: "suggest", typed: String(typed ?? ""), author };
    }
    case InteractionType.ModalSubmit: {
      const body = bodyOf(event);
      if (event.data.custom_id !== REVISE || body === null) return { kind: "nothing" };
      return { kind: "deliver", delivery: deliver({ kind: "revise", body }, false), by: "window" };
    }
    default:
      return { kind: "nothing" };
  }
}

type Deliver = (input: ChatInput, opens: boolean, at?: string) => Delivery;

function readCommand(event: InteractionEvent, kind: ChannelKind, author: Author, deliver: Deliver): Asked {
  const name = COMMANDS.find((one) => one === event.data.name);
  if (name === undefined) return { kind: "nothing" };
  const held = kind !== "channel";
  if (name !== "passerelle") {
    if (!held) return { kind: "elsewhere", author };
    const input: ChatInput =
      name === "retour"
        ? { kind: "back" }
        : name === "recommencer"
          ? { kind: "restart" }
          : { kind: "say", text: author.language === "en" ? "a person" : "une personne" };
    return { kind: "deliver", delivery: deliver(input, true), by: "command" };
  }
  const matter = event.data.options?.find((one) => one.name === MATTER)?.value;
  const delivery = deliver(matterInput(String(matter ?? "").trim()), true);
  return held
    ? { kind: "deliver", delivery, by: "command" }
    : { kind: "open", channel: event.channel_id, delivery };
}

function matterInput(matter: string): ChatInput {
  return matter === "" ? { kind: "open" } : { kind: "say", text: matter };
}

function readComponent(event: InteractionEvent, deliver: Deliver): Asked {
  const pressed = readCustomId(event.data.custom_id ?? "");
  const message = event.message?.id ?? null;
  switch (pressed?.kind) {
    case undefined:
      return { kind: "nothing" };
    case "back":
      return { kind: "deliver", delivery: deliver({ kind: "back" }, false), by: "component" };
    case "take": {
      const take = deliver({ kind: "choose", id: TAKE_OVER, message }, false, pressed.place);
      return { kind: "take", delivery: take };
    }
    case "edit":
      return { kind: "edit", delivery: deliver({ kind: "choose", id: pressed.id, message }, false) };
    case "menu":
    case "choose": {
      const id = pressed.kind === "choose" ? pressed.id : event.data.values?.[0];
      if (id === undefined) return { kind: "nothing" };
      return { kind: "deliver", delivery: deliver({ kind: "choose", id, message }, false), by: "component" };
    }
  }
}

function bodyOf(event: InteractionEvent): string | null {
  const fields = (event.data.components ?? []).flatMap((one) => [
    ...(one.component === undefined ? [] : [one.component]),
    ...(one.components ?? []),
  ]);
  const value = fields.find((one) => one.custom_id === REVISE_BODY)?.value?.trim();
  return value === undefined || value === "" ? null : value;
}

import { createHash } from "node:crypto";
import type { Author, ChatInput, Delivery } from "../chat.ts";
import type { Language } from "../../src/message.ts";
import type { TeamsActivity } from "./activity.ts";
import { pressOf } from "./activity.ts";
import { filesOf, hasFileOfChannel } from "./filesOf.ts";
import { isConnector, placeOf, spotOf } from "./place.ts";
import { spokenText } from "./spokenText.ts";

/** What an event is to the program. `ignored` says why, for the log. */
export type Reading =
  | { readonly kind: "deliveries"; readonly deliveries: readonly Delivery[]; readonly fileOfChannel: boolean }
  /** The draft is to be shown as a form; where it has none, the press goes its way like any other. */
  | {
      readonly kind: "form";
      readonly place: string;
      readonly before: string | null;
      readonly otherwise: readonly Delivery[];
    }
  /** The form is to be the draft again. */
  | { readonly kind: "unform"; readonly place: string; readonly before: string | null }
  /** A press without an answer: « Valider » with nothing picked. */
  | { readonly kind: "nothing-picked" }
  | { readonly kind: "ignored"; readonly why: string };

/** What an activity is read against. */
export type ReadingOf = {
  readonly clientId: string;
  /** Directories whose people are listened to, in lower case. */
  readonly tenants: ReadonlySet<string>;
  /** The configured connector. */
  readonly service: string;
  /** Titles of the command menu, in lower case, and what they stand for. */
  readonly commands: ReadonlyMap<string, "open" | "back" | "restart">;
  readonly agent: boolean;
};

/** Who sent it and where; null where the program has no business with it. */
type Scene = { readonly activity: TeamsActivity; readonly place: string; readonly author: Author };

/**
 * Reads an activity whose token was verified. In a channel or a group a bot is spoken to by a mention only; in a personal
 * chat every message is for it. A message with words and files is several deliveries, the words first.
 */
export function readActivity(activity: TeamsActivity, of: ReadingOf): Reading {
  const why = notOurs(activity, of);
  if (why !== null) return { kind: "ignored", why };
  const place = placeOf({ serviceUrl: activity.serviceUrl, conversation: activity.conversation.id });
  if (place === null) return { kind: "ignored", why: "conversation id too long" };
  const scene = { activity, place, author: authorOf(activity, of.agent) };
  if (activity.type === "message") return message(scene, of);
  if (activity.type === "invoke" && activity.name === "adaptiveCard/action") return press(scene, of);
  if (activity.type === "installationUpdate" && activity.action === "add" && isPersonal(activity)) {
    return deliveries(scene, [{ kind: "open" }]);
  }
  return { kind: "ignored", why: `${activity.type} ${activity.name ?? ""}`.trim().slice(0, 60) };
}

/** Whether it was written in a chat between one person and the bot. */
export function isPersonal({ conversation }: TeamsActivity): boolean {
  return conversation.conversationType === undefined
    ? conversation.id.startsWith("a:")
    : conversation.conversationType === "personal";
}

/** The directory's own id of a person where there is one: it is the same in every chat. */
export function personOf({ from }: TeamsActivity): string {
  return from.aadObjectId ?? from.id;
}

export function languageOf(locale: string | undefined): Language | null {
  const tag = locale?.slice(0, 2).toLowerCase();
  return tag === "fr" || tag === "en" ? tag : null;
}

function notOurs(activity: TeamsActivity, of: ReadingOf): string | null {
  const { from, recipient } = activity;
  if (from.role === "bot" || from.role === "skill" || from.id.startsWith("28:")) return "from a bot";
  if (recipient.id.replace(/^28:/, "").toLowerCase() !== of.clientId.toLowerCase()) return "for another bot";
  const tenant = activity.conversation.tenantId ?? activity.channelData?.tenant?.id;
  if (tenant === undefined || !of.tenants.has(tenant.toLowerCase())) return "another tenant";
  return isConnector(activity.serviceUrl, of.service) ? null : "unknown connector";
}

function authorOf(activity: TeamsActivity, agent: boolean): Author {
  return {
    id: personOf(activity),
    name: activity.from.name,
    language: languageOf(activity.locale),
    agent,
  };
}

function message(scene: Scene, of: ReadingOf): Reading {
  const { activity } = scene;
  const mentioned = activity.entities.some((one) => one.mentioned.id === activity.recipient.id);
  const personal = isPersonal(activity);
  if (!personal && !mentioned) return { kind: "ignored", why: "not mentioned" };
  const text = spokenText(activity);
  const command = of.commands.get(text.toLowerCase());
  const words: readonly ChatInput[] =
    text === "" ? [] : [command === undefined ? { kind: "say", text } : { kind: command }];
  const files = filesOf(activity, of.service).filter((file) => personal || file.inline);
  const inputs = [...words, ...files.map(({ name, ref }): ChatInput => ({ kind: "file", name, ref }))];
  const fileOfChannel = !personal && hasFileOfChannel(activity);
  if (inputs.length > 0 || fileOfChannel) return deliveries(scene, inputs, fileOfChannel);
  // A mention without words calls the assistant; a chat's empty message is a sticker or a reaction, and says nothing.
  return personal ? { kind: "ignored", why: "empty message" } : deliveries(scene, [{ kind: "open" }]);
}

function press(scene: Scene, of: ReadingOf): Reading {
  const pressed = pressOf(scene.activity.value);
  if (pressed === null) return { kind: "ignored", why: "not our button" };
  // A client that refreshes a card by itself presses nothing.
  if (pressed.trigger === "automatic") return { kind: "ignored", why: "automatic refresh" };
  const { verb, data } = pressed.action;
  const place = data.place ?? scene.place;
  if (spotOf(place, of.service) === null) return { kind: "ignored", why: "not a place" };
  const { replyToId } = scene.activity;
  const shown =
    replyToId === undefined ? null : data.before === undefined ? replyToId : `${data.before},${replyToId}`;
  switch (verb) {
    case "choose":
    case "pick": {
      const id = verb === "choose" ? data.id : data.choice;
      if (id === undefined) return { kind: "nothing-picked" };
      return deliveries({ ...scene, place }, [{ kind: "choose", id, message: shown }]);
    }
    case "back":
      return deliveries(scene, [{ kind: "back" }]);
    case "revise":
      return data.body === undefined || data.body.trim() === ""
        ? { kind: "nothing-picked" }
        : deliveries(scene, [{ kind: "revise", body: data.body }]);
    case "edit":
      return {
        kind: "form",
        place: scene.place,
        before: data.before ?? null,
        otherwise: deliveriesOf(scene, [{ kind: "choose", id: "edit", message: shown }]),
      };
    case "keep":
      return { kind: "unform", place: scene.place, before: data.before ?? null };
  }
}

function deliveries(scene: Scene, inputs: readonly ChatInput[], fileOfChannel = false): Reading {
  return { kind: "deliveries", fileOfChannel, deliveries: deliveriesOf(scene, inputs) };
}

function deliveriesOf({ activity, place, author }: Scene, inputs: readonly ChatInput[]): readonly Delivery[] {
  const key = createHash("sha256")
    .update([activity.type, activity.id, activity.conversation.id, activity.from.id].join("\n"))
    .digest("base64url")
    .slice(0, 22);
  return inputs.map((input, index) => ({
    eventId: `${activity.id.slice(0, 120)}.${key}${index === 0 ? "" : `.${index}`}`,
    place,
    order: `${orderOf(activity)} ${String(index).padStart(2, "0")}`,
    author,
    opens: true,
    input,
  }));
}

/** By the time the connector gives, then by the id: that of a message is its time too. */
function orderOf({ timestamp, id }: TeamsActivity): string {
  const given = Date.parse(timestamp ?? "");
  const written = Number(id);
  const at = Number.isFinite(given) ? given : Number.isFinite(written) ? written : 0;
  return `${new Date(Math.min(Math.max(at, 0), 8e15)).toISOString()} ${id.slice(0, 60)}`;
}

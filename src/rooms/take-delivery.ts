import type { Assistant, Input, Taken } from "../../adapters/adapter.ts";
import type { Call, ChatAdapter, ChatInput } from "../../adapters/chat.ts";
import { FileUnavailable } from "../../adapters/chat.ts";
import type { Log } from "../log.ts";
import type { Language, Message, Turn } from "../message.ts";
import type { DeliveryRow, RoomRow, Store, Writing } from "../store/store.ts";
import type { Texts } from "../texts.ts";
import { addPost, addPosts, notice } from "./add-posts.ts";
import { isGone } from "./is-gone.ts";
import { questionOf } from "./question-of.ts";

export type TakeParts = {
  readonly store: Store;
  readonly assistant: Assistant;
  readonly adapter: ChatAdapter;
  readonly texts: Texts;
  readonly log: Log;
  readonly now: () => Date;
};

/** Buttons that are the room's own, not the assistant's. */
const TAKE_OVER = "chat:take-over";
const HAND_BACK = "chat:hand-back";
const REMEMBER = "chat:remember";
const FORGET = "chat:forget";

/** Seconds before a turn that failed is tried again; after as many failures it is given up, and that is said. */
const WAITS = [1, 5] as const;

/** What people write to have their school forgotten. */
const FORGET_SCHOOL =
  /^\W*(?:oublie[rz]?|forget)\s+(?:mon|my|l|the)\W+(?:établissement|etablissement|école|uai|school)\W*$/iu;

/** Takes one delivery and settles it: with a turn of the assistant's, a change of who speaks, or nothing to do. */
export async function takeDelivery(parts: TakeParts, row: DeliveryRow): Promise<void> {
  const { store, now, log } = parts;
  try {
    await taken(parts, row);
    await store.write((tx) => tx.settleDelivery(row.seq, { ...row, state: "done" }));
  } catch (error) {
    const attempts = row.attempts + 1;
    const wait = WAITS[row.attempts];
    const state = wait === undefined ? "failed" : "waiting";
    const next_at = new Date(now().getTime() + (wait ?? 0) * 1000).toISOString();
    log.error({ err: error, channel: row.channel, delivery: row.seq, attempts }, "a delivery was not taken");
    await store.write(async (tx) => {
      const room = await tx.room(row.channel, row.place);
      if (wait === undefined && room !== undefined) await say(parts, tx, room, "chat.failed");
      await tx.settleDelivery(row.seq, { state, attempts, next_at });
    });
  }
}

async function taken(parts: TakeParts, row: DeliveryRow): Promise<void> {
  const input = JSON.parse(row.input) as ChatInput;
  const room = await parts.store.read.room(row.channel, row.place);
  if (room === undefined) {
    if (row.opens === 0) return;
    const opened = await openRoom(parts, row, input);
    if (opened !== undefined && input.kind !== "open") await personActs(parts, row, opened, input);
  } else if (row.person !== room.person) {
    // Another's words, stored before it was known whose room this would be, are not taken for the person's.
    if (row.agent === 1) await agentActs(parts, row, room, input);
  } else if (room.held_by === null) await personActs(parts, row, room, input);
  else if (isPress(input, HAND_BACK)) await handBack(parts, row, room);
}

/** A conversation of its own for this place; a school the person wants remembered is known in it. */
async function openRoom(parts: TakeParts, row: DeliveryRow, input: ChatInput): Promise<RoomRow | undefined> {
  const { store, assistant } = parts;
  const { channel, place, person } = row;
  const uai = (await store.read.person(channel, person))?.uai ?? null;
  await assistant.open({
    channel,
    language: (row.language as Language | null) ?? undefined,
    eventId: row.event_id,
    known: uai === null ? undefined : { uai },
    room: { place, person, greets: input.kind === "open" },
  });
  const room = await store.read.room(channel, place);
  if (room !== undefined && uai !== null && input.kind === "open")
    await store.write((tx) => say(parts, tx, room, "chat.remembered", { uai }));
  return room;
}

async function personActs(
  parts: TakeParts,
  row: DeliveryRow,
  room: RoomRow,
  input: ChatInput,
): Promise<void> {
  const { assistant, store } = parts;
  if (isPress(input, REMEMBER) || isPress(input, FORGET) || asksToForget(input)) {
    await keepSchool(parts, row, room, isPress(input, REMEMBER));
    return;
  }
  if (input.kind === "choose" && (input.id.startsWith("chat:") || (await isGone(store, room, input)))) return;
  if (input.kind === "open") {
    await assistant.resume(room.conversation, row.event_id);
    return;
  }
  const of = await questionOf(store, room, input);
  const result = await assistant
    .take({ conversation: room.conversation, eventId: row.event_id, input: inputOf(parts, input, of) })
    .catch((error: unknown) => {
      if (error instanceof FileUnavailable) return error;
      throw error;
    });
  if (result instanceof FileUnavailable) {
    parts.log.warn({ channel: row.channel, why: result.why }, "a file could not be read");
    await store.write((tx) => say(parts, tx, room, `chat.file.${result.why}`));
  } else if (result.kind === "refused") {
    await store.write((tx) => tell(parts, tx, room, () => notice(result.message)));
  } else await offerToRemember(parts, row, room, result);
}

function inputOf(
  { adapter }: TakeParts,
  input: Exclude<ChatInput, { kind: "open" }>,
  of: string | undefined,
): Input {
  switch (input.kind) {
    case "choose":
      return { kind: "choose", id: input.id, of };
    case "file":
      return { kind: "file", name: input.name, content: adapter.fetch(input.ref) };
    default:
      return input;
  }
}

function isPress(input: ChatInput, id: string): boolean {
  return input.kind === "choose" && input.id === id;
}

function asksToForget(input: ChatInput): boolean {
  return input.kind === "say" && FORGET_SCHOOL.test(input.text);
}

/** An agent who speaks in the room takes it over; the person and the assistant are told. */
async function agentActs(parts: TakeParts, row: DeliveryRow, room: RoomRow, input: ChatInput): Promise<void> {
  // The button may be gone from the platform: calling the assistant gives it back too.
  if (isPress(input, HAND_BACK) || (input.kind === "open" && room.held_by !== null)) {
    await handBack(parts, row, room);
    return;
  }
  const speaks = input.kind === "say" || input.kind === "file" || isPress(input, TAKE_OVER);
  if (!speaks || room.held_by !== null) return;
  await parts.store.write(async (tx) => {
    await tx.saveRoom(room.conversation, { held_by: row.person });
    await say(parts, tx, room, "chat.held", {}, [HAND_BACK]);
    await updateCall(parts, tx, room);
  });
}

/** The assistant speaks again, from where it stood. */
async function handBack(parts: TakeParts, row: DeliveryRow, room: RoomRow): Promise<void> {
  if (room.held_by === null && row.attempts === 0) return;
  if (room.held_by !== null) {
    await parts.store.write(async (tx) => {
      await tx.saveRoom(room.conversation, { held_by: null });
      await say(parts, tx, room, "chat.handed-back");
    });
  }
  // Known by the event: tried again after a failure it is said once.
  await parts.assistant.resume(room.conversation, row.event_id);
}

/** The card in the agents' place shows that somebody took the conversation up. */
async function updateCall(parts: TakeParts, tx: Writing, room: RoomRow): Promise<void> {
  const card = room.call_post === null ? undefined : await tx.post(room.call_post);
  if (card === undefined) return;
  const language = card.language as Language;
  const takenBy = parts.texts.say(language, "chat.an-agent");
  const post = { kind: "call", call: { ...(JSON.parse(card.body) as Call), takenBy } } as const;
  const at = parts.now().toISOString();
  await addPost(tx, room, { post, language, at, target: card.seq, place: card.place });
}

/** Once a procedure is over the person is asked, a single time, whether his school may be remembered. */
async function offerToRemember(
  parts: TakeParts,
  row: DeliveryRow,
  room: RoomRow,
  { turn }: Taken,
): Promise<void> {
  const uai = turn.facts["uai"];
  if (!turn.done || uai === undefined || uai === "unknown") return;
  const { channel, person, language } = row;
  const known = await parts.store.read.person(channel, person);
  if (known !== undefined && known.asked === 1) return;
  await parts.store.write(async (tx) => {
    await tx.savePerson({ channel, person, language, uai: null, asked: 1 });
    await say(parts, tx, room, "chat.may-remember", { uai }, [REMEMBER, FORGET]);
  });
}

async function keepSchool(parts: TakeParts, row: DeliveryRow, room: RoomRow, keeps: boolean): Promise<void> {
  const { channel, person, language } = row;
  const last = keeps ? await parts.store.read.lastTurn(room.conversation) : undefined;
  const uai = last === undefined ? null : ((JSON.parse(last.turn) as Turn).facts["uai"] ?? null);
  await parts.store.write(async (tx) => {
    await tx.savePerson({ channel, person, language, uai, asked: 1 });
    const key = uai === null ? "chat.forgotten" : "chat.kept";
    await say(parts, tx, room, key, { uai: uai ?? "" });
  });
}

/** Says a sentence of the room's own; with buttons it settles what was asked before. */
function say(
  parts: TakeParts,
  tx: Writing,
  room: RoomRow,
  key: string,
  values: Readonly<Record<string, string>> = {},
  buttons: readonly string[] = [],
): Promise<void> {
  const { texts } = parts;
  return tell(parts, tx, room, (language) => ({
    ...notice(texts.say(language, key, values)),
    choices: buttons.map((id) => ({
      id,
      label: texts.say(language, `chat.button.${id.replace("chat:", "")}`),
    })),
  }));
}

/** Puts one message in line, made in the language of the conversation. */
async function tell(
  { now }: TakeParts,
  tx: Writing,
  { conversation }: RoomRow,
  message: (language: Language) => Message,
): Promise<void> {
  // A turn may have changed the room since it was read.
  const room = await tx.roomOf(conversation);
  const language = ((await tx.conversation(conversation))?.language ?? "fr") as Language;
  if (room === undefined) return;
  const said = { language, messages: [message(language)], answer: null, at: now().toISOString(), own: true };
  await addPosts(tx, room, said);
}

import { createHash, createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import type { Assistant, Opened, Refusal, StoredTurn, Taken, Update } from "../../adapters/adapter.ts";
import { callSheetOf } from "../escalation/call-sheet-of.ts";
import { letterLanguages } from "../escalation/draft.ts";
import { tableOf } from "../figure/figure-table.ts";
import type { Adviser } from "../llm/adviser.ts";
import type { Language, Output } from "../message.ts";
import { addPosts } from "../rooms/add-posts.ts";
import { answerIn } from "../rooms/answer-in.ts";
import { addCalls } from "../rooms/add-calls.ts";
import type { Lines } from "../rooms/lines.ts";
import type { MailAnswer } from "../mail/add-answer.ts";
import type { MakeMail } from "../mail/outgoing.ts";
import { renderLetter } from "../mail/words/render-letter.ts";
import type { Composed } from "../outbox/compose.ts";
import { pendingMail } from "../outbox/pending-mail.ts";
import type { ConversationRow, Store, TurnRow, Writing } from "../store/store.ts";
import { caseNumber } from "./case-number.ts";
import type { About, Examine } from "./ready.ts";
import { readyInput } from "./ready.ts";
import type { Notes, State } from "./state.ts";
import { decodeState, encodeState, newState, NO_NOTES } from "./state.ts";
import type { Effect, KnownTicket, TurnContext } from "./talk.ts";
import type { Stepped } from "./turn.ts";
import type { News } from "./news.ts";
import { comeBack, greet, tellNews, turn } from "./turn.ts";
import type { World } from "./world.ts";

/** What the one door is built from. `examine` may run on another thread; `now` is the clock. */
export type AssistantParts = {
  readonly world: World;
  readonly store: Store;
  readonly mailFrom: string;
  readonly makeMail: MakeMail;
  /** Says in a mail what is told in a conversation held by mail. */
  readonly mailAnswer?: MailAnswer | undefined;
  readonly examine: Examine;
  /** A language model asked where a message is not sure, if one is configured. */
  readonly adviser?: Adviser | undefined;
  /** The chat platforms conversations are held on: what is said there is put in line for them. */
  readonly lines?: Lines | undefined;
  /** Called after a turn that put mail in the outbox. */
  readonly mailWaits?: () => void;
  readonly now?: () => Date;
};

/** The assistant, with what only the program itself asks of it. */
export type TellingAssistant = Assistant & {
  /** Tells in a conversation what happened while nobody spoke, once for each event; null where there is none. */
  tell(conversation: string, eventId: string, news: News): Promise<StoredTurn | null>;
  /** What opens a conversation. */
  tokenOf(conversation: string): string;
};

/** How often another process's updates are looked for, in milliseconds. */
const LOOK_EVERY_MS = 2_000;

/** Event id of the turn that opens a conversation. */
const GREETING = "greeting";

/** A mail composed for the transaction, for the effect that wants it. */
type Prepared = { readonly effect: Effect; readonly composed: Composed | null };

function hashOf(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

function storedTurn(row: TurnRow): StoredTurn {
  return {
    eventId: row.event_id,
    input: JSON.parse(row.input) as StoredTurn["input"],
    messages: JSON.parse(row.messages) as Output[],
    turn: JSON.parse(row.turn) as StoredTurn["turn"],
    at: row.at,
  };
}

/** What is known of the person beforehand gives way to whatever he says. */
function knowing(state: State, known: readonly (readonly [fact: string, value: string])[]): State {
  if (known.length === 0) return state;
  const marks = known.map(([key, value]) => ({ kind: "fact", key, value, from: "inferred" }) as const);
  return { ...state, situation: [marks] };
}

function hoursBetween(from: string, to: Date): number {
  return (to.getTime() - new Date(from).getTime()) / 3_600_000;
}

/** The assistant over a store: every turn is one transaction, and an event taken once is never taken again. */
export function createAssistant(parts: AssistantParts): TellingAssistant {
  const { world, store } = parts;
  const now = parts.now ?? ((): Date => new Date());

  function refuse(language: Language, code: Refusal["code"], values = {}): Refusal {
    return { kind: "refused", code, message: world.texts.say(language, `ui.${code}`, values) };
  }

  async function contextOf(tx: Writing, row: ConversationRow, notes: Notes, at: Date): Promise<TurnContext> {
    const tickets = notes.tickets.length === 0 ? [] : await tx.tickets(row.id);
    return {
      seq: row.turns,
      now: at.toISOString(),
      get caseNumber() {
        return caseNumber(row.id);
      },
      idleHours: hoursBetween(row.updated_at, at),
      tickets: tickets.map(({ id, route, status }) => ({ id, route, status }) as KnownTicket),
    };
  }

  /** Mail bytes are made inside the turn's transaction, from nothing but memory: they are stored with the turn. */
  async function prepare(
    effects: readonly Effect[],
    language: Language,
    at: Date,
  ): Promise<readonly Prepared[]> {
    const prepared: Prepared[] = [];
    for (const effect of effects) {
      const composed =
        effect.kind === "mail"
          ? await parts.makeMail({
              ...effect,
              ...renderLetter({
                subject: effect.subject,
                body: effect.body,
                languages: letterLanguages(language),
              }),
              date: at,
              language: "fr",
              automatic: false,
            })
          : null;
      prepared.push({ effect, composed });
    }
    return prepared;
  }

  async function writeEffects(
    tx: Writing,
    id: string,
    prepared: readonly Prepared[],
    at: string,
  ): Promise<void> {
    for (const { effect, composed } of prepared) {
      if (effect.kind === "ticket") {
        const { kind: _, ...ticket } = effect;
        await tx.addTicket({
          ...ticket,
          conversation: id,
          created_at: at,
          updated_at: at,
          party_number: null,
          reminded: 0,
          reminded_at: null,
        });
      } else if (effect.kind === "ticket-news") {
        if (effect.status !== null) await tx.setTicketStatus(effect.ticket, effect.status, at);
        if (effect.number !== null) await tx.letters.setPartyNumber(effect.ticket, effect.number);
      } else if (composed !== null) {
        const { id: mail, ticket, route, to, subject } = effect;
        const about = { id: mail, kind: "escalation", conversation: id, ticket, route } as const;
        await tx.enqueue(pendingMail({ ...about, from: parts.mailFrom, to, subject, at }, composed));
      }
    }
  }

  /** What a turn says on a chat platform goes out from there: it is put in line with the turn. */
  async function writePosts(
    tx: Writing,
    id: string,
    channel: string,
    stepped: Stepped,
    input: StoredTurn["input"],
    at: string,
  ): Promise<void> {
    const { lines } = parts;
    const room = lines?.has(channel) === true ? await tx.roomOf(id) : undefined;
    if (lines === undefined || room === undefined) return;
    const { language } = stepped.state;
    const answer = await answerIn(tx, room, input);
    await addPosts(tx, room, { language, messages: stepped.messages, answer, at });
    await addCalls(tx, room, lines.agentsOf(channel), { language, effects: stepped.effects, at });
  }

  async function writeTurn(
    tx: Writing,
    id: string,
    stepped: Stepped,
    about: {
      readonly seq: number;
      readonly eventId: string;
      readonly hash: string;
      readonly input: StoredTurn["input"];
      readonly at: Date;
      readonly channel: string;
      /** It is stored, and not shown where it is held. */
      readonly silent?: boolean;
    },
  ): Promise<void> {
    const at = about.at.toISOString();
    await tx.addTurn({
      conversation: id,
      seq: about.seq,
      event_id: about.eventId,
      input_hash: about.hash,
      input: JSON.stringify(about.input),
      messages: JSON.stringify(stepped.messages),
      turn: JSON.stringify(stepped.turn),
      at,
    });
    await tx.saveConversation({
      id,
      language: stepped.state.language,
      state: encodeState(stepped.state),
      notes: JSON.stringify(stepped.notes),
      turns: about.seq + 1,
      updated_at: at,
    });
    await writeEffects(tx, id, await prepare(stepped.effects, stepped.state.language, about.at), at);
    if (about.silent !== true) await writePosts(tx, id, about.channel, stepped, about.input, at);
  }

  async function open(from: Parameters<Assistant["open"]>[0]): Promise<Opened> {
    const at = now();
    const language = from.language ?? "fr";
    return store.write(async (tx) => {
      const opened = from.eventId === undefined ? undefined : await tx.openedBy(from.channel, from.eventId);
      if (opened !== undefined) {
        const first = await tx.turn(opened.id, GREETING);
        if (first !== undefined)
          return { id: opened.id, token: tokenOf(opened.id), greeting: storedTurn(first) };
      }
      const id = randomBytes(12).toString("base64url");
      const token = tokenOf(id);
      const known = Object.entries(from.known ?? {});
      const state = knowing(newState(language, from.language !== undefined), known);
      const greeting = greet(world, state, NO_NOTES, {
        seq: 0,
        now: at.toISOString(),
        caseNumber: caseNumber(id),
        idleHours: 0,
        tickets: [],
      });
      await tx.addConversation({
        id,
        token_hash: hashOf(token),
        channel: from.channel,
        opened_by: from.eventId ?? null,
        language,
        state: encodeState(greeting.state),
        notes: JSON.stringify(greeting.notes),
        turns: 0,
        created_at: at.toISOString(),
        updated_at: at.toISOString(),
      });
      const { channel, room } = from;
      if (room !== undefined) {
        const { place, person } = room;
        await tx.addRoom({
          conversation: id,
          channel,
          place,
          person,
          held_by: null,
          open_post: null,
          call_post: null,
        });
      }
      const about = { seq: 0, eventId: GREETING, hash: "", input: null, at, channel };
      await writeTurn(tx, id, greeting, { ...about, silent: room?.greets !== true });
      const { eventId, input } = about;
      const stored = {
        eventId,
        input,
        messages: greeting.messages,
        turn: greeting.turn,
        at: at.toISOString(),
      };
      return { id, token, greeting: stored };
    });
  }

  /** Derived from the store's own secret, so that the same opening delivered again gives the same token. */
  function tokenOf(id: string): string {
    return createHmac("sha256", store.secret).update(id).digest("base64url");
  }

  async function take(inbound: Parameters<Assistant["take"]>[0]): Promise<Taken | Refusal> {
    const ready = await readyInput(parts, inbound.input, () => aboutOf(inbound.conversation));
    if (ready === null) return refuse("fr", "unknown-conversation");
    const taken = await store.write(async (tx): Promise<Taken | Refusal | { readonly mails: Taken }> => {
      const before = await tx.beforeTurn(inbound.conversation, inbound.eventId);
      if (before === undefined) return refuse("fr", "unknown-conversation");
      const { conversation: row, known } = before;
      if (known !== undefined) {
        if (known.input_hash !== ready.hash) return refuse(row.language as Language, "event-conflict");
        const { messages, turn: said } = storedTurn(known);
        return { kind: "taken", messages, turn: said, replay: true };
      }
      const at = now();
      const state: State = decodeState(row.state);
      const notes = JSON.parse(row.notes) as Notes;
      const context = await contextOf(tx, row, notes, at);
      const stepped = turn(world, state, notes, ready.input, context);
      if (stepped.kind === "refused") return stepped;
      const about = {
        seq: context.seq,
        eventId: inbound.eventId,
        hash: ready.hash,
        input: ready.stored,
        at,
        channel: row.channel,
      };
      await writeTurn(tx, row.id, stepped, about);
      const result: Taken = { kind: "taken", messages: stepped.messages, turn: stepped.turn, replay: false };
      return stepped.effects.some((effect) => effect.kind === "mail") ? { mails: result } : result;
    });
    if (!("mails" in taken)) return taken;
    parts.mailWaits?.();
    return taken.mails;
  }

  /** What a file is held against: it is examined before the transaction, which waits for nothing. */
  async function aboutOf(conversation: string): Promise<About | null> {
    const row = await store.read.conversation(conversation);
    if (row === undefined) return null;
    return {
      language: row.language as Language,
      state: decodeState(row.state),
      notes: JSON.parse(row.notes) as Notes,
      now: now(),
    };
  }

  /**
   * A turn without an input, stored once for each event. `also` writes what comes with it; null where there is no such
   * conversation.
   */
  async function turnWithoutInput(
    conversation: string,
    eventId: string,
    step: (state: State, notes: Notes, context: TurnContext) => Stepped,
    also: (tx: Writing, stepped: Stepped, seq: number, at: Date) => Promise<void> = async () => undefined,
  ): Promise<StoredTurn | null> {
    return store.write(async (tx) => {
      const before = await tx.beforeTurn(conversation, eventId);
      if (before === undefined) return null;
      const { conversation: row, known } = before;
      if (known !== undefined) return storedTurn(known);
      const at = now();
      const notes = JSON.parse(row.notes) as Notes;
      const context = await contextOf(tx, row, notes, at);
      const { seq } = context;
      const stepped = step(decodeState(row.state), notes, context);
      const about = { seq, eventId, hash: "", input: null, at, channel: row.channel };
      await writeTurn(tx, row.id, stepped, about);
      await also(tx, stepped, seq, at);
      return { eventId, input: null, messages: stepped.messages, turn: stepped.turn, at: at.toISOString() };
    });
  }

  function resume(conversation: string, eventId: string): Promise<StoredTurn | null> {
    return turnWithoutInput(conversation, eventId, (...before) => comeBack(world, ...before));
  }

  function tellNewsOf(conversation: string, eventId: string, news: News): Promise<StoredTurn | null> {
    return turnWithoutInput(
      conversation,
      eventId,
      (state, notes, context) => tellNews(world, state, notes, news, context),
      async (tx, { messages, state }, seq, at) => {
        // Nobody asked for it: who looks on is told.
        const update = { conversation, messages: JSON.stringify(messages), at: at.toISOString(), turn: seq };
        await tx.addUpdate(update);
        await parts.mailAnswer?.(tx, conversation, state.language, messages, at);
      },
    );
  }

  /** Resolves at the next update of this process, at the next look for those of others, or when aborted. */
  function nextLook(conversation: string, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const over = (): void => {
        clearTimeout(timer);
        stop();
        signal.removeEventListener("abort", over);
        resolve();
      };
      const timer = setTimeout(over, LOOK_EVERY_MS);
      const stop = store.onUpdate(conversation, over);
      signal.addEventListener("abort", over);
    });
  }

  async function* follow(conversation: string, seq: number, signal: AbortSignal): AsyncIterable<Update> {
    let last = seq;
    while (!signal.aborted) {
      const look = nextLook(conversation, signal);
      for (const row of await store.read.updatesAfter(conversation, last)) {
        last = row.seq;
        yield { seq: row.seq, messages: JSON.parse(row.messages) as Output[], at: row.at, turn: row.turn };
      }
      await look;
    }
  }

  return {
    open,
    take,
    resume,
    tell: tellNewsOf,
    tokenOf,
    follow,
    async read(conversation) {
      const row = await store.read.conversation(conversation);
      if (row === undefined) return null;
      const turns = await store.read.turns(conversation);
      return {
        language: row.language as Language,
        turns: turns.map(storedTurn),
        seq: await store.read.lastUpdate(conversation),
      };
    },
    async admits(conversation, token) {
      const row = await store.read.conversation(conversation);
      const given = Buffer.from(hashOf(token));
      const right = Buffer.from(row?.token_hash ?? hashOf(""));
      return timingSafeEqual(given, right) && row !== undefined;
    },
    async mail(conversation, mail) {
      const row = await store.read.mail(mail);
      return row?.conversation === conversation ? row.raw : null;
    },
    async latest(channel) {
      return (await store.read.latest(channel))?.id ?? null;
    },
    async callSheet(conversation) {
      const row = await store.read.conversation(conversation);
      if (row === undefined) return null;
      const said = (await store.read.turns(conversation)).flatMap((one) => storedTurn(one).messages);
      return callSheetOf(world, decodeState(row.state), JSON.parse(row.notes) as Notes, said);
    },
    // Drawing takes a library nobody needs before the first picture.
    draw: async (figure) => (await import("../figure/draw.ts")).draw(figure),
    table: (language, figure) => tableOf(figure, (key) => world.texts.say(language, key)),
    text: (language, key, values) => world.texts.say(language, key, values),
  };
}

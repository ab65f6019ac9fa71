import type { REST } from "discord.js";
import { MessageFlags, Routes } from "discord.js";
import { z } from "zod";
import type { Chat, Posted, Posting } from "../chat.ts";
import { CODES, failureOf } from "./failureOf.ts";
import { channelOf, isDirect } from "./place.ts";
import { renderCall } from "./renderCall.ts";
import type { Rendering, Shown, Words } from "./renderOutput.ts";
import { renderOutput, renderSettled } from "./renderOutput.ts";
import { nonceOf } from "./replyTo.ts";
import { shownBefore } from "./shownBefore.ts";

export type Showing = {
  readonly rest: REST;
  readonly chat: Pick<Chat, "text" | "table">;
  /** Whether the words of messages that do not mention the bot are read. */
  readonly messageContent: boolean;
  /** Id of the bot's user. */
  readonly me: () => Promise<string>;
};

/** How many messages are looked through for what was shown already. */
const LOOKED_THROUGH = 50;

const created = z.object({ id: z.string() });
const directChannel = z.object({ recipients: z.array(z.object({ id: z.string() })).default([]) });

/** Shows one thing on Discord, or changes one that was shown. What Discord answers becomes a `Posted`, nothing is thrown. */
export async function showPosting(posting: Posting, showing: Showing): Promise<Posted> {
  const { place, language, post, id } = posting;
  const words: Words = (key, values) => showing.chat.text(language, key, values);
  const rendering: Rendering = {
    words,
    table: (figure) => showing.chat.table(language, figure),
    mentionNeeded: !showing.messageContent && !isDirect(place),
  };
  try {
    switch (post.kind) {
      case "show":
        return await send(posting, renderOutput(post.output, rendering), showing);
      case "settle":
        if (id === null) return { kind: "refused", why: words("discord.why.nothing-shown") };
        return await change(place, id, renderSettled(post.output, post.answer, rendering), showing);
      case "call": {
        const shown = renderCall(post.call, await whereOf(post.call.place, showing), words);
        return id === null ? await send(posting, [shown], showing) : await change(place, id, shown, showing);
      }
    }
  } catch (error) {
    return postedOf(error, words);
  }
}

/** Sends what is not there yet, in order. The id is that of the last, which has the buttons. */
async function send(
  { place, key, attempt }: Posting,
  messages: readonly Shown[],
  { rest, me }: Showing,
): Promise<Posted> {
  const route = Routes.channelMessages(channelOf(place));
  const query = new URLSearchParams({ limit: String(LOOKED_THROUGH) });
  const before = attempt === 1 ? [] : shownBefore(await rest.get(route, { query }), await me(), messages);
  let id = before.at(-1) ?? "";
  for (const [at, message] of messages.entries()) {
    if (at < before.length) continue;
    const body = { ...bodyOf(message), nonce: nonceOf(key, at), enforce_nonce: true };
    id = created.parse(await rest.post(route, { body })).id;
  }
  return { kind: "posted", id };
}

async function change(place: string, id: string, shown: Shown, { rest }: Showing): Promise<Posted> {
  const channel = channelOf(place);
  const edit = (): Promise<unknown> =>
    rest.patch(Routes.channelMessage(channel, id), { body: bodyOf(shown) });
  try {
    await edit();
  } catch (error) {
    const failure = failureOf(error);
    if (failure.kind !== "refused" || failure.code !== CODES.archived) throw error;
    // A thread nobody wrote in for long is asleep: its messages change once it is awake.
    await rest.patch(Routes.channel(channel), { body: { archived: false } });
    await edit();
  }
  return { kind: "posted", id };
}

/** Nothing said ever calls anybody, and no preview of a page pushes what is said out of sight. */
function bodyOf({ content, components }: Shown): object {
  return { content, components, allowed_mentions: { parse: [] }, flags: MessageFlags.SuppressEmbeds };
}

/** Where the person waits, as Discord links to it: the thread, or in a direct message the person. */
async function whereOf(place: string, { rest }: Showing): Promise<string | null> {
  const channel = channelOf(place);
  if (!isDirect(place)) return `<#${channel}>`;
  try {
    const person = directChannel.parse(await rest.get(Routes.channel(channel))).recipients[0]?.id;
    return person === undefined ? null : `<@${person}>`;
  } catch (error) {
    if (failureOf(error).kind === "refused") return null;
    throw error;
  }
}

function postedOf(error: unknown, words: Words): Posted {
  const failure = failureOf(error);
  if (failure.kind === "busy") return { kind: "later", seconds: failure.seconds, why: failure.why };
  if (failure.kind === "unreachable") return { kind: "later", seconds: null, why: failure.why };
  // The token is the operator's to mend: until then what is to be said waits.
  if (failure.status === 401) return { kind: "later", seconds: null, why: words("discord.why.token").trim() };
  const why = words(`discord.why.${REASONS[failure.code] ?? "other"}`, { code: failure.why }).trim();
  return { kind: "refused", why };
}

const REASONS: Readonly<Record<number, string>> = {
  [CODES.unknownChannel]: "no-channel",
  [CODES.unknownMessage]: "no-message",
  [CODES.noAccess]: "no-access",
  [CODES.noPermission]: "no-permission",
  [CODES.cannotWriteTo]: "cannot-write",
  [CODES.locked]: "locked",
};

import type { webApi } from "@slack/bolt";
import type { Chat, Posted, Posting } from "../chat.ts";
import { failed } from "./failure.ts";
import type { Laid } from "./layOut.ts";
import { changedText } from "./layOut.ts";
import { lastStamp, messageId, withEarlier } from "./messageId.ts";
import type { Terms } from "./piece.ts";
import type { Place } from "./place.ts";
import { isDirect, readPlace } from "./place.ts";
import { renderCall } from "./renderCall.ts";
import { renderOutput, renderSettled } from "./renderOutput.ts";
import { postMessage } from "./postMessage.ts";
import { mark, shownParts } from "./shown.ts";

/** Shows one posting, or changes what it names; never throws. */
export async function postOutput(client: webApi.WebClient, chat: Chat, posting: Posting): Promise<Posted> {
  const { language, post, id } = posting;
  const words: Terms["words"] = (key, values) => chat.text(language, key, values);
  const terms: Terms = { words, language, table: (...figure) => chat.table(...figure) };
  const place = readPlace(posting.place);
  if (place === null) return { kind: "refused", why: words("slack.refused.place") };
  try {
    switch (post.kind) {
      case "show":
        return await show(client, place, renderOutput(post.output, terms), posting);
      case "settle":
        if (id === null) return { kind: "refused", why: words("slack.refused.message") };
        return await change(client, place, renderSettled(post.output, post.answer, terms), id);
      case "call": {
        const card = renderCall(post.call, await linkTo(client, post.call.place), words);
        return id === null
          ? await show(client, place, [card], posting)
          : await change(client, place, card, id);
      }
    }
  } catch (error) {
    return failed(error, words);
  }
}

async function show(
  client: webApi.WebClient,
  place: Place,
  messages: readonly Laid[],
  { key, attempt }: Posting,
): Promise<Posted> {
  // Whatever was shown although its answer was lost has its key.
  const shown = attempt > 1 ? await shownParts(client, place, key) : new Map<number, string>();
  const stamps: string[] = [];
  for (const [part, { blocks, text }] of messages.entries()) {
    const laid = { blocks: withEarlier(blocks, stamps), text };
    stamps.push(shown.get(part) ?? (await postMessage(client, place, laid, mark(key, part))));
  }
  return { kind: "posted", id: messageId(stamps) };
}

async function change(
  client: webApi.WebClient,
  { channel }: Place,
  { blocks, text }: Laid,
  id: string,
): Promise<Posted> {
  const earlier = id.split(",").slice(0, -1);
  await client.chat.update({
    channel,
    ts: lastStamp(id),
    text: changedText(text),
    blocks: [...withEarlier(blocks, earlier)],
  });
  return { kind: "posted", id };
}

/** Address of a thread for people who can go there; null for a direct message, and where Slack gives none. */
export async function linkTo(client: webApi.WebClient, place: string): Promise<string | null> {
  const read = readPlace(place);
  if (read === null || read.thread === null || isDirect(read.channel)) return null;
  return permalink(client, read.channel, read.thread);
}

/** https://docs.slack.dev/reference/methods/chat.getPermalink; null where there is none: it is a convenience. */
export async function permalink(
  client: webApi.WebClient,
  channel: string,
  stamp: string,
): Promise<string | null> {
  try {
    const { permalink: link } = await client.chat.getPermalink({ channel, message_ts: stamp });
    return link ?? null;
  } catch {
    return null;
  }
}

import type { webApi } from "@slack/bolt";
import { escapeText } from "./escapeText.ts";
import { postMessage } from "./postMessage.ts";
import { mark, shownParts } from "./shown.ts";

/**
 * A thread in the direct messages with a person, begun by one sentence of the assistant; the same one for the same `key`, so
 * that an event delivered twice begins one. Rejects with the Web API's errors.
 */
export async function directThread(
  client: webApi.WebClient,
  user: string,
  key: string,
  sentence: string,
): Promise<{ readonly channel: string; readonly thread: string }> {
  const { channel: opened } = await client.conversations.open({ users: user });
  const channel = opened?.id;
  if (channel === undefined) throw new Error("conversations.open gave no channel");
  const known = (await shownParts(client, { channel, thread: null }, key)).get(0);
  if (known !== undefined) return { channel, thread: known };
  const text = escapeText(sentence);
  const thread = await postMessage(client, { channel, thread: null }, { blocks: [], text }, mark(key, 0));
  return { channel, thread };
}

import type { types, webApi } from "@slack/bolt";
import type { Laid } from "./layOut.ts";
import type { Place } from "./place.ts";

/**
 * Posts one message and gives its time stamp. Rejects with the Web API's errors.
 * https://docs.slack.dev/reference/methods/chat.postMessage
 */
export async function postMessage(
  client: webApi.WebClient,
  { channel, thread }: Pick<Place, "channel" | "thread">,
  { blocks, text }: Laid,
  metadata: types.MessageMetadata,
): Promise<string> {
  const message: webApi.ChatPostMessageArguments = {
    channel,
    text,
    metadata,
    unfurl_links: false,
    unfurl_media: false,
    ...(blocks.length === 0 ? {} : { blocks: [...blocks] }),
    ...(thread === null ? {} : { thread_ts: thread }),
  };
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- Slack's method, not that of a window.
  const { ts } = await client.chat.postMessage(message);
  if (ts === undefined) throw new Error("chat.postMessage gave no time stamp");
  return ts;
}

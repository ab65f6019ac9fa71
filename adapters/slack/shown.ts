import type { types, webApi } from "@slack/bolt";
import type { Place } from "./place.ts";

/** Our mark on a message: https://docs.slack.dev/messaging/message-metadata */
const EVENT_TYPE = "passerelle_post";

/** How far back a message whose answer was lost is looked for. */
const LOOK_BACK_SECONDS = 24 * 60 * 60;
const MOST_PAGES = 10;

/** `key` is that of the posting, `part` the number of the message where it took several. */
export function mark(key: string, part: number): types.MessageMetadata {
  return { event_type: EVENT_TYPE, event_payload: { key, part } };
}

/**
 * Time stamps of the messages of a thread, or of a channel, that have this key, by their part. Rejects with the Web API's
 * errors: where it is not known what was shown, nothing may be shown again.
 */
export async function shownParts(
  client: webApi.WebClient,
  { channel, thread }: Pick<Place, "channel" | "thread">,
  key: string,
): Promise<ReadonlyMap<number, string>> {
  const found = new Map<number, string>();
  const oldest = String(Math.floor(Date.now() / 1_000) - LOOK_BACK_SECONDS);
  let cursor: string | undefined;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const asked = {
      channel,
      oldest,
      limit: 200,
      include_all_metadata: true,
      ...(cursor === undefined ? {} : { cursor }),
    };
    const answer =
      thread === null
        ? await client.conversations.history(asked)
        : await client.conversations.replies({ ...asked, ts: thread });
    for (const message of answer.messages ?? []) {
      const part = partOf(message, key);
      if (part !== null && message.ts !== undefined) found.set(part, message.ts);
    }
    cursor = answer.response_metadata?.next_cursor;
    if (cursor === undefined || cursor === "") break;
  }
  return found;
}

function partOf(message: object, key: string): number | null {
  if (!("metadata" in message)) return null;
  const metadata = message.metadata;
  if (typeof metadata !== "object" || metadata === null) return null;
  if (!("event_type" in metadata) || metadata.event_type !== EVENT_TYPE) return null;
  if (!("event_payload" in metadata)) return null;
  const payload = metadata.event_payload;
  if (typeof payload !== "object" || payload === null) return null;
  if (!("key" in payload) || payload.key !== key) return null;
  return "part" in payload && typeof payload.part === "number" ? payload.part : 0;
}

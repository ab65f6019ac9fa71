import type { REST } from "discord.js";
import { Routes } from "discord.js";
import { z } from "zod";
import { FileUnavailable } from "../chat.ts";
import { CODES, failureOf } from "./failureOf.ts";
import { tryAgain } from "./tryAgain.ts";

const file = z.object({ id: z.string(), url: z.url(), size: z.number().optional() });
const files = z.object({
  attachments: z.array(file).default([]),
  message_snapshots: z
    .array(z.object({ message: z.object({ attachments: z.array(file).default([]) }) }))
    .default([]),
});

/** Longest silence while a file is read. */
const SILENCE_MS = 30_000;

/**
 * The content of an attachment, by `channel/message/attachment`. Its address is signed and expires within a day, so it is asked
 * for anew: docs.discord.com/developers/reference#signed-attachment-cdn-urls. Throws a `FileUnavailable`.
 */
export async function* readAttachment(
  ref: string,
  {
    rest,
    limit,
    signal,
  }: { readonly rest: REST; readonly limit: number | null; readonly signal: AbortSignal },
): AsyncGenerator<Uint8Array> {
  const { url, size } = await addressOf(ref, rest, signal);
  if (limit !== null && (size ?? 0) > limit) throw new FileUnavailable("too-large", `${size} bytes`);
  let read = 0;
  for await (const chunk of download(url, signal)) {
    read += chunk.length;
    if (limit !== null && read > limit) throw new FileUnavailable("too-large", `more than ${limit} bytes`);
    yield chunk;
  }
  // Cut off, a body may end as if it were whole.
  if (size !== undefined && read < size) throw new FileUnavailable("unreachable", `${read} of ${size} bytes`);
}

async function addressOf(
  ref: string,
  rest: REST,
  signal: AbortSignal,
): Promise<{ readonly url: string; readonly size?: number | undefined }> {
  const [channel = "", message = "", attachment = ""] = ref.split("/");
  if (![channel, message, attachment].every((id) => /^\d{1,20}$/.test(id)))
    throw new FileUnavailable("gone", "no such reference");
  const found = await tryAgain(() => rest.get(Routes.channelMessage(channel, message)), signal);
  if (found.kind === "failed") {
    const { failure } = found;
    if (failure.kind !== "refused") throw new FileUnavailable("unreachable", failure.why);
    const forbidden: readonly number[] = [CODES.noAccess, CODES.noPermission];
    throw new FileUnavailable(
      forbidden.includes(failure.code) || failure.status === 401 ? "no-right" : "gone",
      failure.why,
    );
  }
  const read = files.safeParse(found.value);
  if (!read.success) throw new FileUnavailable("unreachable", "not a message");
  const { attachments, message_snapshots } = read.data;
  const all = [...attachments, ...message_snapshots.flatMap((one) => one.message.attachments)];
  const wanted = all.find((one) => one.id === attachment);
  if (wanted === undefined) throw new FileUnavailable("gone", "the message has no such file any more");
  return wanted;
}

async function* download(url: string, stopped: AbortSignal): AsyncGenerator<Uint8Array> {
  const silent = new AbortController();
  const timer = setTimeout(() => silent.abort(), SILENCE_MS);
  try {
    const response = await fetch(url, { signal: AbortSignal.any([silent.signal, stopped]) });
    if (!response.ok || response.body === null) throw refusalOf(response.status);
    for await (const chunk of response.body) {
      timer.refresh();
      yield chunk;
    }
  } catch (error) {
    if (error instanceof FileUnavailable) throw error;
    throw new FileUnavailable("unreachable", failureOf(error).why);
  } finally {
    clearTimeout(timer);
    silent.abort();
  }
}

function refusalOf(status: number): FileUnavailable {
  const why = status === 404 || status === 410 ? "gone" : status === 403 ? "no-right" : "unreachable";
  return new FileUnavailable(why, `HTTP ${status}`);
}

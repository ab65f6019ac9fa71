import { ChannelType, Routes, ThreadAutoArchiveDuration } from "discord.js";
import type { Context } from "./context.ts";
import { CODES } from "./failureOf.ts";
import { THREAD_NAME, clipped } from "./limits.ts";
import type { Done } from "./tryAgain.ts";
import { tryAgain } from "./tryAgain.ts";

/** A week without a word, and a thread leaves the list; whoever writes in it brings it back. */
const KEPT = ThreadAutoArchiveDuration.OneWeek;

/**
 * Opens the thread of a message, which has the message's id: delivered twice, it is the same one.
 * docs.discord.com/developers/resources/channel#start-thread-from-message
 */
export async function threadOfMessage(
  { rest, signal }: Context,
  channel: string,
  message: string,
  name: string,
): Promise<Done<string>> {
  const body = { name: clipped(name, THREAD_NAME), auto_archive_duration: KEPT };
  const opened = await tryAgain(() => rest.post(Routes.threads(channel, message), { body }), signal);
  const before =
    opened.kind === "failed" &&
    opened.failure.kind === "refused" &&
    opened.failure.code === CODES.threadExists;
  return opened.kind === "done" || before ? { kind: "done", value: message } : opened;
}

/** Opens a thread below a channel; a private one is seen by those invited and by moderators. */
export async function threadOfChannel(
  { rest, signal, options }: Context,
  channel: string,
  name: string,
): Promise<Done<string>> {
  const type = options.privateThreads ? ChannelType.PrivateThread : ChannelType.PublicThread;
  const body = { name: clipped(name, THREAD_NAME), auto_archive_duration: KEPT, type };
  const opened = await tryAgain(() => rest.post(Routes.threads(channel), { body }), signal);
  return opened.kind === "failed"
    ? opened
    : { kind: "done", value: (opened.value as { readonly id: string }).id };
}

/** Brings somebody into a thread, agents and those it was opened for alike. */
export async function invite(
  { rest, signal, options }: Context,
  thread: string,
  user: string,
): Promise<void> {
  const invited = await tryAgain(() => rest.put(Routes.threadMembers(thread, user)), signal);
  if (invited.kind === "failed")
    options.log.warn({ why: invited.failure.why }, "nobody could be brought into a thread");
}

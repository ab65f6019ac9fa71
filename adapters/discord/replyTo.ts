import { createHash } from "node:crypto";
import { MessageFlags, Routes } from "discord.js";
import type { Context } from "./context.ts";
import { CONTENT, clipped } from "./limits.ts";
import { tryAgain } from "./tryAgain.ts";

/** A name for a message that is to be made once; up to 25 characters. */
export function nonceOf(...parts: readonly (string | number)[]): string {
  return createHash("sha256").update(parts.join("\n")).digest("base64url").slice(0, 25);
}

/** A sentence for one person, as an answer below his message that calls nobody; told once for each event. */
export async function replyTo(
  { rest, signal, options }: Context,
  to: { readonly channel: string; readonly message: string | null; readonly event: string },
  sentence: string,
): Promise<void> {
  const body = {
    content: clipped(sentence, CONTENT),
    allowed_mentions: { parse: [], replied_user: false },
    flags: MessageFlags.SuppressEmbeds,
    nonce: nonceOf("reply", to.event),
    enforce_nonce: true,
    ...(to.message === null
      ? {}
      : { message_reference: { message_id: to.message, fail_if_not_exists: false } }),
  };
  const told = await tryAgain(() => rest.post(Routes.channelMessages(to.channel), { body }), signal);
  if (told.kind === "failed") options.log.warn({ why: told.failure.why }, "a sentence could not be told");
}

import { z } from "zod";
import type { Shown } from "./renderOutput.ts";

const buttons = z.object({ components: z.array(z.object({ custom_id: z.string().optional() })).optional() });

const recent = z.array(
  z.object({
    id: z.string(),
    type: z.number(),
    author: z.object({ id: z.string() }),
    content: z.string(),
    components: z.array(buttons).default([]),
  }),
);

/** The answer to an earlier message is none of what is shown in line. */
const REPLY = 19;

/**
 * Of a text in several messages, the ids of those shown already, from the first on. What is shown in a place is shown in line, so
 * they are the bot's last ones there. `listed`: the newest messages of the channel, newest first. Needed where a try was lost
 * longer ago than Discord remembers a nonce, which messages read again do not have.
 */
export function shownBefore(listed: unknown, me: string, wanted: readonly Shown[]): readonly string[] {
  const read = recent.safeParse(listed);
  if (!read.success) return [];
  const mine = read.data.filter((one) => one.author.id === me && one.type !== REPLY).toReversed();
  for (let count = Math.min(wanted.length, mine.length); count > 0; count--) {
    const last = mine.slice(-count);
    const same = last.every((one, at) => {
      const shown = wanted[at];
      return shown !== undefined && one.content === shown.content.trim() && ids(one) === ids(shown);
    });
    if (same) return last.map((one) => one.id);
  }
  return [];
}

function ids({ components }: { readonly components: readonly object[] }): string {
  return components
    .flatMap((row) => ("components" in row && Array.isArray(row.components) ? row.components : []))
    .map((one: { readonly custom_id?: string }) => one.custom_id)
    .join("\n");
}

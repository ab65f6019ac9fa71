import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import type { Screens } from "../language/screen.ts";
import { readMessage } from "../language/screen.ts";
import { wordsOf } from "../language/words.ts";
import type { Owner } from "../message.ts";

const schema = z.record(
  z.string(),
  z.looseObject({
    fragments: z.array(z.string()).min(1),
    over: z.array(z.string()).default([]),
    owner: z.string(),
  }),
);

/** Finds the on-screen message of `flows/messages.yaml` that a text quotes: its id, or null. */
export function openScreenReader(root: string): (text: string) => string | null {
  const messages = schema.parse(parse(readFileSync(join(root, "flows", "messages.yaml"), "utf8")));
  const screens: Screens = {
    messages: new Map(
      Object.entries(messages).map(([id, { fragments, over, owner }]) => [
        id,
        { fragments, over, owner: owner as Owner, case: null },
      ]),
    ),
  };
  return (text) => readMessage(text, wordsOf(text), screens)?.value ?? null;
}

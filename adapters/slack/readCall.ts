import { z } from "zod";
import type { ChatInput } from "../chat.ts";
import { COMMAND, EDIT_FIELD, EDIT_VIEW, SHORTCUT } from "./actions.ts";
import type { Incoming, Self } from "./incoming.ts";
import { deliver } from "./incoming.ts";
import { readPlace } from "./place.ts";
import { typedText } from "./typedText.ts";

/** https://docs.slack.dev/interactivity/implementing-slash-commands */
const COMMAND_BODY = z.object({
  command: z.literal(COMMAND),
  text: z.string().optional(),
  user_id: z.string().min(1),
  trigger_id: z.string().min(1),
});

/** `/passerelle`, with or without words: its conversation is in the person's direct messages. */
export function readCommand(body: unknown, self: Self): Incoming | null {
  const read = COMMAND_BODY.safeParse(body);
  if (!read.success) return null;
  const text = typedText(read.data.text ?? "", self.user);
  return {
    kind: "direct",
    eventId: `command/${read.data.trigger_id}`,
    user: read.data.user_id,
    inputs: [text === "" ? { kind: "open" } : { kind: "say", text }],
  };
}

/** https://docs.slack.dev/reference/interaction-payloads/shortcuts-interaction-payload */
const SHORTCUT_BODY = z.object({
  type: z.literal("message_action"),
  callback_id: z.literal(SHORTCUT),
  trigger_id: z.string().min(1),
  user: z.object({ id: z.string().min(1) }),
  message: z.object({
    text: z.string().nullish(),
    files: z.array(z.object({ id: z.string().min(1), name: z.string().nullish() })).optional(),
  }),
});

/** The shortcut of a message: what it says is asked in the person's direct messages, whoever wrote it. */
export function readShortcut(body: unknown, self: Self): Incoming | null {
  const read = SHORTCUT_BODY.safeParse(body);
  if (!read.success) return null;
  const { message, user, trigger_id: trigger } = read.data;
  const text = typedText(message.text ?? "", self.user);
  const files = message.files ?? [];
  const inputs: ChatInput[] = text === "" ? [] : [{ kind: "say", text }];
  for (const one of files) inputs.push({ kind: "file", name: one.name ?? one.id, ref: one.id });
  if (inputs.length === 0) inputs.push({ kind: "open" });
  return { kind: "direct", eventId: `shortcut/${trigger}`, user: user.id, inputs };
}

/** https://docs.slack.dev/reference/interaction-payloads/view-interactions-payload */
const SUBMITTED = z.object({
  type: z.literal("view_submission"),
  user: z.object({ id: z.string().min(1) }),
  view: z.object({
    id: z.string().min(1),
    hash: z.string().default(""),
    callback_id: z.literal(EDIT_VIEW),
    private_metadata: z.string(),
    state: z.object({
      values: z.record(z.string(), z.record(z.string(), z.object({ value: z.string().nullish() }))),
    }),
  }),
});

/** A draft rewritten in the modal. `now`: seconds since 1970, as Slack's time stamps are; this payload has none. */
export function readSubmission(body: unknown, now: number): Incoming | null {
  const read = SUBMITTED.safeParse(body);
  if (!read.success) return null;
  const { view, user } = read.data;
  if (readPlace(view.private_metadata) === null) return null;
  const parts: string[] = [];
  for (let index = 0; ; index += 1) {
    const field = view.state.values[`${EDIT_FIELD}:${index}`]?.[`${EDIT_FIELD}:${index}`];
    if (field === undefined) break;
    parts.push(field.value ?? "");
  }
  if (parts.length === 0) return null;
  return deliver({
    eventId: `view/${view.id}/${view.hash}`,
    place: view.private_metadata,
    order: now.toFixed(6),
    user: user.id,
    opens: false,
    input: { kind: "revise", body: parts.join("\n") },
  });
}

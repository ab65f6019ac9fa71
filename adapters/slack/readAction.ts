import { z } from "zod";
import type { ChatInput } from "../chat.ts";
import { ACTIONS, EDIT_CHOICE, TAKE_OVER_CHOICE } from "./actions.ts";
import type { Incoming, Self, Unsigned } from "./incoming.ts";
import { deliver } from "./incoming.ts";
import { pressedId } from "./messageId.ts";
import { placeName, readPlace } from "./place.ts";

/** https://docs.slack.dev/reference/interaction-payloads/block_actions-payload */
const PRESSED = z.object({
  type: z.literal("block_actions"),
  user: z.object({ id: z.string().min(1) }),
  trigger_id: z.string().optional(),
  channel: z.object({ id: z.string() }).nullish(),
  message: z.object({ ts: z.string(), thread_ts: z.string().optional() }).nullish(),
  actions: z
    .array(
      z.object({
        action_id: z.string(),
        block_id: z.string().optional(),
        action_ts: z.string(),
        value: z.string().optional(),
        selected_option: z.object({ value: z.string() }).nullish(),
      }),
    )
    .min(1),
});

/** What a button or an entry of a menu that was pressed asks for. */
export function readAction(body: unknown, self: Self): Incoming | null {
  const read = PRESSED.safeParse(body);
  const action = read.data?.actions[0];
  if (!read.success || action === undefined) return null;
  const { user, message, channel, trigger_id: trigger } = read.data;
  // The same whenever it is delivered: a person presses one thing at a time.
  const eventId = `press/${action.action_ts}/${user.id}`;
  const name = action.action_id.replace(/:.*$/, "");
  const value = action.selected_option?.value ?? action.value ?? "";

  if (name === ACTIONS.start) return { kind: "direct", eventId, user: user.id, inputs: [{ kind: "open" }] };
  const at = (place: string, opens: boolean, input: ChatInput): Unsigned => ({
    eventId,
    place,
    order: action.action_ts,
    user: user.id,
    opens,
    input,
  });
  if (name === ACTIONS.resume) {
    return readPlace(value) === null ? null : deliver(at(value, true, { kind: "open" }));
  }
  if (message === undefined || message === null || channel === undefined || channel === null) return null;
  if (name === ACTIONS.takeOver) {
    const input = { kind: "choose", id: TAKE_OVER_CHOICE, message: message.ts } as const;
    return readPlace(value) === null ? null : deliver(at(value, false, input));
  }

  const thread = message.thread_ts ?? message.ts;
  const place = placeName({ team: self.team, channel: channel.id, thread });
  const shown = pressedId(message.ts, action.block_id);
  switch (name) {
    case ACTIONS.back:
      return deliver(at(place, false, { kind: "back" }));
    case ACTIONS.choose:
      return value === "" ? null : deliver(at(place, false, { kind: "choose", id: value, message: shown }));
    case ACTIONS.edit: {
      const plain = at(place, false, { kind: "choose", id: EDIT_CHOICE, message: shown });
      return trigger === undefined ? deliver(plain) : { kind: "edit", trigger, place, plain };
    }
    default:
      return null;
  }
}

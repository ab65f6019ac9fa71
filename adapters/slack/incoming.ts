import type { ChatInput, Delivery } from "../chat.ts";

/** Who the assistant is in its workspace. */
export type Self = { readonly team: string; readonly user: string; readonly bot: string };

/** A delivery before it is known who `user` is. */
export type Unsigned = Omit<Delivery, "author"> & { readonly user: string };

/** What an event of Slack asks of the adapter; null where it is none of the assistant's business. */
export type Incoming =
  | { readonly kind: "deliver"; readonly deliveries: readonly Unsigned[] }
  /** Begins a conversation in the person's direct messages, in a thread of its own that is made first. */
  | {
      readonly kind: "direct";
      readonly eventId: string;
      readonly user: string;
      readonly inputs: readonly ChatInput[];
    }
  /** Opens the modal a draft is rewritten in; `plain` is what is delivered where it cannot be opened. */
  | { readonly kind: "edit"; readonly trigger: string; readonly place: string; readonly plain: Unsigned }
  | { readonly kind: "home"; readonly user: string }
  | { readonly kind: "prompts"; readonly user: string; readonly channel: string; readonly thread: string };

export function deliver(...deliveries: readonly Unsigned[]): Incoming {
  return { kind: "deliver", deliveries };
}

import type { MailRow } from "../store/store.ts";
import type { Composed } from "./compose.ts";

/** What a mail is put in the outbox with. `at`: ISO 8601, UTC. */
export type Posted = Pick<MailRow, "id" | "conversation" | "ticket" | "route" | "subject"> & {
  readonly kind: "escalation" | "answer";
  readonly from: string;
  readonly to: string;
  readonly at: string;
};

/** A mail as it stands in the outbox before its first try: due at once, and nobody's. */
export function pendingMail({ from, to, at, ...mail }: Posted, { messageId, raw }: Composed): MailRow {
  return {
    ...mail,
    message_id: messageId,
    mail_from: from,
    rcpt: to,
    raw,
    state: "pending",
    attempts: 0,
    next_at: at,
    lease_until: null,
    lease_by: null,
    last_error: null,
    answer: null,
    created_at: at,
    sent_at: null,
  };
}

import { createHash } from "node:crypto";

/** A client's own event id opens a conversation once for that client, and nobody else's. */
export function openingKey(peer: string, eventId: string): string {
  return createHash("sha256").update(`${peer}\n${eventId}`).digest("hex");
}

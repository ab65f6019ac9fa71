import { createHash } from "node:crypto";

/** Letters and digits that are not taken for one another when read aloud (Crockford's base 32, less U). */
const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** The stable number of a conversation's case, `PSL-7F3K2M`: derived, so a turn taken again gives the same. */
export function caseNumber(conversation: string): string {
  const digest = createHash("sha256").update(conversation).digest();
  return `PSL-${[...digest.subarray(0, 6)].map((byte) => ALPHABET[byte % 32]).join("")}`;
}

import type { Hidden } from "../message.ts";
import { keepUrls } from "./redaction/addresses.ts";
import { hideContacts } from "./redaction/contacts.ts";
import type { Hiding, Kind } from "./redaction/hide.ts";
import { KINDS } from "./redaction/hide.ts";
import { newMask } from "./redaction/mask.ts";
import { hideNames } from "./redaction/names.ts";
import { hideSecrets } from "./redaction/secrets.ts";
import { CODES, LABELS } from "./redaction/vocabulary.ts";
import { hideXml } from "./redaction/xml.ts";

export type Redacted = { readonly text: string; readonly hidden: readonly Hidden[] };

/** The address the restart guide publishes for itslearning's support (section 2.4): no person's. */
const PUBLISHED = ["support.fr@itslearning.com"];

const PLACEHOLDER = new RegExp(`\\[(?:${KINDS.join("|")})\\]`, "g");

/** What private use has no business in a text; set aside so that it is not taken for a held piece. */
const PRIVATE_USE = /[\uE000-\uF8FF]/g;

/** More rounds than a text was ever seen to need; each hides something, so they end by themselves. */
const ROUNDS = 8;

/**
 * Takes personal data and secrets out of a text before it is stored, logged, shown to others or sent. Each is replaced
 * by a placeholder of its kind (`[NOM]`, `[TICKET]`, …) and counted. UAI, addresses (less their private parameters),
 * versions, codes, messages and labels stay as they are, and so does what `keep` lists (public mail addresses and
 * phone numbers). Done twice it changes nothing more. At best: whoever sends the text should read it again.
 */
export function redact(text: string, options: { readonly keep?: readonly string[] } = {}): Redacted {
  const keep = [...PUBLISHED, ...(options.keep ?? [])];
  const counts = new Map<Kind, number>();
  let current = text;
  for (let round = 0; round < ROUNDS; round++) {
    const next = once(current, keep, counts);
    if (next === current) break;
    current = next;
  }
  return {
    text: current,
    hidden: KINDS.flatMap((kind) => {
      const count = counts.get(kind) ?? 0;
      return count === 0 ? [] : [{ kind, count }];
    }),
  };
}

function once(text: string, keep: readonly string[], counts: Map<Kind, number>): string {
  const mask = newMask();
  const hiding: Hiding = { mask, counts };
  let out = mask.holdAll(text, PRIVATE_USE);
  out = mask.holdAll(out, PLACEHOLDER);
  out = hideXml(out, hiding);
  out = keepUrls(out, hiding);
  out = mask.holdAll(out, LABELS);
  out = mask.holdAll(out, CODES);
  out = hideSecrets(out, hiding);
  out = hideContacts(out, keep, hiding);
  out = hideNames(out, hiding);
  return mask.restore(out);
}

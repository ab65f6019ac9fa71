import type { Line, Span } from "../lines.ts";
import { plainLine } from "./plain-line.ts";

type Field = "from" | "date" | "to" | "copy" | "subject" | "other";

/** What mail programs name the fields of a mail they quote, in French, English and the neighbours' languages. */
const LABELS: Readonly<Record<Field, readonly string[]>> = {
  from: ["de", "from", "expediteur", "emetteur", "von", "da", "van"],
  date: [
    "date",
    "envoye",
    "envoye le",
    "sent",
    "date d'envoi",
    "gesendet",
    "enviado",
    "inviato",
    "verzonden",
  ],
  to: ["a", "to", "pour", "destinataire", "destinataires", "an", "para", "aan"],
  copy: ["cc", "cci", "bcc", "copie", "copie a"],
  subject: ["objet", "sujet", "subject", "betreff", "asunto", "oggetto", "onderwerp"],
  other: [
    "importance",
    "priorite",
    "piece jointe",
    "pieces jointes",
    "attachments",
    "repondre a",
    "reply-to",
  ],
};

const FIELDS = new Map(
  Object.entries(LABELS).flatMap(([field, labels]) =>
    labels.map((label) => [label, field as Field] as const),
  ),
);

/** More lines than this, and recipients of every mail list would be read. */
const MOST_LINES = 40;

export type HeaderBlock = {
  /** The line below the block. */
  readonly next: number;
  /** Where the subject stands, or null. */
  readonly subject: Span | null;
  /** Whether the subject says that it was forwarded. */
  readonly forwarded: boolean;
};

function fieldOf({ text }: Line): Field | null {
  const label = /^[\s*_]{0,10}([\p{L}\p{M}'’ -]{1,20}?)[\s*_]{0,3}:/u.exec(text)?.[1];
  return label === undefined ? null : (FIELDS.get(plainLine(label)) ?? null);
}

function valueSpan({ text, start, end }: Line): Span {
  const value = text.slice(text.indexOf(":") + 1).replace(/^[\s*_]+/, "");
  return [Math.min(end, start + text.length - value.length), end];
}

/** Recipients and a long subject go on in the line below. */
function goesOn(line: Line, field: Field): boolean {
  return /^[ \t]+\S/.test(line.text) || ((field === "to" || field === "copy") && /[@;<]/.test(line.text));
}

/**
 * The fields mail programs put above a mail they quote or forward: « De : / Envoyé : / À : / Objet : » in any order,
 * of Outlook, Zimbra, Thunderbird, Apple Mail, Gmail. Three of them, or two below a line that announces them; null
 * where there are fewer: « De : » by itself is anybody's.
 */
export function headerBlockAt(lines: readonly Line[], at: number, announced: boolean): HeaderBlock | null {
  const seen = new Set<Field>();
  let subject: Span | null = null;
  let last: Field = "other";
  let next = at;
  for (let index = at; index < Math.min(lines.length, at + MOST_LINES); index++) {
    const line = lines[index];
    if (line === undefined) break;
    const field = fieldOf(line);
    if (field !== null && !(seen.has(field) && field !== "other")) {
      seen.add(field);
      last = field;
      next = index + 1;
      if (field === "subject") subject = valueSpan(line);
      continue;
    }
    if (index === at) return null;
    // A page copied as text has an empty line between two fields.
    const below = lines[index + 1];
    if (line.text.trim() === "" && below !== undefined && fieldOf(below) !== null && !seen.has("subject"))
      continue;
    if (field !== null || line.text.trim() === "" || !goesOn(line, last)) break;
    next = index + 1;
  }
  const enough = seen.has("from") && (seen.has("date") || seen.has("subject") || seen.has("to"));
  if (!enough || seen.size < (announced ? 2 : 3)) return null;
  const line = subject === null ? undefined : lines.find(({ end }) => end === subject?.[1]);
  const named = line === undefined ? "" : plainLine(line.text.slice(line.text.indexOf(":") + 1));
  return { next, subject, forwarded: /^(?:tr|fwd?|wg|rv) ?:/.test(named) };
}

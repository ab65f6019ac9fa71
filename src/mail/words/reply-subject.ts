/** What mail programs put before the subject of an answer: French ones « Ré » and « Rép », others « AW », « SV », « RE[2] ». */
const ANSWERED = /^(?:(?:re|ré|rép|rif|aw|sv|antw)\s*(?:\[\d+\])?\s*:\s*)+/iu;
const LONGEST = 200;

/** The subject of an answer to a mail: `Re: ` once, however often it was answered (RFC 5322 §3.6.5). Null for an empty one. */
export function replySubject(subject: string): string | null {
  const words = subject.replace(/\s+/g, " ").trim().replace(ANSWERED, "").slice(0, LONGEST).trim();
  return words === "" ? null : `Re: ${words}`;
}

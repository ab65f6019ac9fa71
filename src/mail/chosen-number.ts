/** What an answer chooses by a number, and what it says beside it; `rest` is "" where that is courtesy and a name. */
export type ChosenNumber = { readonly number: number; readonly rest: string };

/** « 2 », « 2. », « (2) », « n° 2 », « la réponse 2, merci » : a line that is a number and no sentence. */
const NUMBER =
  /^(?:je (?:choisis|prends) |i (?:choose|take) )?(?:la |le |ma |my |the )?(?:r[ée]ponse|choix|num[ée]ro|answer|choice|number|option)?\s*(?:n°|nº|#)?\s*:?\s*\(?(\d{1,2})\)?\s*[.)!/,]?(?:\s*(?:merci\b|svp\b|s['’]il vous pla[iî]t|thanks?\b|please\b)[^\d?]{0,40})?$/iu;

/** Lines that greet, thank or end a mail and say nothing else. */
const COURTESY =
  /^(?:bonjour|bonsoir|salut|hello|hi|dear|madame|monsieur|merci|thanks?|thank you|cordialement|bien (?:à|a) vous|bonne (?:journ[ée]e|soir[ée]e|fin de)|[àa] bient[ôo]t|regards|best)(?![\p{L}\p{N}])[^\d?]{0,40}$/iu;

/** The lines of a mail that are more than courtesy. */
function linesOf(words: string): readonly string[] {
  return words
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "" && !COURTESY.test(line));
}

/** So few words are an answer and no sentence. */
const FEW_WORDS = 3;

/** The few words a mail answers with, without the courtesy around them; null where it is a text. */
export function shortAnswer(words: string): string | null {
  const [line, ...others] = linesOf(words);
  if (line === undefined || others.length > 0 || line.split(/\s+/).length > FEW_WORDS) return null;
  return line;
}

/** A sentence, as against a name or a post below it: words in small letters, a question, an address, a school's code. */
function says(line: string): boolean {
  const small = line.split(/\s+/).filter((word) => /^\p{Ll}{2,}/u.test(word));
  return small.length >= 3 || /\?|https?:|\b\d{7}[A-Z]\b/i.test(line);
}

/** The number a mail answers with, in the first line that is more than a greeting; null where that is no number. */
export function chosenNumber(words: string): ChosenNumber | null {
  const lines = linesOf(words);
  const number = NUMBER.exec(lines[0] ?? "")?.[1];
  if (number === undefined) return null;
  const rest = lines.slice(1);
  return { number: Number(number), rest: rest.some(says) ? rest.join("\n") : "" };
}

/**
 * A text as words: lower case, no accents, no apostrophes or hyphens, with where each stood in the original.
 * Addresses and mails are one word each, so nothing is read out of their inside.
 */
export type Word = {
  readonly word: string;
  /** Span in the original text. */
  readonly start: number;
  readonly end: number;
  /** What parts it from the word before: nothing, a comma or the like, or the end of a sentence. */
  readonly after: 0 | 1 | 2;
};

export type Words = {
  readonly words: readonly Word[];
  /** Every word between single spaces, breaks as " , " and " . ": what phrases are matched against. */
  readonly canon: string;
  /** Index of the word at or after an offset of `canon`. */
  at(offset: number): number;
  /** For each word, whether its sentence ends with a question mark. */
  readonly questions: readonly boolean[];
};

export const URL_WORD = "<url>";
const MAIL_WORD = "<mail>";

/** Lower case without accents or ligatures. */
export function fold(text: string): string {
  return text
    .toLowerCase()
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replaceAll("œ", "oe")
    .replaceAll("æ", "ae");
}

/** Ways of writing two words as one, as chats do. */
const CONTRACTED: Readonly<Record<string, string>> = {
  cest: "c est",
  nest: "n est",
  nont: "n ont",
  jai: "j ai",
  ya: "y a",
  quon: "qu on",
  isnt: "isn t",
  arent: "aren t",
  dont: "don t",
  doesnt: "doesn t",
  cant: "can t",
  havent: "haven t",
  hasnt: "hasn t",
  didnt: "didn t",
  im: "i m",
  weve: "we ve",
  cannot: "can t",
  elyco: "e lyco",
  pronotenet: "pronote.net",
};

const SCANNER =
  /(?<url>https?:\/\/[^\s<>"«»“”]+|(?:[\w-]{1,63}\.){2,6}(?:fr|net|com|org|eu)\b(?:[:/][^\s<>"«»“”]*)?|[\w-]{1,63}\.(?:fr|net|com|org|eu)[:/][^\s<>"«»“”]+)|(?<mail>[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}.-]{1,200})|(?<word>pronote\.net(?![\p{L}\p{N}])|[\p{L}\p{M}\p{N}_]+)/giu;

function breakIn(between: string, text: string, next: number): 0 | 1 | 2 {
  if (/[!?;\n\r…•]/.test(between)) return 2;
  const dot = between.indexOf(".");
  // A point within « 2025.2.8 » or « index-education.net » ends nothing; one before a capital or a space does.
  if (dot >= 0 && (between.length > 1 || /\p{Lu}/u.test(text.charAt(next)))) return 2;
  return /[,()[\]–—]| - /.test(between) ? 1 : 0;
}

/** Splits a text into words, in one pass. */
export function wordsOf(text: string, spell: (word: string) => string = (word) => word): Words {
  const words: Word[] = [];
  const sentences: boolean[] = [];
  const sentenceOf: number[] = [];
  let last = 0;
  for (const match of text.matchAll(SCANNER)) {
    const start = match.index;
    let raw = match[0];
    if (match.groups?.["url"] !== undefined) raw = raw.replace(/[.,;:!?)\]'’]+$/, "");
    const end = start + raw.length;
    const between = text.slice(last, start);
    let after = words.length === 0 ? 0 : breakIn(between, text, start);
    if (after === 2) sentences[sentences.length - 1] = /\?/.test(between);
    if (after === 2 || sentences.length === 0) sentences.push(false);
    last = end;
    for (const word of forms(match.groups ?? {}, raw, spell)) {
      words.push({ word, start, end, after });
      sentenceOf.push(sentences.length - 1);
      after = 0;
    }
  }
  if (sentences.length > 0) sentences[sentences.length - 1] = /\?/.test(text.slice(last));
  return { ...canonOf(words), words, questions: sentenceOf.map((one) => sentences[one] ?? false) };
}

function forms(
  groups: Readonly<Record<string, string | undefined>>,
  raw: string,
  spell: (word: string) => string,
): readonly string[] {
  if (groups["url"] !== undefined) return [URL_WORD];
  if (groups["mail"] !== undefined) return [MAIL_WORD];
  const folded = fold(raw);
  return (Object.hasOwn(CONTRACTED, folded) ? (CONTRACTED[folded] ?? folded) : spell(folded)).split(" ");
}

const BREAKS = ["", " ,", " ."] as const;

function canonOf(words: readonly Word[]): Pick<Words, "canon" | "at"> {
  const starts: number[] = [];
  let canon = "";
  for (const { word, after } of words) {
    canon += `${BREAKS[after]} `;
    starts.push(canon.length);
    canon += word;
  }
  canon += " ";
  return {
    canon,
    at(offset) {
      let low = 0;
      let high = starts.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        if ((starts[middle] ?? 0) < offset) low = middle + 1;
        else high = middle;
      }
      return low;
    },
  };
}

/**
 * A text as words: lower case, no accents, no apostrophes or hyphens, with where each stood in the original.
 * Addresses and mails are one word each, so nothing is read out of their inside.
 */
export type Word = {
  readonly word: string;
  /** The same as it was typed, mistakes and all. */
  readonly typed: string;
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
  /** Offset of a word in `canon`. */
  offsetOf(index: number): number;
  /** For each word, whether its sentence ends with a question mark. */
  readonly questions: readonly boolean[];
};

export const URL_WORD = "<url>";
const MAIL_WORD = "<mail>";

/** Lower case without accents or ligatures. */
export function fold(text: string): string {
  // eslint-disable-next-line no-control-regex
  if (/^[\x00-\x7f]*$/.test(text)) return text.toLowerCase();
  return text
    .toLowerCase()
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replaceAll("œ", "oe")
    .replaceAll("æ", "ae");
}

/** Ways of writing words as chats do: two as one, or a few letters of one. */
const CONTRACTED: ReadonlyMap<string, string> = new Map(
  Object.entries({
    cest: "c est",
    nest: "n est",
    nont: "n ont",
    jai: "j ai",
    ya: "y a",
    quon: "qu on",
    quil: "qu il",
    quils: "qu ils",
    narrive: "n arrive",
    narrivent: "n arrivent",
    narrivons: "n arrivons",
    lannee: "l annee",
    tt: "tout",
    tlm: "tout le monde",
    ds: "dans",
    qd: "quand",
    tjs: "toujours",
    tjrs: "toujours",
    tjr: "toujours",
    mdp: "mot de passe",
    pb: "probleme",
    pbs: "problemes",
    etab: "etablissement",
    qqs: "quelques",
    srv: "serveur",
    sco: "scolaire",
    "1ere": "premiere",
    "1re": "premiere",
    isnt: "isn t",
    arent: "aren t",
    dont: "don t",
    doesnt: "doesn t",
    cant: "can t",
    couldnt: "couldn t",
    wont: "won t",
    havent: "haven t",
    hasnt: "hasn t",
    didnt: "didn t",
    im: "i m",
    ive: "i ve",
    weve: "we ve",
    theyre: "they re",
    cannot: "can t",
    elyco: "e lyco",
    pronotenet: "pronote.net",
    ".net": "pronote.net",
  }),
);

const WORD = String.raw`(?:pronote|(?<![\p{L}\p{N}]))\.net(?![\p{L}\p{N}])|[\p{L}\p{M}\p{N}_]+|(?<=\s)[+&](?=\s)`;

/** An address, a mail or a word; the first two are told by their group, for named ones cost more than all the rest. */
const SCANNER = new RegExp(
  String.raw`(https?:\/\/[^\s<>"«»“”]+|(?:[\w-]{1,63}\.){2,6}(?:fr|net|com|org|eu)\b(?:[:/][^\s<>"«»“”]*)?|[\w-]{1,63}\.(?:fr|net|com|org|eu)[:/][^\s<>"«»“”]+)|([\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}.-]{1,200})|${WORD}`,
  "giu",
);

/** What a text without any address or mail is read by. */
const PLAIN = new RegExp(WORD, "giu");
const ADDRESS = /https?:\/\/|@|(?<!pronote)\.(?:fr|net|com|org|eu)\b/i;

/** Words that are cut short: the point after them ends no sentence. */
const CUT: ReadonlySet<string> = new Set(
  "m mr mrs ms dr mme mlle st v vs n no num tel etc ex cf p".split(" "),
);

function breakIn(between: string, text: string, next: number, before: string): 0 | 1 | 2 {
  if (between === " ") return 0;
  if (/[!?;\n\r…•]/.test(between)) return 2;
  const dot = between.indexOf(".");
  // A point within « 2025.2.8 » or « index-education.net » ends nothing; one before a capital or a space does.
  if (
    dot >= 0 &&
    !(/^\.\s*$/.test(between) && CUT.has(before)) &&
    (between.length > 1 || /\p{Lu}/u.test(text.charAt(next)))
  )
    return 2;
  return /[,()[\]–—]| - /.test(between) ? 1 : 0;
}

/** Splits a text into words, in one pass. */
export function wordsOf(text: string, spell: (word: string) => string = (word) => word): Words {
  const words: Word[] = [];
  const sentences: boolean[] = [];
  const sentenceOf: number[] = [];
  let last = 0;
  for (const match of text.matchAll(ADDRESS.test(text) ? SCANNER : PLAIN)) {
    const start = match.index;
    let raw = match[0];
    if (match[1] !== undefined) raw = raw.replace(/[.,;:!?)\]'’]+$/, "");
    const end = start + raw.length;
    const between = text.slice(last, start);
    let after = words.length === 0 ? 0 : breakIn(between, text, start, words.at(-1)?.word ?? "");
    if (after === 2) sentences[sentences.length - 1] = between.includes("?");
    if (after === 2 || sentences.length === 0) sentences.push(false);
    last = end;
    for (const typed of forms(match)) {
      words.push({ word: spell(typed), typed, start, end, after });
      sentenceOf.push(sentences.length - 1);
      after = 0;
    }
  }
  if (sentences.length > 0) sentences[sentences.length - 1] = text.includes("?", last);
  return { ...canonOf(words), words, questions: sentenceOf.map((one) => sentences[one] ?? false) };
}

/** A stretch of words; `to` is the first that is not of it. */
export type Stretch = { readonly from: number; readonly to: number };

/** The words from `from` up to `to`, parted before each that stands behind such a break: 2 parts sentences, 1 clauses too. */
export function stretches({ words }: Words, least: 1 | 2, from = 0, to = words.length): readonly Stretch[] {
  const starts: number[] = [];
  for (let at = from; at < to; at++) if (at === from || (words[at] as Word).after >= least) starts.push(at);
  return starts.map((start, index) => ({ from: start, to: starts[index + 1] ?? to }));
}

function forms([raw, url, mail]: readonly (string | undefined)[]): readonly string[] {
  if (url !== undefined) return [URL_WORD];
  if (mail !== undefined) return [MAIL_WORD];
  if (raw === "+" || raw === "&") return ["plus"];
  const folded = fold(raw ?? "");
  const full = CONTRACTED.get(folded);
  return full === undefined ? [folded] : full.split(" ");
}

const BREAKS = ["", " ,", " ."] as const;

function canonOf(words: readonly Word[]): Pick<Words, "canon" | "at" | "offsetOf"> {
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
    offsetOf: (index) => starts[index] ?? canon.length,
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

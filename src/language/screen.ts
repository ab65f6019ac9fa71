import type { Lexicon } from "./catalogue.ts";
import type { FactRead } from "./facts.ts";
import { distance, tolerance } from "./spelling.ts";
import type { Word, Words } from "./words.ts";
import { wordsOf } from "./words.ts";

type Fragment = { readonly id: string; readonly words: readonly string[] };

/** As much of the lexicon as on-screen messages need. */
export type Screens = Pick<Lexicon, "messages">;

const compiled = new WeakMap<Screens, ReadonlyMap<string, readonly Fragment[]>>();

/** The fragments by their first word. */
function fragmentsOf(lexicon: Screens): ReadonlyMap<string, readonly Fragment[]> {
  const known = compiled.get(lexicon);
  if (known !== undefined) return known;
  const made = new Map<string, Fragment[]>();
  for (const [id, { fragments }] of lexicon.messages) {
    for (const fragment of fragments) {
      const words = wordsOf(fragment).words.map((one) => one.word);
      const first = words[0] ?? "";
      made.set(first, [...(made.get(first) ?? []), { id, words }]);
    }
  }
  compiled.set(lexicon, made);
  return made;
}

/** Whether a word of the text is the one of the message, one typing mistake aside. */
function alike(read: string, wanted: string): boolean {
  if (read === wanted) return true;
  if (read.charAt(0) !== wanted.charAt(0) || /\d/.test(wanted)) return false;
  const limit = wanted.length === 5 ? 1 : tolerance(wanted.length);
  if (Math.abs(read.length - wanted.length) > limit) return false;
  return limit > 0 && distance(read, wanted, limit) <= limit;
}

/** Where a fragment ends if it begins at `from`, else -1; one word too many is passed over in a long fragment. */
function endOf(words: readonly Word[], from: number, fragment: readonly string[]): number {
  let at = from;
  let spare = fragment.length >= 4 ? 1 : 0;
  for (const wanted of fragment) {
    let here = alike(words[at]?.typed ?? "", wanted);
    if (!here && spare > 0 && at > from && alike(words[at + 1]?.typed ?? "", wanted)) {
      spare -= 1;
      at += 1;
      here = true;
    }
    if (!here) return -1;
    at += 1;
  }
  return at;
}

/** What may stand between « pas de » and the message that is not shown. */
const SHOWN: ReadonlySet<string> = new Set(
  "erreur message code error http l le la un une d de a an the any".split(" "),
);

/** What « not » denies a message after: « it is not », « it was not », « it's not ». */
const IT_IS: ReadonlySet<string> = new Set(["s", "is", "was"]);

/** The same of « pas »: « ce n'est pas », « il n'y a pas ». */
const C_EST: ReadonlySet<string> = new Set(["est", "etait", "a"]);

/**
 * Whether what is shown is said not to be: « pas d'erreur 503 », « ce n'est pas « accès refusé » ». Stricter than the denial
 * of facts: « ça ne marche pas erreur 503 » shows it.
 */
function isDenied(words: readonly Word[], from: number): boolean {
  let at = from - 1;
  while (at > 0 && words[at + 1]?.after === 0 && SHOWN.has(words[at]?.typed ?? "")) at -= 1;
  const next = words[at + 1];
  if (next?.after === 2) return false;
  const before = words[at - 1]?.typed ?? "";
  switch (words[at]?.typed) {
    case "no":
      return true;
    case "not":
      return IT_IS.has(before);
    case "pas":
      return C_EST.has(before) || next?.typed === "d" || next?.typed === "de";
    default:
      return false;
  }
}

type Quoted = { readonly from: number; readonly to: number; readonly size: number };

/** Where each word stands, by its first letter: a mistake leaves that as it is. */
function placesOf(words: readonly Word[]): ReadonlyMap<string, ReadonlyMap<string, number[]>> {
  const places = new Map<string, Map<string, number[]>>();
  for (let at = 0; at < words.length; at++) {
    const word = words[at]?.typed ?? "";
    let begun = places.get(word.charAt(0));
    if (begun === undefined) {
      begun = new Map();
      places.set(word.charAt(0), begun);
    }
    const list = begun.get(word);
    if (list === undefined) begun.set(word, [at]);
    else list.push(at);
  }
  return places;
}

/** The longest fragment of each message that stands in the words. */
function quotedIn(words: readonly Word[], screens: Screens): ReadonlyMap<string, Quoted> {
  const places = placesOf(words);
  const quoted = new Map<string, Quoted>();
  for (const [first, fragments] of fragmentsOf(screens)) {
    const starts: number[] = [];
    for (const [word, at] of places.get(first.charAt(0)) ?? []) if (alike(word, first)) starts.push(...at);
    if (starts.length === 0) continue;
    starts.sort((a, b) => a - b);
    for (const { id, words: fragment } of fragments) {
      if (fragment.length <= (quoted.get(id)?.size ?? 0)) continue;
      for (const from of starts) {
        const to = endOf(words, from, fragment);
        if (to < 0 || isDenied(words, from)) continue;
        quoted.set(id, { from, to, size: fragment.length });
        break;
      }
    }
  }
  return quoted;
}

/**
 * The on-screen message a text of these words quotes, typing mistakes aside: the longest that stands in it, unless another
 * there is the more exact. Null where none does.
 */
export function readMessage(text: string, { words }: Words, screens: Screens): FactRead | null {
  const quoted = quotedIn(words, screens);
  const covered = new Set([...quoted.keys()].flatMap((id) => screens.messages.get(id)?.over ?? []));
  let best: readonly [string, Quoted] | null = null;
  for (const [id, one] of quoted) {
    if (!covered.has(id) && (best === null || one.size > best[1].size)) best = [id, one];
  }
  if (best === null) return null;
  const [value, { from, to }] = best;
  const start = words[from]?.start ?? 0;
  const end = words[to - 1]?.end ?? start;
  return { value, span: [start, end], text: text.slice(start, end) };
}

/** No label is longer. */
const LONGEST_LABEL = 500;

/** A label as it is compared: its words, in lower case and without accents. */
export function plain(text: string): string {
  return wordsOf(text.slice(0, LONGEST_LABEL))
    .words.map((one) => one.word)
    .join(" ")
    .replace(/^(?:le|la|les|l|un|une|the|a|an) /, "");
}

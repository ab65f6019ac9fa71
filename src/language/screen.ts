import type { Lexicon } from "./catalogue.ts";
import type { FactRead } from "./facts.ts";
import { distance, tolerance } from "./spelling.ts";
import type { Word } from "./words.ts";
import { wordsOf } from "./words.ts";

type Fragment = { readonly id: string; readonly words: readonly string[] };

/** As much of the lexicon as on-screen messages need. */
export type Screens = Pick<Lexicon, "messages">;

const compiled = new WeakMap<Screens, readonly Fragment[]>();

function fragmentsOf(lexicon: Screens): readonly Fragment[] {
  const known = compiled.get(lexicon);
  if (known !== undefined) return known;
  const made = [...lexicon.messages].flatMap(([id, { fragments }]) =>
    fragments.map((fragment) => ({ id, words: wordsOf(fragment).words.map((one) => one.word) })),
  );
  compiled.set(lexicon, made);
  return made;
}

/** Whether a word of the text is the one of the message, one typing mistake aside. */
function alike(read: string, wanted: string): boolean {
  if (read === wanted) return true;
  if (read.charAt(0) !== wanted.charAt(0) || /\d/.test(wanted)) return false;
  const limit = wanted.length === 5 ? 1 : tolerance(wanted.length);
  return limit > 0 && distance(read, wanted, limit) <= limit;
}

/** Where a fragment ends if it begins at `from`, else -1; one word too many is passed over in a long fragment. */
function endOf(words: readonly Word[], from: number, fragment: readonly string[]): number {
  let at = from;
  let spare = fragment.length >= 4 ? 1 : 0;
  for (const wanted of fragment) {
    let here = alike(words[at]?.word ?? "", wanted);
    if (!here && spare > 0 && at > from && alike(words[at + 1]?.word ?? "", wanted)) {
      spare -= 1;
      at += 1;
      here = true;
    }
    if (!here) return -1;
    at += 1;
  }
  return at;
}

/** The on-screen message a text quotes: the longest that stands in it, typing mistakes aside; null where none does. */
export function readMessage(text: string, lexicon: Screens): FactRead | null {
  const { words } = wordsOf(text);
  let best: {
    readonly id: string;
    readonly from: number;
    readonly to: number;
    readonly size: number;
  } | null = null;
  for (const { id, words: fragment } of fragmentsOf(lexicon)) {
    if (best !== null && fragment.length <= best.size) continue;
    for (let from = 0; from < words.length; from++) {
      const to = endOf(words, from, fragment);
      if (to < 0) continue;
      best = { id, from, to, size: fragment.length };
      break;
    }
  }
  if (best === null) return null;
  const start = words[best.from]?.start ?? 0;
  const end = words[best.to - 1]?.end ?? start;
  return { value: best.id, span: [start, end], text: text.slice(start, end) };
}

/** A label as it is compared: its words, in lower case and without accents. */
export function plain(text: string): string {
  return wordsOf(text)
    .words.map((one) => one.word)
    .join(" ")
    .replace(/^(?:le|la|les|l|un|une|the|a|an) /, "");
}

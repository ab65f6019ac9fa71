import type { World } from "../assistant/world.ts";
import { fold } from "../language/words.ts";
import type { Choice, Language } from "../message.ts";

/** As many as the narrowest platform shows. */
const MOST = 25;

/** Known problems whose title holds every word typed so far, those with most of them at the beginning first. */
export function suggest({ catalogue, texts }: World, typed: string, language: Language): readonly Choice[] {
  const wanted = wordsOf(typed);
  return Object.keys(catalogue.cases)
    .map((id) => ({ id, label: texts.say(language, `cases.title.${id}`) }))
    .map((choice) => ({ choice, words: wordsOf(choice.label) }))
    .filter(({ words }) => wanted.every((part) => words.some((word) => word.startsWith(part))))
    .map(({ choice, words }) => ({
      choice,
      first: words.findIndex((word) => word.startsWith(wanted[0] ?? "")),
    }))
    .sort((a, b) => a.first - b.first)
    .slice(0, MOST)
    .map(({ choice }) => choice);
}

function wordsOf(text: string): readonly string[] {
  return fold(text).match(/[\p{L}\p{N}]+/gu) ?? [];
}

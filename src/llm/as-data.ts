import type { Question } from "./adviser.ts";

/** Longest text sent, in characters. */
const LONGEST = 4_000;

/** What templates of models take for the end of a message: `<|im_end|>`, `</s>`, `[/INST]`. */
const MARKS = /<|\[(?=\/?[A-Z_]+\])/g;

/**
 * The user message: the question as JSON, the text cut at 4,000 characters. The same JSON holds no mark by which a
 * server would take a part of the text for the end of the message.
 */
export function asData({ text, language, options }: Question): string {
  const json = JSON.stringify({
    language,
    // Half a character, where it was cut, is refused by strict servers.
    text: text.slice(0, LONGEST).replace(/\p{Surrogate}/gu, ""),
    options: options.map((one) => ({ intent: one.intent, case: one.case })),
  });
  return json.replace(MARKS, (mark) => (mark === "<" ? "\\u003c" : "\\u005b"));
}

import { performance } from "node:perf_hooks";
import { median } from "../../bench/median.ts";
import { read } from "../../src/language/read.ts";
import { ROOT } from "../../src/root.ts";
import { readExamples } from "../../src/training/read-examples.ts";
import { longMail } from "./longMail.ts";
import { questions } from "./questions.ts";
import { understanding } from "./understanding.ts";

const MAILS = 30;
const WARM_UP = 2;

const { lexicon } = understanding();

/** How long a text takes to be read whole, in milliseconds: the median, once the program has run for a while. */
function timed(texts: readonly string[]): { readonly texts: number; readonly milliseconds: number } {
  const time = (text: string): number => {
    const from = performance.now();
    read(text, lexicon);
    return performance.now() - from;
  };
  for (let round = 0; round < WARM_UP; round++) texts.forEach(time);
  return { texts: texts.length, milliseconds: median(texts.map(time)) };
}

const sentences = readExamples(ROOT).map((one) => one.text);
const mails = Array.from({ length: MAILS }, (_, mail) =>
  longMail(sentences.filter((_one, index) => index % MAILS === mail)),
);
console.log(JSON.stringify({ messages: timed(questions().map((one) => one.text)), mails: timed(mails) }));

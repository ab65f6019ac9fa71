import { read } from "../../src/language/read.ts";
import { ROOT } from "../../src/root.ts";
import { readExamples } from "../../src/training/read-examples.ts";
import { plain } from "./baselines/plain.ts";
import type { FactsRead } from "./factScores.ts";
import { factScores } from "./factScores.ts";
import type { Judged } from "./judged.ts";
import { rateFigure } from "./figure.ts";
import { judgedParts } from "./judgedParts.ts";
import { metrics } from "./metrics.ts";
import { rate } from "./rate.ts";
import { questions } from "./questions.ts";
import type { Section } from "./section.ts";
import { understanding } from "./understanding.ts";

/** The messages written apart, read as the assistant reads them. */
export function measureQuestions(): Section {
  const { lexicon } = understanding();
  const judged: Judged[] = [];
  const facts: FactsRead[] = [];
  for (const question of questions()) {
    const reading = read(question.text, lexicon);
    if (reading.judged === null) throw new Error("nothing was learnt to judge by");
    judged.push({ ...question, judgement: reading.judged });
    facts.push({
      wanted: question.facts,
      got: Object.fromEntries(Object.entries(reading.facts).map(([fact, { value }]) => [fact, value])),
    });
  }
  const scores = factScores(facts);
  const learnt = new Set(readExamples(ROOT).map((one) => plain(one.text)));
  const known = rate(judged, (one) => learnt.has(plain(one.text)));
  return {
    figures: [
      ...metrics(judged),
      ...scores.figures,
      rateFigure("messages that are, word for word, an example too", known),
    ],
    parts: [{ title: "facts", text: scores.byFact }, ...judgedParts(judged)],
  };
}

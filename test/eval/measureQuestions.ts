import type { Lexicon } from "../../src/language/catalogue.ts";
import { read } from "../../src/language/read.ts";
import { ROOT } from "../../src/root.ts";
import { readExamples } from "../../src/training/read-examples.ts";
import { readStatements } from "../../src/training/read-statements.ts";
import { plain } from "./baselines/plain.ts";
import type { FactsRead } from "./factScores.ts";
import { factScores } from "./factScores.ts";
import type { Judged } from "./judged.ts";
import { rateFigure } from "./figure.ts";
import { judgedParts } from "./judgedParts.ts";
import { metrics } from "./metrics.ts";
import { rate } from "./rate.ts";
import type { Told } from "./questions.ts";
import { indirect, questions } from "./questions.ts";
import type { Section } from "./section.ts";
import { understanding } from "./understanding.ts";

/** What is asked of the facts read in messages as they come. */
const GOALS = { precision: 0.98, recall: 0.9 };

/** The messages written apart, read as the assistant reads them. */
export function measureQuestions(): Section {
  const { lexicon } = understanding();
  const judged: Judged[] = questions().map((question) => {
    const { judged: judgement } = read(question.text, lexicon);
    if (judgement === null) throw new Error("nothing was learnt to judge by");
    return { ...question, judgement };
  });
  const facts = factScores(factsIn(questions(), lexicon), "facts", GOALS);
  const hard = factScores(factsIn(indirect(), lexicon), "facts told in a roundabout way");
  const learnt = new Set([
    ...readExamples(ROOT).map((one) => plain(one.text)),
    ...readStatements(ROOT).lines.map((one) => plain(one.text)),
  ]);
  const known = rate([...questions(), ...indirect()], (one) => learnt.has(plain(one.text)));
  return {
    figures: [
      ...metrics(judged),
      ...facts.figures,
      ...hard.figures,
      rateFigure("messages that are, word for word, learnt from too", known),
    ],
    parts: [{ title: "facts", text: facts.byFact }, ...judgedParts(judged)],
  };
}

function factsIn(all: readonly Told[], lexicon: Lexicon): readonly FactsRead[] {
  return all.map(({ text, facts }) => ({
    wanted: facts,
    got: Object.fromEntries(
      Object.entries(read(text, lexicon).facts).map(([fact, { value }]) => [fact, value]),
    ),
  }));
}

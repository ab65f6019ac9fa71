import type { z } from "zod";
import type { FactDomain } from "../dialogue/check/model.ts";
import type { peopleSchema } from "../language/affected.ts";
import type { Lexicon } from "../language/catalogue.ts";
import { lexiconOf } from "../language/catalogue.ts";

const NO_PHRASE = { fr: [], en: [] };

const NOBODY: z.infer<typeof peopleSchema> = {
  words: {},
  everyone: NO_PHRASE,
  nobody: NO_PHRASE,
  self: NO_PHRASE,
  at_the_door: NO_PHRASE,
  being: {},
  people: {},
  besides: NO_PHRASE,
  kept: NO_PHRASE,
  keeps: NO_PHRASE,
  fine: NO_PHRASE,
  spared: NO_PHRASE,
  finds: NO_PHRASE,
  signs: NO_PHRASE,
  supposed: NO_PHRASE,
  settled: NO_PHRASE,
  reverse: { before: [], after: [] },
  again: [],
  screens: NO_PHRASE,
  either: [],
  inside: NO_PHRASE,
  enters: [],
  whose: [],
  belongs: [],
};

const NO_INTENT = {
  intents: {},
  commands: {},
  outcomes: {},
  greetings: {},
  thanks: {},
  another: {},
  courtesy: {},
  speakers: {},
  languages: { fr: {}, en: {} },
  topics: {},
};

/** A lexicon that knows what the facts may be and recognises nothing: for where the program speaks and nobody answers. */
export function deafLexicon(domains: ReadonlyMap<string, FactDomain>): Lexicon {
  const facts = [...domains].map(([id, { values, free, unknown }]) => [
    id,
    { type: free ? "text" : "choice", values, unknown, sources: ["chosen"] },
  ]);
  return lexiconOf({
    facts: { words: {}, facts: Object.fromEntries(facts) as unknown },
    intents: NO_INTENT,
    messages: {},
    ents: {},
    terms: {},
    cases: {},
    people: NOBODY,
  });
}

import type { Choice, Language } from "../message.ts";
import type { People } from "./affected.ts";
import { affectedIn } from "./affected.ts";
import { readAddresses } from "./addresses.ts";
import type { Fact, KeepsOut, Lexicon, Statement } from "./catalogue.ts";
import { compileAll } from "./catalogue.ts";
import { chosen, opening, whole } from "./commands.ts";
import type { FactRead } from "./facts.ts";
import type { Judgement, Option } from "./model/judge.ts";
import { judge, labelOf } from "./model/judge.ts";
import { statedIn } from "./model/statements.ts";
import { twoMatters } from "./model/two-matters.ts";
import { namedAlone } from "./named.ts";
import { readAt, readFact } from "./facts.ts";
import { wanted } from "./intent.ts";
import { languageOf } from "./language-of.ts";
import type { OwnWords } from "./own-words.ts";
import { ownWords } from "./own-words.ts";
import { find, says } from "./phrase.ts";
import { readMessage } from "./screen.ts";
import type { Stated } from "./stated.ts";
import { stated } from "./stated.ts";
import { readUai } from "./uai.ts";
import { isOfPeople, OF_PEOPLE, weighed } from "./weighed.ts";
import type { Words } from "./words.ts";
import { wordsOf } from "./words.ts";

export type CommandWord = "back" | "restart" | "person" | "why" | "source" | "resume";
export type OutcomeWord = "done" | "blocked" | "not-found" | "later" | "yes" | "no" | "unknown";

/** What a text says: nothing in it is a guess, and nothing it says is an order. */
export type Reading = {
  readonly language: Language | null;
  /** The language it asks to be answered in. */
  readonly asksLanguage: Language | null;
  /** A word that works at every step, where it is (nearly) the whole message. */
  readonly command: CommandWord | null;
  /** An answer to an instruction or a yes/no, where it is the whole message or opens it. */
  readonly outcome: OutcomeWord | null;
  /** Id of the offered choice the message names by its label, id or number. */
  readonly choice: string | null;
  /** What is stated, with the words that state it (`span`: offsets in the text). */
  readonly facts: Readonly<Record<string, FactRead>>;
  /** What the text is about, where that is sure; see `judged` for the likely. */
  readonly intent: string | null;
  /** What its very words ask for; null where they name nothing, whatever else it looks like. */
  readonly wanted: string | null;
  /** Null where the examples were not learnt from: only phrases are gone by then. */
  readonly judged: Judgement | null;
  /** A second matter told in the same message, after the one judged. */
  readonly second: Option | null;
  /** Who speaks, where he says so: `guardian`, `pupil`, `admin`. */
  readonly speaker: string | null;
  /** What kind of other matter it is, by where to ask instead; only told where it is out of scope. */
  readonly topic: string | null;
  readonly greeting: boolean;
  readonly thanks: boolean;
  /** In words, the quoted threads of a mail aside. */
  readonly length: number;
  /** What looks like a value and cannot be one: a UAI with a wrong control letter. */
  readonly invalid: readonly { readonly fact: string; readonly text: string }[];
};

export type { FactRead } from "./facts.ts";

/** What the text answers: the fact the last question was about, and the choices on offer. */
export type Situation = { readonly asked?: string | null; readonly offered?: readonly Choice[] };

/** Longest text looked at, in characters. */
const LONGEST = 20_000;

/** So many characters tell what a message is about: what comes later is its story. */
const JUDGED = 1_200;

/**
 * Reads a text against the catalogue: language, commands, outcomes, chosen label, facts, intent. Pure and offline.
 * `asked` gives the benefit of the doubt to an answer to that question, and to no other.
 */
export function read(
  text: string,
  lexicon: Lexicon,
  { asked = null, offered = [] }: Situation = {},
): Reading {
  compileAll(lexicon);
  const own = ownWords(text.slice(0, LONGEST));
  const looked = own.body;
  const words = wordsOf(looked, lexicon.spell);
  const question = asked === null ? undefined : lexicon.facts.get(asked);
  const all = whole(lexicon.outcomes, lexicon, words);
  const outcome = (all ?? opening(lexicon.outcomes, lexicon, words)) as OutcomeWord | null;
  const choice = chosen(looked, offered);
  const meant = stated(words);
  const { facts: said, invalid } = factsIn(own, words, meant, lexicon, asked);
  answerByWord(said, question, outcome, all, words, looked);
  const { judged, second } = matterIn(looked, lexicon);
  const keepsOut = judged === null ? undefined : lexicon.keepsOut.get(labelOf(judged.intent, judged.case));
  const head = looked.length > JUDGED ? wordsOf(looked.slice(0, JUDGED), lexicon.spell) : words;
  if (judged !== null) {
    tellAffected(said, keepsOut, judged.confidence >= SURE, head, lexicon.people, asked, looked);
  }
  const { trained } = lexicon;
  const told =
    trained === null
      ? said
      : weighed({
          facts: said,
          parts: statedIn(trained.statements, words, meant, JUDGED),
          text: looked,
          words,
          stated: meant,
          known: lexicon.facts,
          keepsOut:
            judged !== null && judged.confidence >= LIKELY && (keepsOut === "always" || keepsOut === "told"),
          asked,
        });
  const facts = withNamed(told, judged, lexicon, words, meant, looked);

  const [plainly = null] = wanted(head, lexicon).map((one) => one.intent);
  const sure = judged === null ? plainly : judged.decision === "offer" ? null : judged.intent;
  const command = whole(lexicon.commands, lexicon, words) as CommandWord | null;
  return {
    language: languageOf(looked, words, facts["message"]?.span),
    asksLanguage: longestSaid(lexicon.languages, words) as Language | null,
    // A label typed out is that choice; « personne » answers a question about who has credentials.
    command: choice !== null || (question !== undefined && facts[question.id] !== undefined) ? null : command,
    outcome,
    choice,
    facts,
    intent: sure,
    wanted: plainly,
    judged,
    second,
    speaker: longestSaid(lexicon.speakers, words),
    topic: longestSaid(lexicon.topics, words),
    greeting: says(lexicon.greetings, words),
    thanks: says(lexicon.thanks, words),
    length: words.words.length,
    invalid,
  };
}

/** Adds what is named alone of a fact nothing is said of, where the text is about what it is a matter of. */
function withNamed(
  facts: Readonly<Record<string, FactRead>>,
  judged: Judgement | null,
  lexicon: Lexicon,
  words: Words,
  meant: Stated,
  text: string,
): Readonly<Record<string, FactRead>> {
  if (judged === null || judged.decision === "out-of-scope") return facts;
  const all = { ...facts };
  for (const fact of lexicon.facts.values()) {
    if (all[fact.id] !== undefined || !fact.named.intents.includes(judged.intent)) continue;
    const named = namedAlone(fact, words, meant, text);
    if (named !== null) all[fact.id] = named;
  }
  return all;
}

/** Below this chance what a text is about does not tell whether somebody is kept out. */
const LIKELY = 0.5;

/** Above it nobody is kept out by what keeps out nobody, whatever it sounds like. */
const SURE = 0.9;

/**
 * Adds who cannot get in, by what the text is about (`sure`: that it is about that); an answer to the question who it is stays
 * as it was read.
 */
function tellAffected(
  facts: Record<string, FactRead>,
  keepsOut: KeepsOut | undefined,
  sure: boolean,
  words: Words,
  people: People,
  asked: string | null,
  text: string,
): void {
  if (keepsOut === "never" && sure) return;
  const told = affectedIn(words, people, keepsOut === "always" && sure);
  if (told === null) return;
  for (const fact of OF_PEOPLE) {
    const value = told[fact];
    if (asked !== fact && value !== null) facts[fact] = readAt(value, told, words, text);
  }
}

/** What a text is about, the first of two matters where it tells two. */
function matterIn(
  text: string,
  lexicon: Lexicon,
): { readonly judged: Judgement | null; readonly second: Option | null } {
  const { trained } = lexicon;
  if (trained === null) return { judged: null, second: null };
  const head = text.trimStart().slice(0, JUDGED);
  const words = wordsIn(head, lexicon);
  const judged = judge(head, words, lexicon, trained);
  const two = twoMatters(head, words, judged, (part) => wordsIn(part, lexicon), lexicon, trained);
  return two === null ? { judged, second: null } : { judged: two.first, second: two.second };
}

/** The words of a text as what it is about is judged by: typing mistakes corrected towards the terms too. */
export function wordsIn(text: string, lexicon: Lexicon): Words {
  return wordsOf(text, lexicon.spellTerms);
}

/** The value of the longest phrase a text holds, the first of them where several are as long. */
function longestSaid(statements: readonly Statement[], words: Words): string | null {
  let best: { readonly value: string; readonly size: number } | null = null;
  for (const { value, phrase } of statements) {
    for (const { from, to } of find(phrase, words)) {
      if (best === null || to - from > best.size) best = { value, size: to - from };
    }
  }
  return best?.value ?? null;
}

/** What the person wrote himself states facts; his signature only tells the school. */
function factsIn(
  { body: text, signature }: OwnWords,
  words: Words,
  meant: Stated,
  lexicon: Lexicon,
  asked: string | null,
): { readonly facts: Record<string, FactRead>; readonly invalid: Reading["invalid"] } {
  const facts: Record<string, FactRead> = {};
  const written = readUai(text);
  const uai = written.read === null && written.invalid === null ? readUai(signature) : written;
  if (uai.read !== null) facts["uai"] = uai.read;
  for (const fact of lexicon.facts.values()) {
    // Who cannot get in is read of everybody who is named, once it is known what the text is about.
    if (lexicon.trained !== null && isOfPeople(fact.id) && asked !== fact.id) continue;
    if (fact.id === "message") {
      const shown = readMessage(text, words, lexicon);
      if (shown !== null) {
        facts["message"] = shown;
        continue;
      }
    }
    const one = readFact(fact, words, meant, text, asked === fact.id);
    if (one !== null) facts[fact.id] = one;
  }
  const addresses = readAddresses(text, words, lexicon.entHosts, asked);
  for (const [fact, one] of Object.entries(addresses)) facts[fact] ??= one;
  return { facts, invalid: uai.invalid === null ? [] : [{ fact: "uai", text: uai.invalid }] };
}

/** A bare yes, no or « I do not know » as the answer to what was asked; a plain statement goes before it. */
function answerByWord(
  facts: Record<string, FactRead>,
  question: Fact | undefined,
  outcome: OutcomeWord | null,
  all: string | null,
  words: Words,
  text: string,
): void {
  if (question === undefined || facts[question.id] !== undefined) return;
  const value = outcome === "yes" ? question.yes : outcome === "no" ? question.no : null;
  const first = words.words[0];
  // « OK » agrees to go on; it is no answer to a question.
  const agreed = first !== undefined && /^(?:ok|okay|d|entendu)$/.test(first.word);
  if (value !== null && !agreed) {
    facts[question.id] = { value, span: [0, text.length], text };
    return;
  }
  // As the whole message it is an outcome; beside other facts it settles this one as not known.
  if (outcome === "unknown" && all === null && question.unknown) {
    facts[question.id] = { value: "unknown", span: [0, text.length], text };
  }
}

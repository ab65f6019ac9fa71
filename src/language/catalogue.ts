import { z } from "zod";
import type { Language, Owner } from "../message.ts";
import type { People } from "./affected.ts";
import { peopleOf, peopleSchema, phrasesOf } from "./affected.ts";
import type { Trained } from "./model/judge.ts";
import { labelOf } from "./model/judge.ts";
import type { Groups, Phrase } from "./phrase.ts";
import { wordsSpelled } from "./pattern.ts";
import { phrase } from "./phrase.ts";
import { speller } from "./spelling.ts";
import type { Terms } from "./terms.ts";
import { termsOf, termsSchema } from "./terms.ts";

const phrases = z.array(z.string());

/** Phrases by language; `any` for what is the same in every language (codes, numbers). */
const spoken = z.strictObject({ fr: phrases.optional(), en: phrases.optional(), any: phrases.optional() });

type Spoken = z.infer<typeof spoken>;

const factSchema = z.strictObject({
  type: z.enum(["choice", "uai", "url", "text"]),
  /** In the order they are offered; `from` stands for the ids of that catalogue. */
  values: z
    .union([z.array(z.coerce.string()), z.strictObject({ from: z.enum(["ents", "cases"]) })])
    .default([]),
  /** Whether a person may not know. */
  unknown: z.boolean(),
  sources: z.array(z.enum(["said", "chosen", "upload", "probe", "inferred", "ticket"])).min(1),
  /** How a text states each value. */
  said: z.record(z.string(), spoken).default({}),
  /** The same for every value, which stands for `<value>`. */
  each: spoken.default({}),
  /** What states a value only as an answer to this very question. */
  answers: z.record(z.string(), spoken).default({}),
  answers_each: spoken.default({}),
  /** Look-alikes: what they cover states nothing. */
  besides: spoken.default({}),
  /** What names a value; named alone it is the one a message of one of these intents is about. */
  named: z
    .strictObject({ intents: z.array(z.string()), values: z.record(z.string(), spoken) })
    .default({ intents: [], values: {} }),
  /** The value that « not » makes of a value; without one, a denied value states nothing. */
  opposite: z.record(z.string(), z.string()).default({}),
  /** Several values said at once that make another. */
  together: z.array(z.strictObject({ of: z.array(z.string()).min(2), make: z.string() })).default([]),
  /** What a bare yes or no to this question means. */
  yes: z.string().optional(),
  no: z.string().optional(),
  /** Naming it is stating it, in a question too: a code, a message, an ENT, that something is over. */
  mention: z.boolean().default(false),
  /** Said of another time (« avant », « bientôt »), it states nothing. */
  present: z.boolean().default(false),
});

const factsSchema = z.strictObject({
  /** Groups of words the phrases share, written `<name>` there. */
  words: z.record(z.string(), z.string()),
  facts: z.record(z.string(), factSchema),
});

const messageSchema = z.strictObject({
  /** The part of the wording that stays from version to version, as it stands on the screen. */
  fragments: z.array(z.string()).min(1),
  /** Who must act first. */
  owner: z.enum(["school", "school-it", "itslearning", "ent-operator", "index-education", "academy", "user"]),
  /** What it is as a finding, where a file or a picture shows it. */
  finding: z.string(),
  /** Messages it stands for where both are on the screen: it is the more exact of the two. */
  over: z.array(z.string()).default([]),
  /** The case it is the symptom of, where one is known. */
  case: z.string().optional(),
});

const intentsSchema = z.strictObject({
  intents: z.record(z.string(), spoken),
  commands: z.record(z.string(), spoken),
  outcomes: z.record(z.string(), spoken),
  greetings: spoken,
  thanks: spoken,
  /** What announces another matter in the same message. */
  another: spoken,
  /** Words of courtesy that may stand around a command. */
  courtesy: spoken,
  speakers: z.record(z.string(), spoken),
  languages: z.record(z.enum(["fr", "en"]), spoken),
  topics: z.record(z.string(), spoken),
});

/** All that is read of a case here. */
const caseSchema = z.looseObject({
  intent: z.string(),
  keeps_out: z.enum(["always", "told", "never"]).optional(),
});

/** Whether a matter keeps somebody out: whoever is named, whoever is likely to be meant, or nobody. */
export type KeepsOut = NonNullable<z.infer<typeof caseSchema>["keeps_out"]>;

/** All that is read of an ENT here; the rest of its entry is another part's. */
const entSchema = z.looseObject({
  said: z.record(z.string(), phrases).default({}),
  hosts: phrases.default([]),
});

/** One phrase that states `value`. */
export type Statement = { readonly value: string; readonly phrase: Phrase };

export type Fact = {
  readonly id: string;
  readonly type: "choice" | "uai" | "url" | "text";
  readonly values: readonly string[];
  readonly unknown: boolean;
  readonly sources: readonly string[];
  readonly said: readonly Statement[];
  readonly answers: readonly Statement[];
  readonly besides: readonly Phrase[];
  readonly named: { readonly intents: readonly string[]; readonly statements: readonly Statement[] };
  readonly opposite: Readonly<Record<string, string>>;
  readonly together: readonly { readonly of: readonly string[]; readonly make: string }[];
  readonly yes: string | null;
  readonly no: string | null;
  readonly mention: boolean;
  readonly present: boolean;
};

/** A message PRONOTE, a browser or a CAS server shows. */
export type OnScreen = {
  readonly fragments: readonly string[];
  /** Messages it stands for where both are found. */
  readonly over: readonly string[];
  readonly owner: Owner;
  readonly case: string | null;
};

/** Everything a text is read by, checked and compiled. */
export type Lexicon = {
  readonly facts: ReadonlyMap<string, Fact>;
  readonly messages: ReadonlyMap<string, OnScreen>;
  readonly intents: readonly Statement[];
  readonly commands: readonly Statement[];
  readonly outcomes: readonly Statement[];
  readonly greetings: readonly Phrase[];
  readonly thanks: readonly Phrase[];
  readonly another: readonly Phrase[];
  readonly courtesy: readonly Phrase[];
  /** Domains that are an ENT's. */
  readonly entHosts: readonly { readonly ent: string; readonly host: string }[];
  readonly spell: (word: string) => string;
  readonly terms: Terms;
  /** The same, towards the words of the terms as well. */
  readonly spellTerms: (word: string) => string;
  /** Who speaks, where he says so: a guardian or a pupil is given no steps of an admin. */
  readonly speakers: readonly Statement[];
  /** What asks to be answered in a language. */
  readonly languages: readonly Statement[];
  /** What is none of ours, by where to ask instead. */
  readonly topics: readonly Statement[];
  /** What the examples teach; null where only phrases are gone by. */
  readonly trained: Trained | null;
  readonly people: People;
  /** By matter (`intent` or `intent/case`), where it is known. */
  readonly keepsOut: ReadonlyMap<string, KeepsOut>;
};

const LANGUAGES: readonly (Language | "any")[] = ["fr", "en", "any"];

function compiled(said: Spoken, groups: Groups, value = ""): Phrase[] {
  return LANGUAGES.flatMap((language) => said[language] ?? []).map((source) =>
    phrase(source.replaceAll("<value>", value), groups),
  );
}

function statements(said: Readonly<Record<string, Spoken>>, groups: Groups): Statement[] {
  return Object.entries(said).flatMap(([value, one]) =>
    compiled(one, groups).map((compiledOne) => ({ value, phrase: compiledOne })),
  );
}

/**
 * Checks and compiles what texts are read by. Takes the parsed content of `facts.yaml`, `intents.yaml`,
 * `messages.yaml`, `ents.yaml`, `terms.yaml` and `cases.yaml`; throws a `z.ZodError` or a `PhraseError` that says what is wrong.
 */
export function lexiconOf(data: {
  readonly facts: unknown;
  readonly intents: unknown;
  readonly messages: unknown;
  readonly ents: unknown;
  readonly terms: unknown;
  readonly cases: unknown;
  readonly people: unknown;
}): Lexicon {
  const { words, facts } = factsSchema.parse(data.facts);
  const ents = z.record(z.string(), entSchema).parse(data.ents);
  const spokenOf = intentsSchema.parse(data.intents);
  const terms = termsOf(termsSchema.parse(data.terms));
  const cases = z.record(z.string(), caseSchema).parse(data.cases);
  const listed = { ents: Object.keys(ents), cases: Object.keys(cases) };

  const compiledFacts = Object.entries(facts).map(([id, fact]): [string, Fact] => {
    const fromEnts = !Array.isArray(fact.values) && fact.values.from === "ents";
    const values = Array.isArray(fact.values) ? fact.values : listed[fact.values.from];
    const each = (said: Spoken): Statement[] =>
      values.flatMap((value) => compiled(said, words, value).map((one) => ({ value, phrase: one })));
    const names = fromEnts
      ? Object.entries(ents).flatMap(([value, { said }]) =>
          Object.values(said)
            .flat()
            .map((name) => ({ value, phrase: phrase(name) })),
        )
      : [];
    return [
      id,
      {
        id,
        type: fact.type,
        values,
        unknown: fact.unknown,
        sources: fact.sources,
        said: [...statements(fact.said, words), ...each(fact.each), ...names],
        answers: [...statements(fact.answers, words), ...each(fact.answers_each)],
        besides: compiled(fact.besides, words, `(${values.join("|")})`),
        named: { intents: fact.named.intents, statements: statements(fact.named.values, words) },
        opposite: fact.opposite,
        together: fact.together,
        yes: fact.yes ?? null,
        no: fact.no ?? null,
        mention: fact.mention,
        present: fact.present,
      },
    ];
  });

  const messages = z.record(z.string(), messageSchema).parse(data.messages);
  const lexicon = {
    facts: new Map(compiledFacts),
    messages: new Map(
      Object.entries(messages).map(([id, one]) => [
        id,
        { fragments: one.fragments, owner: one.owner, over: one.over, case: one.case ?? null },
      ]),
    ),
    intents: statements(spokenOf.intents, words),
    commands: statements(spokenOf.commands, words),
    outcomes: statements(spokenOf.outcomes, words),
    greetings: compiled(spokenOf.greetings, words),
    thanks: compiled(spokenOf.thanks, words),
    another: compiled(spokenOf.another, words),
    courtesy: compiled(spokenOf.courtesy, words),
    speakers: statements(spokenOf.speakers, words),
    languages: statements(spokenOf.languages, words),
    topics: statements(spokenOf.topics, words),
    entHosts: Object.entries(ents).flatMap(([ent, { hosts }]) => hosts.map((host) => ({ ent, host }))),
  };
  const spell = lazily(() =>
    speller([...vocabularyOf(lexicon), ...Object.values(words).flatMap(wordsSpelled)]),
  );
  const toTerms = lazily(() => speller(terms.vocabulary));
  return {
    ...lexicon,
    terms,
    spell,
    spellTerms: (word) => toTerms(spell(word)),
    trained: null,
    people: peopleOf(peopleSchema.parse(data.people)),
    keepsOut: keepsOutOf(cases),
  };
}

/** A failure of which no case is known keeps out whoever is named. */
const FAILURE = "login-failure";

function keepsOutOf(cases: Readonly<Record<string, z.infer<typeof caseSchema>>>): Lexicon["keepsOut"] {
  return new Map([
    [FAILURE, "always"],
    ...Object.entries(cases).flatMap(([id, { intent, keeps_out: told }]) =>
      told === undefined ? [] : [[labelOf(intent, id), told] as const],
    ),
  ]);
}

/**
 * Compiles every phrase of a lexicon that is not yet: the first text looked through would have to wait for it. Throws a
 * `PhraseError` that says which one cannot be read.
 */
export function compileAll(lexicon: Lexicon): void {
  if (ready.has(lexicon)) return;
  ready.add(lexicon);
  const facts = [...lexicon.facts.values()];
  const { people } = lexicon;
  const all = [
    ...facts.flatMap((fact) => [
      ...[...fact.said, ...fact.answers, ...fact.named.statements].map((one) => one.phrase),
      ...fact.besides,
    ]),
    ...[
      lexicon.intents,
      lexicon.commands,
      lexicon.outcomes,
      lexicon.speakers,
      lexicon.languages,
      lexicon.topics,
    ].flatMap((one) => one.map(({ phrase: said }) => said)),
    ...[lexicon.greetings, lexicon.thanks, lexicon.another, lexicon.courtesy].flat(),
    ...phrasesOf(people),
  ];
  // Looking at it compiles it.
  for (const one of all) void one.parts;
}

const ready = new WeakSet<Lexicon>();

/** A corrector made when a first word is corrected. */
function lazily(make: () => (word: string) => string): (word: string) => string {
  let made: ((word: string) => string) | undefined;
  return (word) => (made ??= make())(word);
}

type Phrases = Omit<Lexicon, "spell" | "terms" | "spellTerms" | "trained" | "people" | "keepsOut">;

function vocabularyOf(lexicon: Phrases): string[] {
  const facts = [...lexicon.facts.values()];
  const all = [
    ...facts.flatMap((fact) => [...fact.said, ...fact.answers].map((one) => one.phrase)),
    ...facts.flatMap((fact) => fact.besides),
    ...[
      ...lexicon.intents,
      ...lexicon.commands,
      ...lexicon.outcomes,
      ...lexicon.speakers,
      ...lexicon.languages,
      ...lexicon.topics,
    ].map((one) => one.phrase),
    ...lexicon.greetings,
    ...lexicon.thanks,
    ...lexicon.another,
    ...lexicon.courtesy,
  ];
  return all.flatMap((one) => one.vocabulary);
}

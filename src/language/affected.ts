import { z } from "zod";
import type { Match, Phrase } from "./phrase.ts";
import { find, phrase, says } from "./phrase.ts";
import type { Words } from "./words.ts";

const phrases = z.array(z.string());
const spoken = z.strictObject({ fr: phrases, en: phrases });

/** `flows/people.yaml`. */
export const peopleSchema = z.strictObject({
  words: z.record(z.string(), z.string()),
  everyone: spoken,
  nobody: spoken,
  self: spoken,
  at_the_door: spoken,
  being: z.record(z.string(), phrases),
  people: z.record(z.string(), z.strictObject({ one: phrases, all: phrases, none: phrases, some: phrases })),
  besides: spoken,
  kept: spoken,
  keeps: spoken,
  fine: spoken,
  spared: spoken,
  finds: spoken,
  signs: spoken,
  supposed: spoken,
  settled: spoken,
  reverse: z.strictObject({ before: phrases, after: phrases }),
  again: phrases,
  screens: spoken,
  either: phrases,
  inside: spoken,
  enters: phrases,
  whose: phrases,
  belongs: phrases,
});

/** One way to name people, how many that is, and whether what is said is said of none of them. */
type Named = {
  readonly profile: string | null;
  readonly scope: "one" | "profile" | "everyone" | null;
  readonly none: boolean;
  readonly phrase: Phrase;
};

const LISTS = [
  "self",
  "at_the_door",
  "besides",
  "kept",
  "keeps",
  "fine",
  "spared",
  "finds",
  "signs",
  "supposed",
  "settled",
  "screens",
  "inside",
] as const;

const PLAIN = ["again", "either", "enters", "whose", "belongs"] as const;

/** Who is read of, compiled. */
export type People = Readonly<Record<(typeof LISTS)[number] | (typeof PLAIN)[number], readonly Phrase[]>> & {
  readonly named: readonly Named[];
  readonly being: readonly { readonly profile: string; readonly phrase: Phrase }[];
  readonly reverse: { readonly before: readonly Phrase[]; readonly after: readonly Phrase[] };
};

/** Compiles checked data; throws a `PhraseError` that names the phrase. */
export function peopleOf(data: z.infer<typeof peopleSchema>): People {
  const all = (sources: readonly string[]): Phrase[] => sources.map((one) => phrase(one, data.words));
  const of = (said: z.infer<typeof spoken>): Phrase[] => all([...said.fr, ...said.en]);
  const named = (
    sources: readonly string[],
    profile: string | null,
    scope: Named["scope"],
    none: boolean,
  ): Named[] => all(sources).map((one) => ({ profile, scope, none, phrase: one }));
  const lists = Object.fromEntries([
    ...LISTS.map((list) => [list, of(data[list])]),
    ...PLAIN.map((list) => [list, all(data[list])]),
  ]) as Pick<People, (typeof LISTS)[number] | (typeof PLAIN)[number]>;
  return {
    ...lists,
    named: [
      ...named([...data.everyone.fr, ...data.everyone.en], null, "everyone", false),
      ...named([...data.nobody.fr, ...data.nobody.en], null, "everyone", true),
      ...Object.entries(data.people).flatMap(([key, said]) => {
        const profile = key === "any" ? null : key;
        return [
          // Where two ways are as long the first counts: « des parents » at the head of a clause are some of them.
          ...named(said.some, profile, null, false),
          ...named(said.one, profile, "one", false),
          ...named(said.none, profile, "profile", true),
          ...named(said.all, profile, "profile", false),
        ];
      }),
    ],
    being: Object.entries(data.being).flatMap(([profile, sources]) =>
      all(sources).map((one) => ({ profile, phrase: one })),
    ),
    reverse: { before: all(data.reverse.before), after: all(data.reverse.after) },
  };
}

/** Every phrase people are read by. */
export function phrasesOf(people: People): readonly Phrase[] {
  return [
    ...[...LISTS, ...PLAIN].flatMap((list) => people[list]),
    ...[...people.named, ...people.being].map((one) => one.phrase),
    ...people.reverse.before,
    ...people.reverse.after,
  ];
}

/** Who cannot get in, as far as it is said; `from` and `to` are the words that say it. */
export type Affected = {
  readonly scope: "one" | "profile" | "everyone" | null;
  readonly profile: string | null;
  readonly from: number;
  readonly to: number;
};

/** What is said of people: that they are kept out, that they get in, or neither. */
type Said = "out" | "in" | null;

/** How somebody is told of: he is named, the writer speaks of himself, or « l'un entre, l'autre non ». */
type Telling = "name" | "self" | "either";

type Mention = Affected & { readonly none: boolean; readonly by: Telling; readonly said: Said };

/**
 * Who a message says cannot get in. `sure`: the matter is of somebody kept out, and whoever is named is; else only who is
 * plainly said to be. Null where it does not say who.
 */
export function affectedIn(words: Words, people: People, sure: boolean): Affected | null {
  const mentions = saidOf(mentionsIn(words, people), words, people, sure);
  const supposed = supposedIn(words, people);
  const told = mentions.filter((one) => supposed[one.from] !== true);
  const out = told.filter((one) => one.said === "out");
  const [first] = out;
  if (first !== undefined) return mixed(first, told, words) ? null : summed(out);
  if (!sure) return null;
  const [door] = spansOf(people.at_the_door, words).toSorted((a, b) => a.from - b.from);
  const only = whomItIsAbout(told);
  const self = door !== undefined && supposed[door.from] !== true ? door : undefined;
  if (self !== undefined && (only === undefined || self.from < only.from))
    return { scope: "one", profile: beingOf(words, people), from: self.from, to: self.to };
  return only === undefined ? null : summed([only]);
}

/** « une AESH et deux profs »: some of several kinds are neither one person nor a kind. */
function mixed(first: Mention, told: readonly Mention[], words: Words): boolean {
  const next = told[told.indexOf(first) + 1];
  if (next === undefined || first.scope !== "one" || next.none) return false;
  return first.profile !== next.profile && next.profile !== null && joined(first, next, words);
}

/** Whom a message is about that says of nobody that he is kept out: the first of whom nothing is said, else the only one. */
function whomItIsAbout(told: readonly Mention[]): Mention | undefined {
  const named = told.filter((one) => !one.none && (one.profile !== null || one.by !== "name"));
  return named.find((one) => one.said === null) ?? (named.length === 1 ? named[0] : undefined);
}

/** The first who is told of, or everyone where three kinds of people are. */
function summed([first, ...more]: readonly Mention[]): Affected | null {
  if (first === undefined) return null;
  const all = [first, ...more];
  const everyone = all.find((one) => one.scope === "everyone");
  const whole = all.filter((one) => one.scope === "profile");
  const kinds = (of: readonly Mention[]): number => new Set(of.map((one) => one.profile)).size;
  // « aucun prof, aucun élève »: who names two kinds to say that none of them enters means everyone.
  if (everyone !== undefined || kinds(whole) > 2 || kinds(whole.filter((one) => one.none)) > 1) {
    const { from, to } = everyone ?? first;
    return { scope: "everyone", profile: null, from, to };
  }
  // « ni la CPE ni les AED »: one of a kind, then all of it.
  const { profile, from, to } = first;
  const widened = first.scope === "one" && profile !== null && whole.some((one) => one.profile === profile);
  const scope = widened ? "profile" : first.scope;
  return { scope, profile, from, to };
}

/** Where any of the phrases stands. */
function spansOf(all: readonly Phrase[], words: Words): readonly Match[] {
  return all.flatMap((one) => find(one, words));
}

/** People named in the order they stand, without what only looks like it; of two that overlap the longer. */
function mentionsIn(words: Words, people: People): readonly Mention[] {
  const beside = covered(people.besides, words);
  const whose = spansOf(people.whose, words);
  const belongs = spansOf(people.belongs, words);
  const found = people.named.flatMap(({ phrase: named, ...who }) =>
    find(named, words)
      .filter(({ from, to }) => !anyOf(beside, from, to))
      .filter(({ from, to }) => !whose.some((one) => from > one.from && to <= one.to))
      .filter(({ to }) => !belongs.some((one) => to > one.from && to < one.to))
      .map(({ from, to }): Mention => {
        const before = words.words[from - 1]?.word ?? "";
        const none = who.none || NEITHER.has(before);
        return { ...who, none, from: from - nameBefore(words, from), to, by: "name", said: null };
      }),
  );
  const selves = spansOf(people.self, words);
  const being = selves.length === 0 ? null : beingOf(words, people);
  for (const { from, to } of selves)
    found.push({ scope: "one", profile: being, none: false, by: "self", said: "out", from, to });
  for (const { from, to } of spansOf(people.either, words))
    found.push({ scope: "one", profile: null, none: false, by: "either", said: "out", from, to });
  found.sort((a, b) => a.from - b.from || b.to - a.to);
  const kept: Mention[] = [];
  for (const one of found) {
    const last = kept.at(-1);
    if (last !== undefined && one.from < last.to) continue;
    if (last === undefined || !sameAs(last, one, words)) kept.push(one);
    else kept[kept.length - 1] = { ...last, profile: last.profile ?? one.profile, to: one.to };
  }
  return kept;
}

/** How many words the name takes of whom is told after a comma what he is: « M. Roux, prof de maths ». */
function nameBefore(words: Words, from: number): number {
  if (words.words[from]?.after !== 1) return 0;
  return [2, 3].find((count) => words.words[from - count]?.word === "m") ?? 0;
}

const NEITHER: ReadonlySet<string> = new Set(["ni", "nor", "neither"]);
const OF_A_PLACE: ReadonlySet<string> = new Set("au a du de d en in of from at".split(" "));

/** Whether the second only tells more of the first: « Mme Roux, prof d'anglais », « une collègue du secrétariat ». */
function sameAs(one: Mention, next: Mention, words: Words): boolean {
  if (one.scope !== "one" || one.by !== "name" || next.by !== "name") return false;
  const first = words.words[next.from];
  if (first === undefined || first.after === 2) return false;
  if (next.from === one.to && first.after === 0) return OF_A_PLACE.has(first.word);
  return one.profile === null && next.scope === "one" && first.after === 1 && next.from - one.to < 4;
}

/** What the writer says he is: « je suis prof » and cannot get in. */
function beingOf(words: Words, people: People): string | null {
  return people.being.find((one) => says([one.phrase], words))?.profile ?? null;
}

/** Word by word, whether one of the phrases covers it. */
function covered(all: readonly Phrase[], words: Words): readonly boolean[] {
  const marks = Array.from({ length: words.words.length }, () => false);
  for (const { from, to } of spansOf(all, words)) marks.fill(true, from, to);
  return marks;
}

function anyOf(marks: readonly boolean[], from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (marks[at] === true) return true;
  return false;
}

/** Word by word, whether it is only supposed, wished for or asked how to, or is over by now. */
function supposedIn(words: Words, people: People): readonly boolean[] {
  const marks = Array.from({ length: words.words.length }, () => false);
  for (const { from } of spansOf(people.supposed, words)) marks.fill(true, from, endOfSentence(words, from));
  for (const { from } of spansOf(people.settled, words)) marks.fill(true, 0, endOfSentence(words, from));
  for (const { from } of spansOf(people.inside, words))
    marks.fill(true, startOfSentence(words, from), endOfSentence(words, from));
  return marks;
}

function startOfSentence(words: Words, at: number): number {
  let from = at;
  while (from > 0 && words.words[from]?.after !== 2) from -= 1;
  return from;
}

function endOfSentence(words: Words, from: number): number {
  let to = from + 1;
  while (to < words.words.length && words.words[to]?.after !== 2) to += 1;
  return to;
}

/** How many words what is said of somebody may begin after him. */
const REACH = 18;

/** How many words what none of them does may begin after them. */
const NONE_REACH = 6;

/** How many words may stand between what keeps somebody out and who is named right after it. */
const RIGHT_AFTER = 2;

/** What stands for who was named in the sentence before. */
const PRONOUNS: ReadonlySet<string> = new Set(
  "il elle ils elles lui leur le la les l celui celle celui ci ceux he she they him her them his their".split(
    " ",
  ),
);

/** Words that go before a pronoun at the head of a sentence. */
const HEAD = 6;

/** What is said of every mention: by itself, by who stands beside it, or by turning round what is said of the one before. */
function saidOf(
  mentions: readonly Mention[],
  words: Words,
  people: People,
  sure: boolean,
): readonly Mention[] {
  const plain = starts(people.kept, words);
  const kept = sure ? starts([...people.kept, ...people.signs], words) : plain;
  const spared = starts(people.spared, words);
  const keeps = byEnd(people.keeps, words);
  const fine = starts(people.fine, words);
  const finds = byEnd(people.finds, words);
  const turns = new Set(spansOf(people.reverse.before, words).map((one) => one.to));
  const turned = new Set(spansOf(people.reverse.after, words).map((one) => one.from));
  const enters = starts(people.enters, words);
  const screens = covered(people.screens, words);
  const same = new Set(spansOf(people.again, words).map((one) => one.to));

  const heard: Mention[] = [];
  for (const [index, one] of mentions.entries()) {
    const before = heard.at(-1);
    if (one.by === "name") heard.push({ ...one, said: said(one, index, before) });
    // « deux Lucas en 3e ; l'un passe, l'autre non ».
    else heard.push(one.by === "either" ? { ...one, profile: before?.profile ?? null } : one);
  }
  // « les profs et les élèves n'entrent plus »: what is said of the last is said of all of them.
  for (let index = heard.length - 2; index >= 0; index--) {
    const [one, next] = [heard[index], heard[index + 1]];
    if (one?.said === null && next?.by === "name" && joined(one, next, words))
      heard[index] = { ...one, said: next.said };
  }
  return heard;

  function said(one: Mention, index: number, before: Mention | undefined): Said {
    const last = before === undefined || before.said === null ? null : before;
    if (one.none) return noneOf(one, mentions[index + 1]);
    // A way of naming may begin with the « for » or « pour » that what stands before ends with.
    const begun = (ends: { has(at: number): boolean }): boolean =>
      ends.has(one.from) || ends.has(one.from + 1);
    if (last !== null && begun(turns)) return last.said === "out" ? "in" : "out";
    if (last !== null && turned.has(one.to)) return last.said === "out" ? "in" : "out";
    if (begun(same)) return last?.said ?? (anyOf(screens, 0, one.from) ? "out" : null);
    if (begun(turns) && excepted(one)) return "out";
    const after = follows(one, mentions[index + 1]);
    if (after === "out") return after;
    if (ahead(finds, one)) return "in";
    if (ahead(keeps, one)) return "out";
    if (after !== null) return after;
    if (last !== null && joined(last, one, words)) return last.said;
    return anyOf(screens, startOfSentence(words, one.from), endOfSentence(words, one.from)) ? "out" : null;
  }

  /** « tout va bien sauf Mme Roux ». */
  function excepted(one: Mention): boolean {
    const from = startOfSentence(words, one.from);
    return anyOf(fine, from, one.from) || anyOf(spared, from, one.from);
  }

  /** Of none of them is said that he gets in, or that he does not: both keep all of them out. */
  function noneOf(one: Mention, next: Mention | undefined): Said {
    if (ahead(keeps, one)) return "out";
    const end = Math.min(next?.from ?? words.words.length, one.to + NONE_REACH, words.words.length);
    for (let at = one.to; at < end && words.words[at]?.after !== 2; at++) {
      if (enters[at] === true || plain[at] === true) return "out";
    }
    return null;
  }

  /** Whether what acts on people stands right before who is named. */
  function ahead(acts: ReadonlyMap<number, number>, one: Mention): boolean {
    for (let at = one.from + 1; at >= Math.max(0, one.from - RIGHT_AFTER); at--) {
      if (acts.has(at)) return true;
      if ((words.words[at]?.after ?? 0) !== 0) return false;
    }
    return false;
  }

  /** What is said after who is named, until others are; of both the trouble counts: « entre dans l'ENT puis est refusé ». */
  function follows(one: Mention, next: Mention | undefined): Said {
    const end = Math.min(next?.from ?? words.words.length, one.to + REACH, words.words.length);
    const acted = next === undefined ? -1 : actOn(next);
    let sentences = 0;
    let got: Said = null;
    for (let at = one.to; at < end; at++) {
      if (words.words[at]?.after === 2) {
        sentences += 1;
        if (sentences > 1 || !pronounAt(at)) break;
      }
      if (acted >= 0 && at >= acted) break;
      if (spared[at] === true) return "in";
      if (kept[at] === true) return "out";
      if (fine[at] === true) got ??= "in";
    }
    return got;
  }

  /** Where what acts on who is named begins, else -1. */
  function actOn(one: Mention): number {
    for (let at = one.from; at >= Math.max(0, one.from - RIGHT_AFTER); at--) {
      const from = keeps.get(at) ?? finds.get(at);
      if (from !== undefined) return from;
    }
    return turns.has(one.from) ? one.from - 1 : -1;
  }

  function pronounAt(at: number): boolean {
    for (let next = at; next < at + HEAD; next++) {
      const word = words.words[next];
      if (word === undefined || (next > at && word.after === 2)) return false;
      if (PRONOUNS.has(word.word)) return true;
    }
    return false;
  }
}

/** Word by word, whether one of the phrases begins there. */
function starts(all: readonly Phrase[], words: Words): readonly boolean[] {
  const marks = Array.from({ length: words.words.length }, () => false);
  for (const { from } of spansOf(all, words)) marks[from] = true;
  return marks;
}

/** Where each phrase begins, by where it ends. */
function byEnd(all: readonly Phrase[], words: Words): ReadonlyMap<number, number> {
  const found = new Map<number, number>();
  for (const { from, to } of spansOf(all, words)) found.set(to, from);
  return found;
}

const LINKS: ReadonlySet<string> = new Set("et ou ni and or nor plus comme les nos ainsi que".split(" "));

/** Whether two are named in one breath: « les élèves, les profs et les parents ». */
function joined(one: Mention, next: Mention, words: Words): boolean {
  if (words.words[next.from]?.after === 2 || next.from - one.to > 2) return false;
  for (let at = one.to; at < next.from; at++) {
    if (words.words[at]?.after === 2 || !LINKS.has(words.words[at]?.word ?? "")) return false;
  }
  const first = words.words[next.from];
  if (one.none && next.none) return true;
  return next.from > one.to || first?.after === 1 || LINKS.has(first?.word ?? "");
}

import { z } from "zod";
import type { Phrase } from "./phrase.ts";
import { find, phrase, says } from "./phrase.ts";
import type { Words } from "./words.ts";

const phrases = z.array(z.string());
const spoken = z.strictObject({ fr: phrases, en: phrases });

/** `flows/people.yaml`. */
export const peopleSchema = z.strictObject({
  words: z.record(z.string(), z.string()),
  everyone: spoken,
  self: spoken,
  being: z.record(z.string(), phrases),
  people: z.record(z.string(), z.strictObject({ one: phrases, all: phrases, some: phrases })),
  besides: spoken,
  trouble: spoken,
});

/** One way to name people, and how many that is. */
type Named = { readonly profile: string; readonly scope: "one" | "profile" | null; readonly phrase: Phrase };

/** Who is read of, compiled. */
export type People = {
  readonly everyone: readonly Phrase[];
  readonly self: readonly Phrase[];
  readonly being: readonly Named[];
  readonly named: readonly Named[];
  readonly besides: readonly Phrase[];
  readonly trouble: readonly Phrase[];
};

/** Compiles checked data; throws a `PhraseError` that names the phrase. */
export function peopleOf(data: z.infer<typeof peopleSchema>): People {
  const of = (said: z.infer<typeof spoken>): Phrase[] =>
    [...said.fr, ...said.en].map((one) => phrase(one, data.words));
  return {
    everyone: of(data.everyone),
    self: of(data.self),
    being: Object.entries(data.being).flatMap(([profile, sources]) =>
      sources.map((source) => ({ profile, scope: "one" as const, phrase: phrase(source, data.words) })),
    ),
    besides: of(data.besides),
    trouble: of(data.trouble),
    named: Object.entries(data.people).flatMap(([profile, { one, all, some }]) => {
      const named = (scope: Named["scope"], sources: readonly string[]): Named[] =>
        sources.map((source) => ({ profile, scope, phrase: phrase(source, data.words) }));
      return [...named("one", one), ...named("profile", all), ...named(null, some)];
    }),
  };
}

/** Who cannot get in, as far as it is said; `from` and `to` are the words that say it. */
export type Affected = {
  readonly scope: "one" | "profile" | "everyone" | null;
  readonly profile: string | null;
  readonly from: number;
  readonly to: number;
};

type Mention = Omit<Named, "phrase"> & { readonly from: number; readonly to: number };

/**
 * Who a message says cannot get in. Call it only for a message of somebody who is kept out; `sure`: whoever is named is
 * (else only where the message says so). Null where it does not say who.
 */
export function affectedIn(words: Words, people: People, sure: boolean): Affected | null {
  const [all] = people.everyone.flatMap((one) => find(one, words));
  if (all !== undefined) return { scope: "everyone", profile: null, from: all.from, to: all.to };
  if (!sure && !says(people.trouble, words)) return null;
  const mentions = mentionsIn(words, people);
  const [self] = people.self.flatMap((one) => find(one, words));
  const [first] = mentions;
  if (self !== undefined && (first === undefined || self.from < first.from)) {
    return { scope: "one", profile: beingOf(words, people), from: self.from, to: self.to };
  }
  if (first === undefined) return null;
  const kinds = new Set(mentions.filter((one) => one.scope === "profile").map((one) => one.profile));
  if (kinds.size > 2) return { scope: "everyone", profile: null, from: first.from, to: first.to };
  const { scope, profile, from, to } = first;
  return { scope, profile: profile === "any" ? null : profile, from, to };
}

/** People named in the order they stand, without what only looks like it; of two that overlap the longer. */
function mentionsIn(words: Words, people: People): readonly Mention[] {
  const beside = people.besides.flatMap((one) => find(one, words));
  const found = people.named
    .flatMap(({ phrase: said, ...named }) =>
      find(said, words).map(({ from, to }) => ({ ...named, from, to })),
    )
    .filter((one) => !beside.some((other) => one.from < other.to && other.from < one.to))
    .sort((a, b) => a.from - b.from || b.to - a.to);
  return found.filter((one, index) => !found.slice(0, index).some((other) => one.from < other.to));
}

/** What the writer says he is: « je suis prof » and cannot get in. */
function beingOf(words: Words, people: People): string | null {
  return people.being.find((one) => says([one.phrase], words))?.profile ?? null;
}

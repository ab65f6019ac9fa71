import type { Words } from "./words.ts";
import { fold } from "./words.ts";

/** Words in a row and what may stand between them, as the data files write them; `phrase.ts` says how. */
export type Pattern = {
  /** Its place among all patterns. */
  readonly id: number;
  readonly ways: readonly Way[];
};

/** First and last word (excluded) of a match. */
export type Span = { readonly from: number; readonly to: number };

export type Groups = Readonly<Record<string, string>>;

/** A phrase that cannot be read: what is wrong with it, and which one. */
export class PhraseError extends Error {
  override readonly name = "PhraseError";
}

/** One way of saying it, with what tells quickly where in a text it may stand. */
type Way = {
  readonly items: Items;
  /** Words it can begin with; null where it may begin with any. */
  readonly firsts: WordSet | null;
  /** The rarest words of which one must stand in any match; null where none must. */
  readonly need: WordSet | null;
  /** Words in its longest match. */
  readonly longest: number;
};

/** A set of words, the same object for the same words; `id` is its place among all. */
type WordSet = { readonly id: number; readonly exact: readonly string[]; readonly stems: readonly string[] };

type Items = readonly Item[];

type Item =
  | { readonly kind: "word"; readonly letters: string; readonly stem: boolean }
  | Choice
  | { readonly kind: "gap"; readonly words: number }
  | { readonly kind: "edge"; readonly edge: Edge };

type Choice = {
  readonly kind: "choice";
  readonly ways: readonly Items[];
  readonly optional: boolean;
  /** How often in a row it may come. */
  readonly times: number;
  /** The ways by the word they begin with, in their order; `others` may begin with any or with a stem. */
  readonly byFirst: ReadonlyMap<string, readonly Items[]>;
  readonly others: readonly Items[];
};

const EDGES = ["^", "^^", "$", "$$", ","] as const;

type Edge = (typeof EDGES)[number];

const GAPS: Readonly<Record<string, number>> = { "..": 4, "...": 10 };

/** How often `(a|b)*` may come in a row. */
const REPEATED = 4;

const TOKEN = /\.{2,3}|\^{1,2}|\${1,2}|<[a-z_]+>|[()|]|[^\s()|^$<>]+/g;

/** A word, whether any ending may follow, whether it may be missing. */
const WORD = /^([a-z0-9_.]+)(\*?)(\??)$/;

/** Patterns and groups read already, for each set of groups. */
type Read = {
  readonly patterns: Map<string, Pattern>;
  readonly groups: Map<string, Group>;
  readonly choices: Map<string, Item>;
};
type Group = { readonly ways: readonly Items[] };

const reads = new WeakMap<Groups, Read>();
let patterns = 0;

/** Reads a pattern; the same text with the same groups is the same pattern, looked for once in a text. */
export function patternOf(text: string, source: string, groups: Groups): Pattern {
  let read = reads.get(groups);
  if (read === undefined) {
    read = { patterns: new Map(), groups: new Map(), choices: new Map() };
    reads.set(groups, read);
  }
  const ready = read.patterns.get(text);
  if (ready !== undefined) return ready;
  const { ways } = parse(text, source, groups, read);
  const all = ways.flatMap(flattened);
  if (all.some((one) => one.length === 0)) throw unreadable(source);
  const made: Pattern = { id: patterns, ways: all.map(wayOf) };
  patterns += 1;
  read.patterns.set(text, made);
  return made;
}

/** The words a pattern spells out, as it is written: those of its groups aside. A stem ends in `*`. */
export function wordsSpelled(text: string): readonly string[] {
  return tokensOf(text).flatMap((token) => WORD.exec(token)?.slice(1, 3).join("") ?? []);
}

function unreadable(source: string): PhraseError {
  return new PhraseError(`brackets do not match, or nothing in it: ${source}`);
}

function tokensOf(text: string): readonly string[] {
  const plain = fold(text)
    .replace(/pronote\.net/g, "pronote\u0001net")
    .replace(/(?<=[a-z0-9])\.(?=[a-z0-9])/g, " ")
    .replace(/['’-]/g, " ")
    .replaceAll("\u0001", ".");
  return [...plain.matchAll(TOKEN)].map(([token]) => token);
}

function parse(text: string, source: string, groups: Groups, read: Read): Group {
  const tokens = tokensOf(text);
  let at = 0;

  function named(name: string): readonly Items[] {
    let group = read.groups.get(name);
    if (group === undefined) {
      const inside = groups[name];
      if (inside === undefined) throw new PhraseError(`no group <${name}>: ${source}`);
      group = parse(inside, source, groups, read);
      read.groups.set(name, group);
    }
    return group.ways;
  }

  /** A group where it stands alone, with the mark after it: the same choice wherever it is used. */
  function choiceNamed(name: string): Item {
    const mark = tokens[at + 1] ?? "";
    const key = `${name}${mark === "?" || mark === "*" ? mark : ""}`;
    const known = read.choices.get(key);
    if (known !== undefined) {
      if (key !== name) at += 1;
      return known;
    }
    const made = choice(named(name));
    read.choices.set(key, made);
    return made;
  }

  /** A choice with the mark after it: `?` or `*`. */
  function choice(among: readonly Items[]): Item {
    const mark = tokens[at + 1];
    const optional = mark === "?" || mark === "*";
    if (optional) at += 1;
    return choiceOf(among.flatMap(flattened), optional, mark === "*" ? REPEATED : 1);
  }

  function ways(depth: number): Item[][] {
    const found: Item[][] = [[]];
    for (; at < tokens.length; at++) {
      const token = tokens[at] ?? "";
      const items = found.at(-1) ?? [];
      if (token === ")") {
        if (depth === 0) throw unreadable(source);
        return found;
      }
      if (token === "|") found.push([]);
      else if (isEdge(token)) items.push({ kind: "edge", edge: token });
      else if (token in GAPS) items.push({ kind: "gap", words: GAPS[token] ?? 0 });
      else if (token.startsWith("<")) items.push(choiceNamed(token.slice(1, -1)));
      else if (token === "(") {
        at += 1;
        const inner = ways(depth + 1);
        items.push(choice(inner));
      } else items.push(word(token));
    }
    if (depth > 0) throw unreadable(source);
    return found;
  }

  function word(token: string): Item {
    const parts = WORD.exec(token);
    if (parts === null) throw new PhraseError(`« ${token} » is no word: ${source}`);
    const [, letters = "", star = "", optional = ""] = parts;
    const one: Item = { kind: "word", letters, stem: star !== "" };
    return optional === "" ? one : choiceOf([[one]], true, 1);
  }

  return { ways: ways(0) };
}

function isEdge(token: string): token is Edge {
  return (EDGES as readonly string[]).includes(token);
}

/** A way that is nothing but a choice is as many ways. */
function flattened(items: Items): readonly Items[] {
  const [only] = items;
  if (items.length !== 1 || only?.kind !== "choice" || only.optional) return [items];
  return only.ways.flatMap(flattened);
}

function choiceOf(ways: readonly Items[], optional: boolean, times: number): Choice {
  const firsts = ways.map((way) => ({ way, words: firstsOf(way).words }));
  const anywhere = firsts.filter(({ words }) => words === null || words.stems.length > 0);
  const byFirst = new Map<string, Items[]>();
  for (const first of new Set(firsts.flatMap(({ words }) => words?.exact ?? []))) {
    const begun = firsts.filter((one) => anywhere.includes(one) || one.words?.exact.includes(first) === true);
    byFirst.set(
      first,
      begun.map(({ way }) => way),
    );
  }
  return { kind: "choice", ways, optional, times, byFirst, others: anywhere.map(({ way }) => way) };
}

function wayOf(items: Items): Way {
  const needs = items.map(needOf).filter((one) => one !== null);
  const need = needs.toSorted((a, b) => commonness(a) - commonness(b))[0] ?? null;
  const firsts = firstsOf(items).words;
  lookFor(need);
  lookFor(firsts);
  return { items, firsts, need, longest: longestOf(items) };
}

/** Every set of words, and by each of its words the sets that texts are looked through for. */
const sets = new Map<string, WordSet>();
const byWord = new Map<string, WordSet[]>();
const byStem = new Map<string, { readonly stem: string; readonly set: WordSet }[]>();
const looked = new Set<WordSet>();
const SHORTEST_STEM = 2;

/** Unions made already, by the sets they are of. */
const unions = new Map<string, WordSet>();

function setOf(exact: Iterable<string>, stems: Iterable<string>): WordSet {
  const made = { exact: [...new Set(exact)].sort(), stems: [...new Set(stems)].sort() };
  const key = `${made.exact.join(" ")}|${made.stems.join(" ")}`;
  let one = sets.get(key);
  if (one === undefined) {
    one = { id: sets.size, ...made };
    sets.set(key, one);
  }
  return one;
}

function union(all: readonly WordSet[]): WordSet {
  const [only] = all;
  if (all.length === 1 && only !== undefined) return only;
  const key = all.map((one) => one.id).join(" ");
  let one = unions.get(key);
  if (one === undefined) {
    one = setOf(
      all.flatMap(({ exact }) => exact),
      all.flatMap(({ stems }) => stems),
    );
    unions.set(key, one);
  }
  return one;
}

/** Has the places of a set noted in every text from now on. */
function lookFor(set: WordSet | null): void {
  if (set === null || looked.has(set)) return;
  looked.add(set);
  setsOf.clear();
  for (const word of set.exact) {
    const list = byWord.get(word);
    if (list === undefined) byWord.set(word, [set]);
    else list.push(set);
  }
  for (const stem of set.stems) {
    const start = stem.slice(0, SHORTEST_STEM);
    const list = byStem.get(start);
    if (list === undefined) byStem.set(start, [{ stem, set }]);
    else list.push({ stem, set });
  }
}

/** The words items can begin with, and whether they can be nothing at all. */
function firstsOf(items: Items): { readonly words: WordSet | null; readonly empty: boolean } {
  const found: WordSet[] = [];
  for (const item of items) {
    if (item.kind === "edge") continue;
    if (item.kind === "gap") return { words: null, empty: true };
    let empty = false;
    if (item.kind === "word") found.push(setOfWord(item.letters, item.stem));
    else {
      empty = item.optional;
      for (const way of item.ways) {
        const first = firstsOf(way);
        if (first.words === null) return { words: null, empty: true };
        found.push(first.words);
        empty ||= first.empty;
      }
    }
    if (!empty) return { words: union(found), empty: false };
  }
  return { words: found.length === 0 ? null : union(found), empty: true };
}

/** The set of one word, by how it is written. */
const ofWord = new Map<string, WordSet>();

function setOfWord(letters: string, stem: boolean): WordSet {
  const key = stem ? `${letters}*` : letters;
  let one = ofWord.get(key);
  if (one === undefined) {
    one = stem ? setOf([], [letters]) : setOf([letters], []);
    ofWord.set(key, one);
  }
  return one;
}

/** What is needed of a choice, found once: groups stand in many patterns. */
const needs = new WeakMap<Choice, { readonly set: WordSet | null }>();

/** Words of which one must stand where the item matches, or null where it may match without any. */
function needOf(item: Item): WordSet | null {
  if (item.kind === "word") return setOfWord(item.letters, item.stem);
  if (item.kind !== "choice" || item.optional) return null;
  let need = needs.get(item);
  if (need === undefined) {
    need = { set: needOfChoice(item) };
    needs.set(item, need);
  }
  return need.set;
}

function needOfChoice({ ways }: Choice): WordSet | null {
  const all: WordSet[] = [];
  for (const way of ways) {
    const [least] = way
      .map(needOf)
      .filter((one) => one !== null)
      .sort((a, b) => commonness(a) - commonness(b));
    if (least === undefined) return null;
    all.push(least);
  }
  return union(all);
}

/** Roughly how often a word of the set is met: short words are in every sentence. */
function commonness(set: WordSet): number {
  return [...set.exact, ...set.stems].reduce((sum, one) => sum + (one.length < 4 ? 8 : 1), 0);
}

function longestOf(items: Items): number {
  return items.reduce((sum, item) => {
    if (item.kind === "gap") return sum + item.words;
    if (item.kind === "word") return sum + 1;
    return item.kind === "edge" ? sum : sum + item.times * Math.max(...item.ways.map(longestOf));
  }, 0);
}

/** The sets a word is in, for the words met lately. */
const setsOf = new Map<string, readonly WordSet[]>();
const MET = 20_000;

function setsWith(word: string): readonly WordSet[] {
  let found = setsOf.get(word);
  if (found === undefined) {
    const begun = (byStem.get(word.slice(0, SHORTEST_STEM)) ?? []).filter(({ stem }) =>
      word.startsWith(stem),
    );
    found = [...new Set([...(byWord.get(word) ?? []), ...begun.map(({ set }) => set)])];
    if (setsOf.size >= MET) setsOf.clear();
    setsOf.set(word, found);
  }
  return found;
}

/** Where the words of each set stand in a text, and what was found in it already. */
type Index = {
  readonly places: readonly (number[] | undefined)[];
  readonly matches: (readonly Span[] | undefined)[];
  /** How many sets were looked for when it was made. */
  readonly looked: number;
};

const indexes = new WeakMap<Words, Index>();

/** The text looked at last: thousands of phrases are looked for in one after the other. */
let latest: { readonly words: Words; readonly index: Index } | null = null;

/** Where the words stand; anew where more is looked for than when it was made. */
function indexOf(words: Words): Index {
  const ready = latest?.words === words ? latest.index : indexes.get(words);
  if (ready?.looked === looked.size) {
    latest = { words, index: ready };
    return ready;
  }
  const places = emptyList<number[]>(sets.size);
  for (let at = 0; at < words.words.length; at++) {
    for (const { id } of setsWith(words.words[at]?.word ?? "")) {
      const list = places[id];
      if (list === undefined) places[id] = [at];
      else list.push(at);
    }
  }
  const index: Index = {
    places,
    looked: looked.size,
    matches: ready?.matches ?? emptyList(patterns),
  };
  indexes.set(words, index);
  latest = { words, index };
  return index;
}

/** Places made at once: filled here and there, a growing array would turn into a dictionary. */
function emptyList<Kept>(length: number): (Kept | undefined)[] {
  return Array.from<Kept | undefined>({ length });
}

const NONE: readonly Span[] = [];

/** Every match of a pattern, left to right; where several ways begin, the longest. */
export function matches(pattern: Pattern, words: Words): readonly Span[] {
  const index = indexOf(words);
  const ready = index.matches[pattern.id];
  if (ready !== undefined) return ready;
  let all: Span[] | null = null;
  for (const way of pattern.ways) {
    if (way.need !== null && index.places[way.need.id] === undefined) continue;
    all ??= [];
    matchWay(way, words, index, all);
  }
  const found = all === null ? NONE : pattern.ways.length === 1 || all.length < 2 ? all : leftmost(all);
  index.matches[pattern.id] = found;
  return found;
}

function leftmost(all: Span[]): readonly Span[] {
  let next = 0;
  return all
    .sort((a, b) => a.from - b.from || b.to - a.to)
    .filter(({ from, to }) => {
      if (from < next) return false;
      next = to;
      return true;
    });
}

/** Adds the matches of one way; it is tried only where the rarest word it needs is near. */
function matchWay({ items, firsts, need, longest }: Way, words: Words, index: Index, found: Span[]): void {
  const needed = need === null ? null : (index.places[need.id] ?? []);
  const starts = firsts === null ? null : (index.places[firsts.id] ?? []);
  const text: Text = { words: words.words, end: words.words.length };
  let next = 0;
  let near = 0;
  const count = starts?.length ?? text.end;
  for (let each = 0; each < count; each++) {
    const start = starts === null ? each : (starts[each] ?? 0);
    if (start < next) continue;
    if (needed !== null) {
      while (near < needed.length && (needed[near] ?? 0) < start) near += 1;
      const place = needed[near];
      if (place === undefined) return;
      if (place >= start + longest) continue;
    }
    const to = endOf(text, items, 0, start, true, null);
    if (to <= start) continue;
    found.push({ from: start, to });
    next = to;
  }
}

type Text = { readonly words: Words["words"]; readonly end: number };

/** What is left to match after a choice, and how often the choice itself may come again. */
type Rest = {
  readonly items: Items;
  readonly from: number;
  readonly again: number;
  readonly next: Rest | null;
};

/**
 * Where the items from the `from`-th on end if they begin at a word, and what is left after them; else -1. `open`: the
 * break before that word, if any, is behind.
 */
function endOf(text: Text, items: Items, from: number, at: number, open: boolean, rest: Rest | null): number {
  const item = items[from];
  if (item === undefined) {
    if (rest === null) return at;
    const choice = rest.again > 0 ? rest.items[rest.from] : undefined;
    if (choice?.kind === "choice")
      return chosen(text, choice, rest.items, rest.from, at, open, rest.next, rest.again);
    return endOf(text, rest.items, rest.from + 1, at, open, rest.next);
  }
  if (item.kind === "word") {
    const word = text.words[at];
    if (word === undefined || (!open && word.after !== 0)) return -1;
    if (item.stem ? !word.word.startsWith(item.letters) : word.word !== item.letters) return -1;
    return endOf(text, items, from + 1, at + 1, false, rest);
  }
  if (item.kind === "choice") return chosen(text, item, items, from, at, open, rest, item.times);
  if (item.kind === "gap") return pastGap(text, items, from, at, open, rest, item.words);
  return pastEdge(text, items, from, at, open, rest, item.edge);
}

/** The end of a choice that may come `times` more, and of what is left after it. */
function chosen(
  text: Text,
  choice: Choice,
  items: Items,
  from: number,
  at: number,
  open: boolean,
  next: Rest | null,
  times: number,
): number {
  const word = text.words[at];
  // A way may pass over a comma itself.
  const here = word !== undefined && (open || word.after !== 2);
  const ways = here ? (choice.byFirst.get(word.word) ?? choice.others) : choice.others;
  if (ways.length > 0) {
    const rest: Rest = { items, from, again: times - 1, next };
    for (const way of ways) {
      const end = endOf(text, way, 0, at, open, rest);
      if (end >= 0) return end;
    }
  }
  // Something of it stands here already, or nothing of it needs to.
  if (!choice.optional && times === choice.times) return -1;
  return endOf(text, items, from + 1, at, open, next);
}

function pastGap(
  text: Text,
  items: Items,
  from: number,
  start: number,
  begun: boolean,
  rest: Rest | null,
  words: number,
): number {
  let at = start;
  let open = begun;
  for (let left = words; ; left--) {
    const end = endOf(text, items, from + 1, at, open, rest);
    if (end >= 0 || left === 0) return end;
    const word = text.words[at];
    if (word === undefined || (!open && word.after === 2)) return -1;
    // A comma counts as a word.
    if (!open && word.after === 1) open = true;
    else {
      at += 1;
      open = false;
    }
  }
}

function pastEdge(
  text: Text,
  items: Items,
  from: number,
  at: number,
  open: boolean,
  rest: Rest | null,
  edge: Edge,
): number {
  const after = at === text.end ? 2 : (text.words[at]?.after ?? 0);
  if (edge === ",") {
    const end = !open && after === 1 ? endOf(text, items, from + 1, at, true, rest) : -1;
    return end >= 0 ? end : endOf(text, items, from + 1, at, open, rest);
  }
  const least = edge.length;
  const stands =
    edge === "^" || edge === "^^" ? open && (at === 0 || after >= least) : !open && after >= least;
  return stands ? endOf(text, items, from + 1, at, open, rest) : -1;
}

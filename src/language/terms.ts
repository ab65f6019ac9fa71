import { z } from "zod";
import type { Words } from "./words.ts";
import { fold } from "./words.ts";

/** A concept and what people call it: `concept: name, other name, stem*` as `flows/terms.yaml` writes it. */
export const termsSchema = z.record(z.string(), z.string());

type Node = {
  readonly next: Map<string, Node>;
  /** By their first letters: nodes any word that begins so leads to. */
  readonly stems: Map<string, Node>;
  concepts: readonly string[];
};

/** The concepts of a file, ready to be found in a text. */
export type Terms = {
  readonly root: Node;
  /** Words the names spell out: what typing mistakes are corrected towards. A stem ends in `*`. */
  readonly vocabulary: readonly string[];
};

const SHORTEST_STEM = 2;

const node = (): Node => ({ next: new Map(), stems: new Map(), concepts: [] });

function follow(from: Node, word: string): Node {
  const [edges, key] = word.endsWith("*") ? [from.stems, word.slice(0, -1)] : [from.next, word];
  let to = edges.get(key);
  if (to === undefined) {
    to = node();
    edges.set(key, to);
  }
  return to;
}

/** Compiles checked `data` (see `termsSchema`): case, accents, apostrophes and hyphens do not matter. */
export function termsOf(data: z.infer<typeof termsSchema>): Terms {
  const root = node();
  const vocabulary = new Set<string>();
  for (const [concept, names] of Object.entries(data)) {
    for (const name of names.split(",")) {
      const words = fold(name)
        .replace(/['’-]/g, " ")
        .split(/\s+/)
        .filter((one) => one !== "");
      let at = root;
      for (const word of words) {
        vocabulary.add(word);
        at = follow(at, word);
      }
      if (at !== root) at.concepts = [...at.concepts, concept];
    }
  }
  return { root, vocabulary: [...vocabulary] };
}

/** Where `word` leads from `from`: itself, and every stem it begins with. */
function step(from: Node, word: string, into: Node[]): void {
  const exact = from.next.get(word);
  if (exact !== undefined) into.push(exact);
  if (from.stems.size === 0) return;
  for (let length = SHORTEST_STEM; length <= word.length; length++) {
    const stem = from.stems.get(word.slice(0, length));
    if (stem !== undefined) into.push(stem);
  }
}

/** The concepts a text names, each once, in the order of their names. */
export function conceptsIn({ words }: Words, { root }: Terms): readonly string[] {
  const found = new Set<string>();
  for (let from = 0; from < words.length; from++) {
    let at: Node[] = [root];
    for (let to = from; to < words.length && at.length > 0; to++) {
      const onward: Node[] = [];
      for (const one of at) step(one, words[to]?.word ?? "", onward);
      for (const one of onward) for (const concept of one.concepts) found.add(concept);
      at = onward;
    }
  }
  return [...found].sort();
}

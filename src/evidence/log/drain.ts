import { ANY } from "./mask.ts";
import { ownCopy } from "./own-copy.ts";

/** A pattern many lines share, and how many there are. */
export type Cluster = { words: string[]; count: number };

/** Share of the words two lines must have in common, place by place (He et al., Drain, ICWS 2017). */
const SIMILAR = 0.55;
const LETTER = /\p{L}/u;
/** Branches of a node; further words share one. */
const CHILDREN = 100;
/** Patterns kept; past it a new line joins the nearest there is. */
const CLUSTERS = 2_000;

/** Share of the places alike, of those where either says something: what changes in both says nothing. */
function alike(pattern: readonly string[], words: readonly string[]): number {
  let same = 0;
  let telling = 0;
  for (const [at, word] of words.entries()) {
    const other = pattern[at];
    if (word === other) {
      if (word.includes(ANY) || !LETTER.test(word)) continue;
      same += 1;
    }
    telling += 1;
  }
  return telling === 0 ? 1 : same / telling;
}

/** Clusters lines by Drain's fixed-depth tree: as many words, the same first word, then the most alike. */
export function newDrain(): { add(words: readonly string[]): Cluster; clusters(): readonly Cluster[] } {
  const tree = new Map<number, Map<string, Cluster[]>>();
  const all: Cluster[] = [];

  function leafOf(words: readonly string[]): Cluster[] {
    let byFirst = tree.get(words.length);
    if (byFirst === undefined) tree.set(words.length, (byFirst = new Map()));
    const first = words[0] ?? "";
    const known = byFirst.get(first);
    if (known !== undefined) return known;
    const key = first.includes(ANY) || byFirst.size >= CHILDREN ? ANY : first;
    let leaf = byFirst.get(key);
    if (leaf === undefined) byFirst.set(ownCopy(key), (leaf = []));
    return leaf;
  }

  function likest(
    leaf: readonly Cluster[],
    words: readonly string[],
  ): { cluster: Cluster; score: number } | null {
    let best: { cluster: Cluster; score: number } | null = null;
    for (const cluster of leaf) {
      const score = alike(cluster.words, words);
      if (best === null || score > best.score) best = { cluster, score };
    }
    return best;
  }

  return {
    add(words) {
      const leaf = leafOf(words);
      const best = likest(leaf, words);
      if (best !== null && (best.score >= SIMILAR || all.length >= CLUSTERS)) {
        const { cluster } = best;
        cluster.count += 1;
        for (let at = 0; at < words.length; at++)
          if (cluster.words[at] !== words[at]) cluster.words[at] = ANY;
        return cluster;
      }
      const cluster: Cluster = { words: words.map(ownCopy), count: 1 };
      if (all.length < CLUSTERS) {
        leaf.push(cluster);
        all.push(cluster);
      }
      return cluster;
    },
    clusters: () => all,
  };
}

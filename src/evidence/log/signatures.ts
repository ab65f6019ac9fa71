import type { Knowledge, Signature } from "../knowledge.ts";

/** What a line is a sign of; `general` where something more exact in the same event would stand for it. */
export type Sign = { readonly finding: string; readonly general: boolean };

/** Looks for what is known to stand in a log: the first signature that holds, or null. */
export type FindSign = (line: string) => Sign | null;

type Lowered = Sign & Pick<Signature, "any" | "with" | "without">;

function lowered({ finding, general = false, any, with: also, without }: Signature): Lowered {
  const low = (words: readonly string[]): readonly string[] => words.map((one) => one.toLowerCase());
  return { finding, general, any: low(any), with: also && low(also), without: without && low(without) };
}

const compiled = new WeakMap<Knowledge, FindSign>();

/** The signatures of `flows/signatures.yaml`, in their order. */
export function signaturesOf(knowledge: Knowledge): FindSign {
  const known = compiled.get(knowledge);
  if (known !== undefined) return known;
  const signatures = knowledge.signatures.map(lowered);
  const find: FindSign = (line) => {
    const text = line.toLowerCase().replaceAll("’", "'");
    const holds = ({ any, with: also, without }: Lowered): boolean =>
      any.some((one) => text.includes(one)) &&
      (also === undefined || also.some((one) => text.includes(one))) &&
      without?.some((one) => text.includes(one)) !== true;
    return signatures.find(holds) ?? null;
  };
  compiled.set(knowledge, find);
  return find;
}

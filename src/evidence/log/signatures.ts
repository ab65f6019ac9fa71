import type { Knowledge, Signature } from "../knowledge.ts";

/** Looks for what is known to stand in a log: the finding of the first signature that holds, or null. */
export type FindSignature = (line: string) => string | null;

function lowered(signature: Signature): Signature {
  const low = (words: readonly string[] | undefined): readonly string[] | undefined =>
    words?.map((one) => one.toLowerCase());
  return {
    finding: signature.finding,
    any: low(signature.any) ?? [],
    with: low(signature.with),
    without: low(signature.without),
  };
}

const compiled = new WeakMap<Knowledge, FindSignature>();

/** The signatures of `flows/signatures.yaml`, in their order. */
export function signaturesOf(knowledge: Knowledge): FindSignature {
  const known = compiled.get(knowledge);
  if (known !== undefined) return known;
  const signatures = knowledge.signatures.map(lowered);
  const find: FindSignature = (line) => {
    const text = line.toLowerCase();
    for (const { finding, any, with: also, without } of signatures) {
      if (!any.some((one) => text.includes(one))) continue;
      if (also !== undefined && !also.some((one) => text.includes(one))) continue;
      if (without?.some((one) => text.includes(one)) === true) continue;
      return finding;
    }
    return null;
  };
  compiled.set(knowledge, find);
  return find;
}

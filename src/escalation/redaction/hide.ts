import type { Mask } from "./mask.ts";

/** What is hidden, named as the placeholder that stands for it. */
export const KINDS = [
  "NOM",
  "DATE_NAISSANCE",
  "ID_CAS",
  "TICKET",
  "COURRIEL",
  "TEL",
  "MOT_DE_PASSE",
  "COOKIE",
  "XML",
  "ADRESSE",
  "JETON",
] as const;

export type Kind = (typeof KINDS)[number];

/** One redaction under way: what is set aside, and what was hidden so far. */
export type Hiding = {
  readonly mask: Mask;
  readonly counts: Map<Kind, number>;
};

/** Hides one thing: counts it and returns what stands for its placeholder. */
export function hide({ mask, counts }: Hiding, kind: Kind): string {
  counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return mask.hold(`[${kind}]`);
}

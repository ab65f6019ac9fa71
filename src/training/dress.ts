import type { ExampleSentence } from "./read-examples.ts";

/** What people say beside the matter, by language: a hosting, a version, a greeting. */
export type Asides = Readonly<Partial<Record<string, readonly string[]>>>;

/** One sentence in so many is learnt a second time, with asides around it. */
const ONE_IN = 2;

/** Words of courtesy with anything beside them are a matter of their own. */
const LEFT_ALONE: ReadonlySet<string> = new Set(["greeting"]);

/** The sentence with asides before and after it, which change nothing of what it is about; null for those left as they are. */
export function dressed(sentence: ExampleSentence, index: number, asides: Asides): string | null {
  const said = asides[sentence.language] ?? [];
  if (index % ONE_IN !== 0 || said.length === 0 || LEFT_ALONE.has(sentence.intent)) return null;
  const turn = index / ONE_IN;
  // Steps that share no factor with each other walk through every pair in time.
  const pick = (step: number): string => said[(turn * step + step) % said.length] ?? "";
  const parts = [
    pick(1),
    ...(turn % 2 === 0 ? [pick(7)] : []),
    sentence.text,
    ...(turn % 3 === 0 ? [pick(5)] : []),
  ];
  return parts.join(" ");
}

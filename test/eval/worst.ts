import type { Judged } from "./judged.ts";
import { got, isRight, wanted } from "./judged.ts";

const SHOWN = 20;
const LONGEST = 110;

function short(text: string): string {
  const line = text.replaceAll(/\s+/g, " ").trim();
  return line.length > LONGEST ? `${line.slice(0, LONGEST - 1)}…` : line;
}

/** The messages misunderstood with most confidence. */
export function worst(all: readonly Judged[]): string {
  return all
    .filter((one) => !isRight(one))
    .sort((a, b) => b.judgement.confidence - a.judgement.confidence || (a.text < b.text ? -1 : 1))
    .slice(0, SHOWN)
    .map((one) => {
      const { confidence, decision } = one.judgement;
      return `  ${confidence.toFixed(3)} ${decision}: ${wanted(one)} → ${got(one)}\n        ${short(one.text)}`;
    })
    .join("\n");
}

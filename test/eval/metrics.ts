import { labelOf } from "../../src/language/model/judge.ts";
import type { Figure } from "./figure.ts";
import { rateFigure } from "./figure.ts";
import type { Judged } from "./judged.ts";
import { isDecided, isOutside, isRight, wanted } from "./judged.ts";
import { rate } from "./rate.ts";

function isAmong(one: Judged, options: number): boolean {
  return one.judgement.options
    .slice(0, options)
    .some((option) => labelOf(option.intent, option.case) === wanted(one));
}

/** How well messages were understood, with what is promised of it. */
export function metrics(all: readonly Judged[]): readonly Figure[] {
  const acted = all.filter((one) => one.judgement.decision === "act");
  const inside = all.filter((one) => !isOutside(one));
  const isRefused = (one: Judged): boolean => one.judgement.decision === "out-of-scope";
  return [
    rateFigure("act-precision, intent and case", rate(acted, isRight), { least: 0.97 }),
    rateFigure(
      "act-precision, intent alone",
      rate(acted, (one) => one.judgement.intent === one.intent),
    ),
    rateFigure("coverage, acted upon or refused", rate(all, isDecided), { least: 0.7 }),
    rateFigure(
      "in-scope messages acted upon",
      rate(inside, (one) => one.judgement.decision === "act"),
    ),
    rateFigure(
      "top-1",
      rate(all, (one) => isAmong(one, 1)),
    ),
    rateFigure(
      "top-3",
      rate(all, (one) => isAmong(one, 3)),
      { least: 0.95 },
    ),
    rateFigure("out-of-scope recall", rate(all.filter(isOutside), isRefused), { least: 0.9 }),
    rateFigure("false alarms, in-scope refused", rate(inside, isRefused), { most: 0.03 }),
  ];
}

import { findingText } from "../assistant/receive.ts";
import { tellFigure } from "../assistant/talk.ts";
import type { Drawing, Hop } from "../evidence/finding.ts";
import { figureOf } from "../findings.ts";
import type { Language } from "../message.ts";
import type { Occasion } from "./occasion.ts";
import { plainMessage, talkOn } from "./occasion.ts";
import type { Stage } from "./stage.ts";

/** Findings of one log that are drawn over time, and the stretches its time is parted into: as many as are ever drawn. */
const DRAWN = 4;
const STRETCHES = 48;
const HOPS: readonly Hop["what"][] = ["open", "login", "ticket", "redirect", "page", "form", "error"];
/** Names of machines, as long as they are. */
const ACTORS = ["0440001M.index-education.net", "cas.kosmoseducation.e-lyco-pays-de-la-loire.fr"];

/** What is told of a file: every finding there is, and every kind of figure. */
export function occasionsOfFiles(stage: Stage, language: Language): readonly Occasion[] {
  const codes = stage.texts.keys(language).flatMap((key) => /^findings\.(.+)\.title$/.exec(key)?.[1] ?? []);
  return [
    ...codes.map((code) => finding(stage, language, code)),
    ...drawings(stage, language, codes).flatMap((drawing) => figure(stage, language, drawing)),
  ];
}

function finding({ texts }: Stage, language: Language, code: string): Occasion {
  const say = (part: string): string => {
    const key = `findings.${code}.${part}`;
    return texts.has(language, key) ? texts.say(language, key) : "";
  };
  const text = findingText({ title: say("title"), explanation: say("explanation"), remedy: say("remedy") });
  return { language, output: plainMessage(text), key: `findings.${code}.explanation`, path: null };
}

function figure(stage: Stage, language: Language, drawing: Drawing): readonly Occasion[] {
  const key = `figures.${drawing.kind}`;
  if (!stage.texts.has(language, key)) return [];
  const talk = talkOn(stage, language);
  tellFigure(talk, figureOf(drawing, stage.texts, language));
  return talk.out.map((output) => ({ language, output, key, path: null }));
}

/** The widest of each kind: the longest names over time, all of PRONOTE's codes, every kind of request. */
function drawings({ texts }: Stage, language: Language, codes: readonly string[]): readonly Drawing[] {
  const length = (code: string): number => texts.say(language, `findings.${code}.title`).length;
  const longest = codes.toSorted((a, b) => length(b) - length(a)).slice(0, DRAWN);
  const counts = Array.from({ length: STRETCHES }, () => 1_234);
  const failures = codes.filter((code) => code.startsWith("pronote-cas-"));
  return [
    {
      kind: "timeline",
      from: "2026-09-01T00:00:00",
      minutes: 240,
      series: longest.map((code) => ({ code, counts })),
    },
    { kind: "bars", bars: failures.map((code) => ({ code, count: 1_234 })) },
    {
      kind: "sequence",
      actors: ACTORS,
      hops: HOPS.map((what) => ({ from: 1, to: 2, what, status: 302, wrong: true })),
    },
  ];
}

import { LANGUAGES } from "../../message.ts";
import type { Fault } from "./fault.ts";
import { fault } from "./fault.ts";
import type { Model } from "./model.ts";

/** Sentences an intent and a case are learnt from at the least; with fewer neither is told from its neighbours. */
export const LEAST_EXAMPLES = { intent: 40, case: 12 } as const;

/** Faults of what messages are about: cases that lead nowhere or have no name, and sentences that teach too little. */
export function matters(model: Model): readonly Fault[] {
  return [...ofCases(model), ...unknownMatters(model), ...tooFew(model)];
}

function ofCases(model: Model): readonly Fault[] {
  return [...model.cases].flatMap(([id, { intent, flow, place }]) => {
    const faults: Fault[] = [];
    if (!model.intents.has(intent)) faults.push(fault("unknown-intent", place, { intent }));
    if (flow !== undefined && !model.flows.has(flow))
      faults.push(fault("dangling-target", place, { path: id, target: flow }));
    for (const language of LANGUAGES) {
      const key = `cases.title.${id}`;
      if (model.texts.get(language)?.has(key) === true) continue;
      faults.push(fault("text-missing", place, { path: id, key, language }));
    }
    return faults;
  });
}

/** Sentences of an intent or a case there is none of, and messages that are said to be a symptom of one. */
function unknownMatters(model: Model): readonly Fault[] {
  return model.mentions.flatMap(({ intent, case: name, place }) => {
    if (intent !== null && !model.intents.has(intent)) return [fault("unknown-intent", place, { intent })];
    const known = name === null || model.cases.has(name);
    const elsewhere = intent !== null && name !== null && known && model.cases.get(name)?.intent !== intent;
    return known && !elsewhere ? [] : [fault("unknown-case", place, { case: name ?? "" })];
  });
}

function tooFew(model: Model): readonly Fault[] {
  const sentences = model.mentions.filter((one) => one.sentences > 0);
  // A project that learns from no sentence goes by phrases alone.
  if (sentences.length === 0) return [];
  const count = (of: (one: (typeof sentences)[number]) => boolean): number =>
    sentences.filter(of).reduce((sum, one) => sum + one.sentences, 0);
  const cases = [...model.cases].flatMap(([id, { place }]) => {
    const found = count((one) => one.case === id);
    if (found >= LEAST_EXAMPLES.case) return [];
    return [fault("few-examples", place, { of: id, count: found, least: LEAST_EXAMPLES.case })];
  });
  const intents = [...model.intents].flatMap((intent) => {
    const found = count((one) => one.intent === intent);
    const place = sentences.find((one) => one.intent === intent)?.place ?? {
      file: "flows/intents.yaml",
      line: 1,
    };
    if (found >= LEAST_EXAMPLES.intent) return [];
    return [fault("few-examples", place, { of: intent, count: found, least: LEAST_EXAMPLES.intent })];
  });
  return [...cases, ...intents];
}

import { showDraft } from "../assistant/drafting.ts";
import type { RouteRule } from "../catalogue.ts";
import { LONG_VALUE } from "../dialogue/check/long-value.ts";
import { longestOf } from "../dialogue/check/icu.ts";
import type { StepOf } from "../dialogue/flow.ts";
import type { Mark } from "../dialogue/situation.ts";
import type { Language } from "../message.ts";
import type { Occasion } from "./occasion.ts";
import { talkOn } from "./occasion.ts";
import type { Stage } from "./stage.ts";

/** How many names and tickets a letter says were hidden in it. */
const HIDDEN = [
  { kind: "NOM", count: 99 },
  { kind: "TICKET", count: 99 },
];

/**
 * Every letter, to each party it may go to, and every reason why, with all facts known. What a person wrote and did is left
 * out: it is as long as it is.
 */
export function occasionsOfLetters(stage: Stage, language: Language): readonly Occasion[] {
  const steps = [...stage.world.catalogue.flows.values()].flatMap((flow) =>
    flow.steps.flatMap((step) => (step.kind === "draft" ? [{ flow: flow.flow, step }] : [])),
  );
  // What a letter says goes by what it is about and whom it goes to, not by the step that shows it.
  const abouts = new Map(steps.map((one) => [`${one.step.about} ${one.step.route}`, one]));
  return [...abouts.values()].flatMap(({ flow, step }) => {
    const told = new Set<string>();
    return rulesFor(stage, step)
      .flatMap((rule) => letter(stage, language, flow, step, rule))
      .filter(({ output }) => {
        const words = output.type === "draft" ? `${output.route} ${output.channel}` : JSON.stringify(output);
        return !told.has(words) && told.add(words);
      });
  });
}

/** Whom a letter may go to, and why; a folder without rules of its own has one. */
function rulesFor(stage: Stage, { about, route }: StepOf<"draft">): readonly RouteRule[] {
  const serving = stage.world.catalogue.routes.filter((one) => (one.about ?? about) === about);
  const distinct = new Map(
    serving.map((one) => [`${one.route} ${one.reason}`, { route: one.route, reason: one.reason }]),
  );
  const rules = [...distinct.values()].filter(
    (one) => route === "by-rule" || route === "party" || one.route === route,
  );
  const named = route === "by-rule" || route === "party" ? "school" : route;
  return rules.length > 0 ? rules : [{ route: named, reason: "default" }];
}

function letter(
  stage: Stage,
  language: Language,
  flow: string,
  step: StepOf<"draft">,
  rule: RouteRule,
): readonly Occasion[] {
  const world = { ...stage.world, catalogue: { ...stage.world.catalogue, routes: [rule] } };
  const talk = talkOn({ ...stage, world }, language, { situation: [allKnown(stage)] }, { hidden: HIDDEN });
  const path = `${flow}/${step.id}`;
  const at = { root: flow, flow, step, path, derived: new Map<string, string>(), confirms: false };
  showDraft(talk, at, step);
  return talk.out.map((output) => ({
    language,
    output,
    key: output.type === "draft" ? `draft.${step.about}.opening` : "draft.intro",
    path,
  }));
}

function allKnown({ model }: Stage): readonly Mark[] {
  return [...model.facts].map(([key, { values, free }]) => ({
    kind: "fact",
    key,
    value: free ? LONG_VALUE : longestOf(values),
    from: "chosen",
  }));
}

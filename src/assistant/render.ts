import type { StepOf } from "../dialogue/flow.ts";
import { CASE_FLOW } from "../dialogue/case.ts";
import { blockedSteps, indexOf } from "../dialogue/index-of.ts";
import type { Position } from "../dialogue/next.ts";
import type { Situation } from "../dialogue/situation.ts";
import { factsOf } from "../dialogue/situation.ts";
import type { Choice, Language, Message } from "../message.ts";
import type { Values } from "../texts.ts";
import { valuesOf } from "./values.ts";
import type { World } from "./world.ts";

/** A name in the quotation marks of the language. */
export function quoted(language: Language, name: string): string {
  return language === "fr" ? `«\u00A0${name}\u00A0»` : `“${name}”`;
}

export const MENU_STEP = "menu/choose";

/** Label of one value of a fact, in the person's language; a value without a text stands for itself. */
export function factValue(world: World, language: Language, fact: string, value: string): string {
  const key = value === "unknown" ? "facts.unknown" : `facts.${fact}.values.${value}`;
  if (world.texts.has(language, key)) return world.texts.say(language, key);
  return fact === "ent" ? (world.catalogue.ents.get(value)?.name ?? value) : value;
}

/** A value told back in a list (« mise en place : à remettre en route »), where its label answers a question (« Oui, … »). */
export function factTold(world: World, language: Language, fact: string, value: string): string {
  const key = `facts.${fact}.told.${value}`;
  return world.texts.has(language, key)
    ? world.texts.say(language, key)
    : factValue(world, language, fact, value);
}

export function factName(world: World, language: Language, fact: string): string {
  const key = `facts.${fact}.name`;
  return world.texts.has(language, key) ? world.texts.say(language, key) : fact;
}

/** The answers with the words of the flow, or of the kind of step, where it has words of its own. */
function stepChoices(
  world: World,
  language: Language,
  ids: readonly string[],
  names: readonly string[],
): Choice[] {
  return ids.map((id) => {
    const own = names.map((name) => `ui.choice.${name}-${id}`).find((key) => world.texts.has(language, key));
    return { id, label: world.texts.say(language, own ?? `ui.choice.${id}`) };
  });
}

function askChoices(world: World, language: Language, step: StepOf<"ask">): Choice[] {
  const fact = world.catalogue.lexicon.facts.get(step.fact);
  const values = step.offer ?? fact?.values ?? [];
  const offered = fact?.unknown ? [...values, "unknown"] : values;
  return offered.map((id) => ({ id, label: factValue(world, language, step.fact, id) }));
}

/** The choices a person has at a step. */
export function choicesAt(world: World, language: Language, at: Position): Choice[] {
  switch (at.step.kind) {
    case "ask":
      return at.confirms
        ? stepChoices(world, language, ["yes", "no"], ["ask"])
        : askChoices(world, language, at.step);
    case "instruct":
    case "request":
      return stepChoices(world, language, ["done", "blocked", "not-found", "later"], [at.flow, at.step.kind]);
    default:
      return [];
  }
}

function textKey(world: World, language: Language, at: Position, situation: Situation): string {
  const key = `${at.flow}.${at.step.id}`;
  if (at.step.kind === "instruct" || at.step.kind === "request") {
    const last = situation.flat().findLast((mark) => mark.kind === "outcome" && mark.key === at.path);
    if (last?.kind === "outcome" && last.value === "not-found") {
      return world.texts.has(language, `${key}-not-found`) ? `${key}-not-found` : "ui.not-found";
    }
  }
  if (at.step.kind === "ask" && !world.texts.has(language, key)) return `facts.${at.step.fact}.question`;
  return key;
}

/** The first bold words of a step's text, or the name of the fact it asks: how a recap names it. */
export function stepTitle(world: World, language: Language, path: string, values: Values): string {
  const [flow = "", id = ""] = path.split("/");
  const step = world.catalogue.flows.get(flow)?.steps.find((one) => one.id === id);
  if (step?.kind === "ask") return factName(world, language, step.fact);
  if (step?.kind === "draft") return world.texts.say(language, `draft.${step.about}.title`);
  if (flow === CASE_FLOW && world.catalogue.cases[id] !== undefined)
    return world.texts.say(language, `cases.title.${id}`);
  const raw = world.texts.raw(language, `${flow}.${id}`) ?? "";
  const bold = /^\*\*(.+?)\*\*/.exec(raw)?.[1];
  if (bold !== undefined && !bold.includes("{")) return bold;
  const title = `ui.title.${flow}`;
  return world.texts.has(language, title) ? world.texts.say(language, title, values) : flow;
}

/** What a step says: text, choices, what it asks. `id` is the message's own. */
export function renderStep(
  world: World,
  language: Language,
  at: Position,
  situation: Situation,
  id: string,
): Message {
  const values = valuesOf(world, language, situation, at.derived);
  const blocked = values["blocked"] === 0 ? [] : blockedSteps(world.catalogue.flows, indexOf(situation));
  const list = blocked.map((path) => quoted(language, stepTitle(world, language, path, values))).join(", ");
  const key = textKey(world, language, at, situation);
  const asks = at.step.kind === "ask" ? at.step.fact : null;
  const text =
    asks !== null && at.confirms
      ? world.texts.say(language, "ui.confirm", {
          fact: factName(world, language, asks),
          value: factTold(world, language, asks, factsOf(situation).get(asks)?.value ?? ""),
        })
      : world.texts.say(language, key, Object.assign(values, { blocked_list: list }));
  const awaits = awaited(world, at);
  return {
    type: "message",
    id,
    text,
    step: at.path,
    asks,
    guide: at.step.guide,
    choices: choicesAt(world, language, at),
    ...(awaits === undefined ? {} : { awaits }),
  };
}

function awaited(world: World, at: Position): "file" | "text" | undefined {
  if (at.step.kind === "request") return "file";
  if (at.step.kind !== "ask" || at.confirms) return undefined;
  return world.catalogue.lexicon.facts.get(at.step.fact)?.type === "choice" ? undefined : "text";
}

import type { CallSheet } from "../../adapters/adapter.ts";
import { factName, factTold, stepTitle } from "../assistant/render.ts";
import type { Notes, State } from "../assistant/state.ts";
import { valuesOf } from "../assistant/values.ts";
import type { World } from "../assistant/world.ts";
import { blockedSteps, indexOf, stepAt } from "../dialogue/index-of.ts";
import { position } from "../dialogue/next.ts";
import { bareFacts, findingsOf } from "../dialogue/situation.ts";
import type { Draft, Output } from "../message.ts";
import type { Names } from "./call-sheet.ts";
import { callSheet } from "./call-sheet.ts";

/** What became of a letter is no step that was tried, nor what was asked about one that is blocked. */
const WRITTEN: ReadonlySet<string> = new Set(["sent", "noted", "cancelled"]);
const ABOUT_A_STEP = "stuck/";

function namesIn(world: World, { situation }: State): Names {
  return {
    fact: (language, fact) => {
      const key = `draft.field.${fact}`;
      return world.texts.has(language, key)
        ? world.texts.say(language, key)
        : factName(world, language, fact);
    },
    value: (language, fact, value) => factTold(world, language, fact, value),
    step: (language, path) =>
      stepTitle(world, language, path, valuesOf(world, language, situation, new Map())),
  };
}

/** The facts as a call sheet has them: the ENT by its name, the CAS code with its own, the CAS server of a known ENT. */
function factsFor(world: World, { situation }: State): Readonly<Record<string, string>> {
  const { ent: id = "", cas_code: code, ...facts } = bareFacts(situation);
  const ent = world.catalogue.ents.get(id);
  const name = world.catalogue.pronote.cas_codes[code ?? ""]?.name;
  return {
    ...(ent === undefined ? {} : { ent: ent.name, cas_url: ent.cas_url }),
    ...(code === undefined ? {} : { cas_code: name === undefined ? code : `${code} (${name})` }),
    ...facts,
  };
}

/**
 * The sheet of the call that was proposed last among all that was said; null where none was, or where it was left since:
 * by going back, or by starting over.
 */
export function callSheetOf(
  world: World,
  state: State,
  notes: Notes,
  said: readonly Output[],
): CallSheet | null {
  const { flows, support } = world.catalogue;
  const { situation } = state;
  const draft = said.findLast((one): one is Draft => one.type === "draft" && one.channel === "phone");
  const step = draft === undefined ? undefined : stepAt(flows, draft.step);
  if (draft === undefined || step?.kind !== "draft") return null;
  const index = indexOf(situation);
  if (position(flows, situation)?.path !== draft.step && !index.outcomes.has(draft.step)) return null;
  return callSheet(world.texts, state.language, namesIn(world, state), {
    draft,
    about: step.about,
    support: support.get(draft.route),
    facts: factsFor(world, state),
    findings: findingsOf(situation),
    blocked: blockedSteps(flows, index),
    tried: notes.tried.filter(
      ({ step: path, outcome }) => !WRITTEN.has(outcome) && !path.startsWith(ABOUT_A_STEP),
    ),
    ownWords: notes.edited?.body ?? null,
  });
}

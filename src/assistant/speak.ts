import { progress } from "../dialogue/progress.ts";
import { bareFacts } from "../dialogue/situation.ts";
import type { Choice, Turn } from "../message.ts";
import { draftAt, showDraft } from "./drafting.ts";
import { matterLabel, matterOf, opening } from "./matter.ts";
import { choicesAt, factTold, factValue, MENU_STEP, renderStep, stepTitle } from "./render.ts";
import type { Talk } from "./talk.ts";
import { addMarks, messageId, phrase, tell, tellText, where } from "./talk.ts";
import { valuesOf } from "./values.ts";
import { factName } from "./render.ts";

/** Intents offered where nothing is under way, in the order most people need them. */
const MENU = [
  "restart",
  "login-failure",
  "check-file",
  "declare-urls",
  "direct-access",
  "parents-access",
  "escalate",
] as const;

export function menuChoices(talk: Talk): Choice[] {
  const intents = MENU.map((id) => ({ id, label: phrase(talk, `ui.intent.${id}`) }));
  return [...intents, { id: "person", label: phrase(talk, "ui.choice.person") }];
}

export function tellMenu(talk: Talk, key: string): void {
  talk.out.push({
    type: "message",
    id: messageId(talk),
    text: phrase(talk, key),
    step: MENU_STEP,
    asks: null,
    guide: [],
    choices: menuChoices(talk),
  });
}

/** The choices of where the conversation stands: those of a contradiction, of the step, or of the menu. */
export function offered(talk: Talk): readonly Choice[] {
  const conflict = talk.state.conflicts[0];
  if (conflict !== undefined) {
    return [conflict.old, conflict.value].map((id) => ({
      id,
      label: factValue(talk.world, talk.state.language, conflict.fact, id),
    }));
  }
  const at = where(talk);
  if (at === undefined) return menuChoices(talk);
  if (at.step.kind === "draft") return draftAt(talk, at, at.step).choices;
  return choicesAt(talk.world, talk.state.language, at);
}

/** What is asked now, named as a recap names it. */
export function titleHere(talk: Talk): string {
  const at = where(talk);
  if (at === undefined) return phrase(talk, "ui.title.restart");
  const values = valuesOf(talk.world, talk.state.language, talk.state.situation, at.derived);
  return stepTitle(talk.world, talk.state.language, at.path, values);
}

/** One sentence: where we were, and the two facts that say most of the situation. */
export function tellRecap(talk: Talk): void {
  const facts = bareFacts(talk.state.situation);
  const known = ["hosting", "product"]
    .filter((fact) => facts[fact] !== undefined)
    .map((fact) => factTold(talk.world, talk.state.language, fact, facts[fact] ?? ""));
  tell(talk, "ui.recap", { title: titleHere(talk), known: known.length === 0 ? "none" : known.join(", ") });
}

function tellConflict(talk: Talk): boolean {
  const conflict = talk.state.conflicts[0];
  if (conflict === undefined) return false;
  const { language } = talk.state;
  const text = phrase(talk, conflict.from === "upload" ? "ui.conflict-upload" : "ui.conflict", {
    fact: factName(talk.world, language, conflict.fact),
    old: factTold(talk.world, language, conflict.fact, conflict.old),
    value: factTold(talk.world, language, conflict.fact, conflict.value),
  });
  tellText(talk, text, offered(talk), conflict.fact);
  return true;
}

/**
 * Says what comes next: every explanation on the way, then the first step that awaits something. A contradiction is
 * put first. Where everything is over, the last words have been said and nothing is asked.
 */
export function speak(talk: Talk): void {
  if (tellConflict(talk)) return;
  let ended = false;
  for (;;) {
    const at = where(talk);
    if (at === undefined) {
      if (!takeUpWaiting(talk)) return;
      ended = false;
      continue;
    }
    const { step } = at;
    if (step.kind === "draft") return showDraft(talk, at, step);
    if (step.kind !== "explain" && step.kind !== "end") {
      if (ended && !isNew(talk, at.root)) tell(talk, "ui.detour-over", { title: titleHere(talk) });
      const { world, state } = talk;
      talk.out.push(renderStep(world, state.language, at, state.situation, messageId(talk)));
      return;
    }
    const { world, state } = talk;
    talk.out.push(renderStep(world, state.language, at, state.situation, messageId(talk)));
    addMarks(talk, [{ kind: "outcome", key: at.path, value: "shown" }]);
    ended = step.kind === "end";
  }
}

/** Whether this very input opened a flow: there is nothing to come back to. */
function isNew(talk: Talk, flow: string): boolean {
  return talk.state.situation.at(-1)?.some((one) => one.kind === "open" && one.key === flow) === true;
}

/** The second matter of an earlier message, now that the first is over. False where none waits. */
function takeUpWaiting(talk: Talk): boolean {
  const { waiting } = talk.state;
  if (waiting === null) return false;
  talk.state = { ...talk.state, waiting: null };
  tell(talk, "ui.second-matter", { title: matterLabel(talk, waiting) });
  addMarks(talk, opening(talk, matterOf(talk, waiting)));
  return true;
}

/** The `turn` that closes a turn's messages. */
export function turnOf(talk: Talk): Turn {
  const at = where(talk);
  const last = talk.out.findLast((one) => one.type !== "ticket");
  const step = at?.path ?? (last?.type === "message" ? last.step : MENU_STEP);
  const { catalogue } = talk.world;
  const guess = (fact: string): string => catalogue.lexicon.facts.get(fact)?.values[0] ?? "known";
  const begun = talk.state.situation.flat().some((one) => one.kind === "open");
  return {
    type: "turn",
    flow: step.split("/")[0] ?? "",
    step,
    facts: bareFacts(talk.state.situation),
    findings: [...new Set(talk.findings)],
    done: begun && at === undefined && talk.state.conflicts.length === 0,
    progress: progress(catalogue.flows, talk.state.situation, at?.root, guess),
  };
}

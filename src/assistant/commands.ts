import { blockedSteps, GO_ON, indexOf } from "../dialogue/index-of.ts";
import type { Mark, Situation } from "../dialogue/situation.ts";
import { retract } from "../dialogue/situation.ts";
import { agentsLetter, atDraft, nextNumber, routeNow, showTicket } from "./drafting.ts";
import { quoted } from "./render.ts";
import { newState, NO_NOTES } from "./state.ts";
import { offered, speak, tellMenu, tellRecap, titleHere } from "./speak.ts";
import type { Talk } from "./talk.ts";
import { mark, tell, where } from "./talk.ts";

const GONE: ReadonlySet<string> = new Set(["sent", "noted"]);

function hasLeft(group: readonly Mark[]): boolean {
  return group.some((one) => one.kind === "outcome" && GONE.has(one.value));
}

/** Takes back the last input; one that sent something stays, and the one before it is taken back instead. */
function withoutLast(situation: Situation): { readonly situation: Situation; readonly skipped: boolean } {
  let kept: Situation = [];
  let rest = situation;
  let last = rest.at(-1);
  while (last !== undefined && hasLeft(last)) {
    kept = [last, ...kept];
    rest = retract(rest);
    last = rest.at(-1);
  }
  return { situation: [...retract(rest), ...kept], skipped: kept.length > 0 };
}

/** `back`: the last answer or outcome is taken back and its step shown again. */
export function goBack(talk: Talk): void {
  const { state } = talk;
  talk.state = { ...state, waiting: null };
  if (state.mode === "editing" || state.conflicts.length > 0) {
    talk.state = { ...talk.state, mode: "going", conflicts: [] };
    resume(talk);
    return;
  }
  if (state.mode === "paused") {
    talk.state = { ...talk.state, mode: "going" };
    resume(talk);
    return;
  }
  const taken = withoutLast(state.situation);
  if (taken.situation.length === state.situation.length) tell(talk, "ui.back-nothing");
  else if (taken.skipped) tell(talk, "ui.back-sent");
  talk.state = { ...talk.state, situation: taken.situation };
  const outcomes = new Set(
    taken.situation.flat().map((one) => (one.kind === "outcome" ? `${one.key} ${one.value}` : "")),
  );
  talk.notes = {
    ...talk.notes,
    edited: null,
    tried: talk.notes.tried.filter((one) => outcomes.has(`${one.step} ${one.outcome}`)),
  };
  resume(talk);
}

/** Shows where the conversation stands: its step, or the menu where nothing is under way. */
export function resume(talk: Talk): void {
  if (where(talk) === undefined && talk.state.conflicts.length === 0) tellMenu(talk, menuKey(talk));
  else speak(talk);
}

export function menuKey(talk: Talk): string {
  return talk.state.situation.flat().some((one) => one.kind === "open") ? "ui.menu-done" : "ui.menu";
}

/** Starting over: the situation is emptied; tickets that exist stay. */
export function startOver(talk: Talk): void {
  talk.state = newState(talk.state.language, talk.state.languageFixed);
  talk.notes = { ...NO_NOTES, tickets: talk.notes.tickets, files: talk.notes.files };
  tell(talk, "ui.start-over");
  tellMenu(talk, "ui.menu");
}

/** « Why do you ask? »: the fact's reason, or the section the step follows. */
export function explainWhy(talk: Talk): void {
  const at = where(talk);
  if (at?.step.kind === "ask") tell(talk, `facts.${at.step.fact}.why`);
  else if (at !== undefined && at.step.guide.length > 0) {
    tell(talk, "ui.why-step", { sections: at.step.guide.join(", ") });
  } else tell(talk, "ui.why-plain");
  resume(talk);
}

/** « Where does this come from? »: the sections of the guide with their titles, and any other source. */
export function tellSource(talk: Talk): void {
  const at = where(talk);
  const sections = at?.step.guide ?? [];
  const titles = sections.map(
    (section) => talk.world.catalogue.guide.get(section)?.[talk.state.language] ?? "",
  );
  tell(talk, "ui.source", {
    count: sections.length,
    sections: sections.join(", "),
    titles: titles.map((title) => quoted(talk.state.language, title)).join(", "),
    source: at?.step.source ?? "none",
  });
  resume(talk);
}

/** « A person »: a ticket for the agents with everything known, and the draft to whoever must act. */
export function callPerson(talk: Talk): void {
  const known = talk.context.tickets.find((one) => one.status === "new");
  if (known !== undefined) {
    tell(talk, "ui.ticket.again", { id: known.id });
  } else {
    const id = nextNumber(talk);
    const { route } = routeNow(talk, "problem");
    talk.effects.push({ kind: "ticket", id, route, status: "new", ...agentsLetter(talk) });
    talk.notes = { ...talk.notes, tickets: [...talk.notes.tickets, { id, route }] };
    showTicket(talk, id, route, "new");
  }
  talk.state = { ...talk.state, mode: "going", conflicts: [] };
  const flow = [...talk.world.catalogue.flows.values()].find((one) => one.command === "person");
  if (flow !== undefined && atDraft(talk) === undefined) mark(talk, [{ kind: "open", key: flow.flow }]);
  speak(talk);
}

/** « Resume »: after a pause, the step; else the step blocked last is opened again. */
export function takeUpAgain(talk: Talk): void {
  if (talk.state.mode === "paused") {
    talk.state = { ...talk.state, mode: "going" };
    tellRecap(talk);
    resume(talk);
    return;
  }
  const last = blockedSteps(talk.world.catalogue.flows, indexOf(talk.state.situation)).at(-1);
  if (last === undefined) {
    if (where(talk) === undefined) tell(talk, "ui.nothing-blocked");
    else tellRecap(talk);
    resume(talk);
    return;
  }
  const endings: Mark[] = talk.state.situation
    .flat()
    .filter((one) => one.kind === "open")
    .map((one) => ({ kind: "outcome", key: `${one.key}/end`, value: "again" }));
  mark(talk, [{ kind: "outcome", key: last, value: "again" }, ...endings]);
  tell(talk, "ui.resumed", { title: titleHere(talk) });
  speak(talk);
}

/** The flow a step's `blocked` opens, or none. */
export function opensOnBlocked(talk: Talk): string | undefined {
  const step = where(talk)?.step;
  if (step === undefined || !("blocked" in step) || step.blocked === GO_ON) return undefined;
  return step.blocked;
}

/** Leaves the step for later: whatever comes next resumes it. */
export function leaveForLater(talk: Talk): void {
  tell(talk, "ui.later", { title: titleHere(talk) }, offered(talk));
  talk.state = { ...talk.state, mode: "paused" };
}

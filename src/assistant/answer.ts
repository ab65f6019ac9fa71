import type { StepOf } from "../dialogue/flow.ts";
import type { Position } from "../dialogue/next.ts";
import type { Mark, Outcome } from "../dialogue/situation.ts";
import {
  callPerson,
  explainWhy,
  goBack,
  leaveForLater,
  menuKey,
  opensOnBlocked,
  resume,
  startOver,
  takeUpAgain,
  tellSource,
} from "./commands.ts";
import { matterOf, opening } from "./matter.ts";
import { askAfterCall } from "./news.ts";
import { draftAt, nextNumber, showTicket, tellTickets } from "./drafting.ts";
import { addInferred } from "./facts.ts";
import { offered, speak, tellMenu } from "./speak.ts";
import type { Talk } from "./talk.ts";
import { mark, phrase, remember, tell, where } from "./talk.ts";

/** What works at every step, by the id of its button. */
const EVERYWHERE: Readonly<Record<string, (talk: Talk) => void>> = {
  back: goBack,
  "start-over": startOver,
  person: callPerson,
  why: explainWhy,
  source: tellSource,
  resume: takeUpAgain,
};

/** Whether `id` is a choice the person has now. */
export function isOffered(talk: Talk, id: string): boolean {
  const everywhere = Object.hasOwn(EVERYWHERE, id) || id === "other";
  return everywhere || talk.state.offers.includes(id) || offered(talk).some((choice) => choice.id === id);
}

/** Takes a choice that was offered (see `isOffered`) and goes on. */
export function answer(talk: Talk, id: string): void {
  const { offers } = talk.state;
  talk.state = { ...talk.state, offers: [] };
  const everywhere = EVERYWHERE[id];
  if (everywhere !== undefined) {
    everywhere(talk);
    return;
  }
  if (id === "other") {
    askOther(talk);
    return;
  }
  if (offers.includes(id)) {
    takeUp(talk, id);
    return;
  }
  const conflict = talk.state.conflicts[0];
  if (conflict !== undefined) {
    const value = id === conflict.old ? conflict.old : conflict.value;
    const from = id === conflict.old ? "chosen" : conflict.from;
    const rest = talk.state.conflicts.slice(1);
    mark(talk, [{ kind: "fact", key: conflict.fact, value, from }]);
    talk.state = { ...talk.state, conflicts: rest };
    addInferred(talk);
    speak(talk);
    return;
  }
  const at = where(talk);
  if (at === undefined) takeUp(talk, id);
  else answerStep(talk, at, id);
}

/** « Something else »: the person says it in his own words; the step he was at stays where it is. */
function askOther(talk: Talk): void {
  if (where(talk) === undefined && talk.state.conflicts.length === 0) {
    tellMenu(talk, "ui.other-prompt");
    return;
  }
  tell(talk, "ui.other-prompt");
  speak(talk);
}

/** Takes up a matter the person chose: a button of the menu, or a reading of what he wrote. */
function takeUp(talk: Talk, id: string): void {
  const marks = opening(talk, matterOf(talk, id));
  if (marks.length === 0) {
    tellTickets(talk);
    if (where(talk) === undefined) tellMenu(talk, menuKey(talk));
  } else mark(talk, marks);
  speak(talk);
}

function answerStep(talk: Talk, at: Position, id: string): void {
  switch (at.step.kind) {
    case "ask":
      answerAsk(talk, at, at.step, id);
      break;
    case "instruct":
    case "request":
      answerOutcome(talk, at, id);
      break;
    case "draft":
      answerDraft(talk, at, at.step, id);
      break;
    default:
      resume(talk);
  }
}

function answerAsk(talk: Talk, at: Position, step: StepOf<"ask">, id: string): void {
  const again: Mark[] = step.again ? [{ kind: "outcome", key: at.path, value: "again" }] : [];
  if (at.confirms) {
    const known = talk.state.situation.flat().findLast((one) => one.kind === "fact" && one.key === step.fact);
    const value = id === "yes" && known?.kind === "fact" ? known.value : "";
    mark(talk, [{ kind: "fact", key: step.fact, value, from: "chosen" }]);
  } else mark(talk, [{ kind: "fact", key: step.fact, value: id, from: "chosen" }, ...again]);
  addInferred(talk);
  // What is to be added is the person's to say: it goes into the thread as it is written.
  if (step.fact === "reply_settles" && id === "more") {
    talk.state = { ...talk.state, mode: "editing" };
    tell(talk, "news.more");
    return;
  }
  speak(talk);
}

function answerOutcome(talk: Talk, at: Position, id: string): void {
  if (id === "later") {
    leaveForLater(talk);
    return;
  }
  const before = talk.state.situation.flat().findLast((one) => one.kind === "outcome" && one.key === at.path);
  const twice = id === "not-found" && before?.kind === "outcome" && before.value === "not-found";
  const outcome = (twice ? "blocked" : id) as Outcome;
  remember(talk, at.path, outcome);
  const marks: Mark[] = [{ kind: "outcome", key: at.path, value: outcome }];
  if (outcome === "done") marks.push(...resolved(talk, at));
  const opens = outcome === "blocked" ? opensOnBlocked(talk) : undefined;
  if (opens !== undefined) marks.push({ kind: "open", key: opens });
  mark(talk, marks);
  speak(talk);
}

/** A step that `resolves` makes the step that was blocked count as done. */
function resolved(talk: Talk, at: Position): readonly Mark[] {
  if (at.step.kind !== "instruct" || !at.step.resolves) return [];
  const blocked = at.derived.get("blocked_step");
  if (blocked === undefined) return [];
  remember(talk, blocked, "done");
  return [{ kind: "outcome", key: blocked, value: "done" }];
}

function answerDraft(talk: Talk, at: Position, step: StepOf<"draft">, id: string): void {
  if (id === "edit") {
    talk.state = { ...talk.state, mode: "editing" };
    tell(talk, "ui.edit-prompt");
    return;
  }
  if (id === "cancel") {
    mark(talk, [{ kind: "outcome", key: at.path, value: "cancelled" }]);
    talk.notes = { ...talk.notes, edited: null };
    tell(talk, "ui.draft-cancelled");
    speak(talk);
    return;
  }
  const draft = draftAt(talk, at, step);
  const { route, subject, body, channel, to } = draft;
  const replying = step.route === "party" ? (talk.notes.replying ?? null) : null;
  const ticket = replying?.ticket ?? nextNumber(talk);
  const mails = channel === "mail" && to !== null;
  const status = mails ? "pending" : "noted";
  const outcome = mails ? "sent" : "noted";
  remember(talk, at.path, outcome);
  mark(talk, [{ kind: "outcome", key: at.path, value: outcome }]);
  talk.notes = { ...talk.notes, edited: null, replying: null };
  if (replying === null) {
    talk.effects.push({ kind: "ticket", id: ticket, route, status, subject, body });
    talk.notes = { ...talk.notes, tickets: [...talk.notes.tickets, { id: ticket, route }] };
  } else talk.effects.push({ kind: "ticket-news", ticket, status, number: null });
  // What goes on with a thread is a mail of its own under the same ticket.
  const mail = replying === null ? ticket : `${ticket}-m${talk.context.seq}`;
  if (mails) {
    const references = replying?.references ?? [];
    talk.effects.push({ kind: "mail", id: mail, ticket, route, to, subject, body, references });
  }
  if (channel === "phone") {
    askAfterCall(talk, ticket, route, subject);
    return;
  }
  if (!mails) tell(talk, "ui.draft-noted", { to: phrase(talk, `draft.to.${route}`) });
  showTicket(talk, ticket, route, status, mail);
  speak(talk);
}

import type { Mark } from "../dialogue/situation.ts";
import { addHidden } from "../escalation/draft.ts";
import { redact } from "../escalation/redact.ts";
import type { Reading } from "../language/read.ts";
import { read } from "../language/read.ts";
import { answer, isOffered, openFlow } from "./answer.ts";
import { leaveForLater, menuKey } from "./commands.ts";
import { tellTickets } from "./drafting.ts";
import { addInferred, factsInWords, sortFacts } from "./facts.ts";
import { offered, speak, tellMenu, tellRecap } from "./speak.ts";
import { supportWords } from "./support-words.ts";
import type { Talk } from "./talk.ts";
import { mark, tell, where } from "./talk.ts";

/** How many of the person's own sentences an escalation quotes, and how long each may be. */
const QUOTED = 6;
const QUOTED_LENGTH = 600;

/** So much of a text states facts: the rest is « et », « aussi », a comma. */
const ONLY_FACTS = 0.8;

/** Takes free text: a word that is a command or an answer, facts, an intent; else says it was not understood. */
export function hear(talk: Talk, text: string): void {
  const clean = redact(text, { keep: supportWords(talk.world) });
  if (talk.state.mode === "editing") {
    talk.notes = { ...talk.notes, edited: { body: clean.text, hidden: clean.hidden } };
    talk.state = { ...talk.state, mode: "going" };
    speak(talk);
    return;
  }
  const at = where(talk);
  const asked = at?.step.kind === "ask" && talk.state.conflicts.length === 0 ? at.step.fact : null;
  const reading = read(text, talk.world.catalogue.lexicon, { asked, offered: offered(talk) });
  if (!talk.state.languageFixed && reading.language !== null) {
    talk.state = { ...talk.state, language: reading.language, languageFixed: true };
  }
  const paused = talk.state.mode === "paused";
  const word = wordOf(talk, reading);
  if (word !== null) {
    if (paused && reading.command === null) tellRecap(talk);
    answer(talk, word);
    return;
  }
  if (reading.outcome === "later" && where(talk) !== undefined) {
    leaveForLater(talk);
    return;
  }
  if (!onlyFacts(text, reading)) quote(talk, clean.text, clean.hidden);
  takeWords(talk, reading, asked, paused);
}

/** The choice a text stands for: a command, an outcome, a label; null where it is a sentence of its own. */
function wordOf(talk: Talk, reading: Reading): string | null {
  const command = reading.command === "restart" ? "start-over" : reading.command;
  const facts = Object.keys(reading.facts).length;
  const outcome = facts === 0 ? reading.outcome : null;
  const meant = outcome === "yes" ? ["done", "send"] : outcome === "no" ? ["blocked", "cancel"] : [];
  for (const word of [command, reading.choice, outcome, ...meant]) {
    if (word !== null && isOffered(talk, word)) return word;
  }
  return null;
}

/** Whether a text only gave values: the escalation holds those anyway, and need not quote them. */
function onlyFacts(text: string, reading: Reading): boolean {
  if (reading.intent !== null) return false;
  const covered = new Set<number>();
  for (const { span } of Object.values(reading.facts)) {
    for (let at = span[0]; at < span[1]; at++) covered.add(at);
  }
  return covered.size > 0 && covered.size >= text.trim().length * ONLY_FACTS;
}

function quote(talk: Talk, text: string, hidden: ReturnType<typeof redact>["hidden"]): void {
  const said = [...talk.notes.said, text.slice(0, QUOTED_LENGTH)].slice(-QUOTED);
  talk.notes = { ...talk.notes, said, hidden: addHidden(talk.notes.hidden, hidden) };
}

function takeWords(talk: Talk, reading: Reading, asked: string | null, paused: boolean): void {
  const found = new Map(Object.entries(reading.facts).map(([fact, one]) => [fact, one.value]));
  const sorted = sortFacts(talk, found, "said");
  const intent = intentOf(talk, reading, asked);
  const took = sorted.marks.length > 0 || sorted.conflicts.length > 0;

  if (intent !== null) openFlow(talk, intent, sorted.marks);
  else if (took) mark(talk, [...sorted.marks, ...askedAgain(talk, asked, found)]);
  talk.state = { ...talk.state, conflicts: [...talk.state.conflicts, ...sorted.conflicts], mode: "going" };
  addInferred(talk);

  const words = factsInWords(talk, sorted.marks, asked);
  if (words !== "") tell(talk, "ui.noted", { list: words });
  if (intent === null && !took) sayNotUnderstood(talk, reading, asked, paused);
  else if (paused && intent === null) tellRecap(talk);
  if (where(talk) === undefined && talk.state.conflicts.length === 0 && intent === null) {
    if (took || reading.greeting) tellMenu(talk, menuKey(talk));
    return;
  }
  speak(talk);
}

/** An `ask` put once more is settled by this answer, even if it is « I do not know » again. */
function askedAgain(talk: Talk, asked: string | null, found: ReadonlyMap<string, string>): readonly Mark[] {
  const at = where(talk);
  if (asked === null || at?.step.kind !== "ask" || !at.step.again || !found.has(asked)) return [];
  return [{ kind: "outcome", key: at.path, value: "again" }];
}

/** The intent to follow, if it opens something new: an answer to the question at hand is no change of subject. */
function intentOf(talk: Talk, reading: Reading, asked: string | null): string | null {
  if (asked !== null && Object.hasOwn(reading.facts, asked)) return null;
  const at = where(talk);
  const flows = [...talk.world.catalogue.flows.values()];
  // A « bonjour » before the matter is no matter of its own.
  const wanted = reading.intent === "greeting" ? null : reading.intent;
  const served = wanted !== null && flows.some((flow) => flow.intent === wanted);
  if (served) {
    const open = at !== undefined && talk.world.catalogue.flows.get(at.root)?.intent === wanted;
    return open ? null : wanted;
  }
  if (at !== undefined || wanted !== null) return null;
  if (Object.hasOwn(reading.facts, "message") || Object.hasOwn(reading.facts, "cas_code"))
    return "login-failure";
  const begun = talk.state.situation.flat().some((one) => one.kind === "open");
  return !begun && Object.keys(reading.facts).length > 0 ? "restart" : null;
}

function sayNotUnderstood(talk: Talk, reading: Reading, asked: string | null, paused: boolean): void {
  const at = where(talk);
  const invalid = reading.invalid.find((one) => one.fact === "uai");
  const type = asked === null ? undefined : talk.world.catalogue.lexicon.facts.get(asked)?.type;
  if (invalid !== undefined) tell(talk, "ui.uai-invalid", { text: invalid.text });
  else if (reading.intent === "ticket-status") tellTickets(talk);
  else if (reading.intent === "out-of-scope") tell(talk, "ui.out-of-scope");
  else if (paused) tellRecap(talk);
  else if (reading.greeting && where(talk) !== undefined) tell(talk, "ui.hello-again");
  else if (reading.greeting) return;
  else if (type === "url") tell(talk, "ui.url-expected");
  else if (at?.root === "escalate") tell(talk, "ui.kept-for-letter");
  else if (at !== undefined) tell(talk, "ui.understood-hint");
  else tellMenu(talk, "ui.understood-menu");
}

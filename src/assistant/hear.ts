import type { Mark } from "../dialogue/situation.ts";
import { addHidden } from "../escalation/draft.ts";
import { redact } from "../escalation/redact.ts";
import type { Advice } from "../llm/advice.ts";
import type { Reading } from "../language/read.ts";
import { read } from "../language/read.ts";
import { answer, isOffered } from "./answer.ts";
import { leaveForLater, menuKey, resume } from "./commands.ts";
import { tellTickets } from "./drafting.ts";
import { addInferred, factsInWords, sortFacts } from "./facts.ts";
import type { Matter } from "./matter.ts";
import { matterId, matterLabel, opening, tellOffers } from "./matter.ts";
import { tellOutOfScope, tellVisitor } from "./not-ours.ts";
import type { Received } from "./receive.ts";
import { receive } from "./receive.ts";
import { offered, speak, tellMenu, tellRecap } from "./speak.ts";
import { supportWords } from "./support-words.ts";
import type { Talk } from "./talk.ts";
import { mark, tell, where } from "./talk.ts";
import type { Understood } from "./understand.ts";
import { understand } from "./understand.ts";

/** How many of the person's own sentences an escalation quotes, and how long each may be. */
const QUOTED = 6;
const QUOTED_LENGTH = 600;

/** So much of a text states facts: the rest is « et », « aussi », a comma. */
const ONLY_FACTS = 0.8;

/** Takes free text: a word that is a command or an answer, facts, a matter; else says it was not understood. */
export function hear(talk: Talk, text: string, advice: Advice | null = null): void {
  if (talk.state.mode === "editing") {
    revise(talk, text);
    return;
  }
  const clean = redact(text, { keep: supportWords(talk.world) });
  const at = where(talk);
  const asked = at?.step.kind === "ask" && talk.state.conflicts.length === 0 ? at.step.fact : null;
  const reading = read(text, talk.world.catalogue.lexicon, { asked, offered: offered(talk) });
  takeLanguage(talk, reading);
  const paused = talk.state.mode === "paused";
  const word = wordOf(talk, reading);
  if (word === null && isForLanguage(reading)) {
    tell(talk, "ui.language-taken");
    resume(talk);
    return;
  }
  if (word !== null) {
    if (paused && reading.command === null) tellRecap(talk);
    answer(talk, word);
    return;
  }
  // What was put as buttons is answered by this message, in other words.
  talk.state = { ...talk.state, offers: [] };
  if (reading.outcome === "later" && where(talk) !== undefined) {
    leaveForLater(talk);
    return;
  }
  if (!onlyFacts(text, reading)) quote(talk, clean.text, clean.hidden);
  takeWords(talk, reading, understand(talk, reading, asked, advice), asked, paused);
}

/** Takes the person's own wording of the draft, and shows it again as it would be sent. */
export function revise(talk: Talk, body: string): void {
  const clean = redact(body, { keep: supportWords(talk.world) });
  talk.notes = { ...talk.notes, edited: { body: clean.text, hidden: clean.hidden } };
  talk.state = { ...talk.state, mode: "going" };
  speak(talk);
}

/** Takes a pasted artefact like a file, with the facts the words around it give. */
export function hearPasted(
  talk: Talk,
  { received, rest }: { readonly received: Received; readonly rest: string },
): void {
  const reading = read(rest, talk.world.catalogue.lexicon);
  takeLanguage(talk, reading);
  const clean = redact(rest, { keep: supportWords(talk.world) });
  if (/\p{L}/u.test(rest)) quote(talk, clean.text.trim(), clean.hidden);
  const found = valuesIn(reading);
  const sorted = sortFacts(talk, found, "said");
  talk.state = { ...talk.state, offers: [], conflicts: sorted.conflicts };
  receive(talk, received, sorted.marks);
}

/** The choice a text stands for: a command, an outcome, a label; null where it is a sentence of its own. */
function wordOf(talk: Talk, reading: Reading): string | null {
  const command = reading.command === "restart" ? "start-over" : reading.command;
  const facts = Object.keys(reading.facts).length;
  const outcome = facts === 0 ? reading.outcome : null;
  const meant = outcome === "yes" || outcome === "no" ? meantBy(talk, outcome) : [];
  for (const word of [command, reading.choice, outcome, ...meant]) {
    if (word !== null && isOffered(talk, word)) return word;
  }
  return null;
}

/** The choices a bare « oui » or « non » stands for. */
function meantBy(talk: Talk, word: "yes" | "no"): readonly string[] {
  const [conflict] = talk.state.conflicts;
  if (conflict !== undefined) return [word === "yes" ? conflict.value : conflict.old];
  if (word === "yes") return ["done", "send"];
  // « non » to the readings that are offered is none of them.
  return talk.state.offers.length > 0 ? ["other"] : ["blocked", "cancel"];
}

/** So few words ask for a language and nothing else. */
const LANGUAGE_WORDS = 8;

function isForLanguage({ asksLanguage, facts, length }: Reading): boolean {
  return asksLanguage !== null && Object.keys(facts).length === 0 && length <= LANGUAGE_WORDS;
}

/** Whether a text only gave values: the escalation holds those anyway, and need not quote them. */
function onlyFacts(text: string, reading: Reading): boolean {
  if (reading.judged?.decision === "act") return false;
  const covered = new Set<number>();
  for (const { span } of Object.values(reading.facts)) {
    for (let at = span[0]; at < span[1]; at++) covered.add(at);
  }
  return covered.size > 0 && covered.size >= text.trim().length * ONLY_FACTS;
}

/** The language of the first message is the conversation's, where none was chosen; one asked for is from now on. */
function takeLanguage(talk: Talk, { language, asksLanguage }: Reading): void {
  const taken = asksLanguage ?? (talk.state.languageFixed ? null : language);
  if (taken !== null) talk.state = { ...talk.state, language: taken, languageFixed: true };
}

function valuesIn({ facts }: Reading): ReadonlyMap<string, string> {
  return new Map(Object.entries(facts).map(([fact, one]) => [fact, one.value]));
}

function quote(talk: Talk, text: string, hidden: ReturnType<typeof redact>["hidden"]): void {
  const said = [...talk.notes.said, text.slice(0, QUOTED_LENGTH)].slice(-QUOTED);
  talk.notes = { ...talk.notes, said, hidden: addHidden(talk.notes.hidden, hidden) };
}

function takeWords(
  talk: Talk,
  reading: Reading,
  understood: Understood,
  asked: string | null,
  paused: boolean,
): void {
  if (understood.kind === "visitor") {
    tellVisitor(talk, understood.speaker, understood.matter);
    return;
  }
  const found = valuesIn(reading);
  const sorted = sortFacts(talk, found, "said");
  const took = found.size > 0;
  const matter = understood.kind === "matter" ? understood.matter : null;
  const opens = matter === null ? [] : opening(talk, matter);

  if (opens.length > 0) mark(talk, [...opens, ...sorted.marks]);
  else if (took) mark(talk, [...sorted.marks, ...askedAgain(talk, asked, found)]);
  talk.state = { ...talk.state, conflicts: sorted.conflicts, mode: "going" };
  addInferred(talk);

  const words = factsInWords(talk, sorted.marks, asked);
  if (words !== "") tell(talk, "ui.noted", { list: words });
  const wrong = wrongUai(reading);
  if (wrong !== undefined && (took || matter !== null)) tell(talk, "ui.uai-invalid", { text: wrong.text });
  if (matter?.intent === "ticket-status") tellTickets(talk);
  if (understood.kind === "matter" && understood.then !== null)
    keepWaiting(talk, understood.matter, understood.then);
  if (understood.kind === "offers" && (!took || isFree(talk))) {
    tellOffers(talk, understood.matters);
    return;
  }
  if (matter === null && !took) {
    sayNotTaken(talk, reading, understood, asked, paused);
  } else if (paused && matter === null) tellRecap(talk);
  if (isFree(talk) && opens.length === 0) {
    if (took || reading.greeting || matter !== null) tellMenu(talk, menuKey(talk));
    return;
  }
  speak(talk);
}

/** What looks like a UAI and cannot be one. */
function wrongUai({ invalid }: Reading): Reading["invalid"][number] | undefined {
  return invalid.find((one) => one.fact === "uai");
}

/** Whether nothing is under way, and nothing waits to be confirmed. */
function isFree(talk: Talk): boolean {
  return where(talk) === undefined && talk.state.conflicts.length === 0;
}

/** Two matters in one message: the first is taken up now, the second once that is over. */
function keepWaiting(talk: Talk, first: Matter, then: Matter): void {
  talk.state = { ...talk.state, waiting: matterId(then) };
  tell(talk, "ui.two-matters", {
    first: matterLabel(talk, matterId(first)),
    then: matterLabel(talk, matterId(then)),
  });
}

/** An `ask` put once more is settled by this answer, even if it is « I do not know » again. */
function askedAgain(talk: Talk, asked: string | null, found: ReadonlyMap<string, string>): readonly Mark[] {
  const at = where(talk);
  if (asked === null || at?.step.kind !== "ask" || !at.step.again || !found.has(asked)) return [];
  return [{ kind: "outcome", key: at.path, value: "again" }];
}

/** Why nothing was taken of a message, in one sentence. */
function sayNotTaken(
  talk: Talk,
  reading: Reading,
  understood: Understood,
  asked: string | null,
  paused: boolean,
): void {
  const at = where(talk);
  const invalid = wrongUai(reading);
  const type = asked === null ? undefined : talk.world.catalogue.lexicon.facts.get(asked)?.type;
  if (invalid !== undefined) tell(talk, "ui.uai-invalid", { text: invalid.text });
  else if (understood.kind === "out-of-scope") tellOutOfScope(talk, understood.topic);
  else if (paused) tellRecap(talk);
  else if (reading.thanks) tell(talk, "ui.thanks");
  else if (understood.kind === "courtesy" && at === undefined) tellMenu(talk, "ui.greeting");
  else if (understood.kind === "courtesy") tell(talk, "ui.hello-again");
  else if (reading.greeting && at !== undefined) tell(talk, "ui.hello-again");
  else if (reading.greeting) return;
  else if (type === "url") tell(talk, "ui.url-expected");
  else if (at?.root === "escalate") tell(talk, "ui.kept-for-letter");
  else if (at !== undefined) tell(talk, "ui.understood-hint");
  else tellMenu(talk, "ui.understood-menu");
}

import type { StepOf } from "../dialogue/flow.ts";
import { blockedSteps, indexOf } from "../dialogue/index-of.ts";
import type { Position } from "../dialogue/next.ts";
import { bareFacts, factsOf, findingsOf, UNKNOWN } from "../dialogue/situation.ts";
import type { Field, Letter } from "../escalation/draft.ts";
import { addHidden, hourOf, inLanguages, letterBody, letterSubject, reach } from "../escalation/draft.ts";
import { routeFor } from "../escalation/route.ts";
import { replySubject } from "../mail/words/reply-subject.ts";
import type { Draft, Hidden, Language, Owner } from "../message.ts";
import { factName, factTold, factValue, stepTitle } from "./render.ts";
import type { Talk } from "./talk.ts";
import { messageId, phrase, tell, where } from "./talk.ts";
import { routeView, valuesOf } from "./values.ts";

/** Facts a ticket names, in the order its reader wants them; those not known are left out, but for the first. */
const TICKET_FACTS = [
  "uai",
  "ent",
  "hosting",
  "product",
  "pronote_version",
  "setup",
  "same_machine",
  "identifiers_distributed",
  "public_url_web",
  "public_url_client",
  "scope",
  "profile",
] as const;

/** The facts both supports ask for first: named even where the person does not know. */
const ALWAYS: ReadonlySet<string> = new Set(["uai", "hosting", "product", "pronote_version"]);

function fieldsOf(talk: Talk, language: Language, about: string): Field[] {
  const { world, state } = talk;
  const { texts, catalogue } = world;
  const facts = bareFacts(state.situation);
  const say = (key: string): string => texts.say(language, `draft.${key}`);
  const product = facts["product"];
  const wanted = new Set<string>(ALWAYS);
  if (about === "urls") {
    if (product !== "client") wanted.add("public_url_web");
    if (product !== "web") wanted.add("public_url_client");
  }
  const fields: Field[] = [];
  for (const fact of TICKET_FACTS) {
    const value = facts[fact];
    if (value === undefined && !wanted.has(fact)) continue;
    fields.push({
      name: factName(world, language, fact),
      value: value === undefined ? say("not-given") : factTold(world, language, fact, value),
    });
  }
  const casUrl = facts["cas_url"] ?? catalogue.ents.get(facts["ent"] ?? "")?.cas_url;
  if (casUrl !== undefined) fields.push({ name: say("field.cas_url"), value: casUrl });
  const message = facts["message"];
  if (message !== undefined) {
    fields.push({ name: say("field.message"), value: factValue(world, language, "message", message) });
  }
  const code = facts["cas_code"];
  if (code !== undefined) {
    const name = catalogue.pronote.cas_codes[code]?.name;
    fields.push({ name: say("field.cas_code"), value: name === undefined ? code : `${code} (${name})` });
  }
  const values = valuesOf(world, language, state.situation, new Map());
  for (const path of blockedSteps(catalogue.flows, indexOf(state.situation))) {
    fields.push({ name: say("field.blocked"), value: stepTitle(world, language, path, values) });
  }
  return fields;
}

function letterOf(talk: Talk, language: Language, about: string, number: string): Letter {
  const { world, state, notes } = talk;
  const { texts, catalogue } = world;
  const facts = bareFacts(state.situation);
  const values = valuesOf(world, language, state.situation, new Map());
  return {
    about,
    number,
    uai: facts["uai"] ?? null,
    ent: catalogue.ents.get(facts["ent"] ?? "")?.name ?? null,
    fields: fieldsOf(talk, language, about),
    tried: notes.tried.map((one) => ({
      title: stepTitle(world, language, one.step, values),
      outcome: texts.say(language, `draft.outcome.${one.outcome}`),
      at: hourOf(one.at, language),
    })),
    findings: findingsOf(state.situation).map((code) => ({
      name: code,
      value: texts.has(language, `findings.${code}.title`)
        ? texts.say(language, `findings.${code}.title`, { kind: "other", count: 1 })
        : code,
    })),
    said: about === "urls" || about === "reminder" ? [] : notes.said,
  };
}

/** A letter goes out in French, the language of those who read it; followed by English where the person chose it. */
function bodyOf(talk: Talk, about: string, number: string): string {
  return inLanguages(talk.state.language, (language) =>
    letterBody(talk.world.texts, language, letterOf(talk, language, about, number)),
  );
}

/** The number the next ticket of this conversation has. */
export function nextNumber(talk: Talk): string {
  return `${talk.context.caseNumber}-${talk.notes.tickets.length + 1}`;
}

/** Where an escalation about `about` goes now, and why. */
export function routeNow(talk: Talk, about: string): { readonly route: Owner; readonly reason: string } {
  const { world, state } = talk;
  return routeFor(about, world.catalogue.routes, routeView(world, state.situation, new Map()));
}

/** The ticket the agents get when a person is asked for: the same letter, with everything known. */
export function agentsLetter(talk: Talk): { readonly subject: string; readonly body: string } {
  const number = nextNumber(talk);
  return {
    subject: letterSubject(talk.world.texts, letterOf(talk, "fr", "problem", number)),
    body: bodyOf(talk, "problem", number),
  };
}

/** The draft at a `draft` step, as it stands: the person's own wording where there is one. */
export function draftAt(talk: Talk, at: Position, step: StepOf<"draft">): Draft {
  const { route } = routeOf(talk, step);
  const reached = reach(talk.world.catalogue.support.get(route));
  const replying = step.route === "party" ? (talk.notes.replying ?? null) : null;
  const number = replying?.ticket ?? nextNumber(talk);
  const edited = talk.notes.edited;
  const said: readonly Hidden[] = talk.notes.hidden;
  const kind = reached.channel;
  const ids = kind === "mail" ? ["send", "edit", "cancel"] : ["done", "edit", "cancel"];
  return {
    type: "draft",
    id: messageId(talk),
    step: at.path,
    route,
    ...reached,
    subject:
      replying === null
        ? letterSubject(talk.world.texts, letterOf(talk, "fr", step.about, number))
        : (replySubject(replying.subject) ?? `Re: ${number}`),
    body: edited?.body ?? replying?.letter ?? bodyOf(talk, step.about, number),
    hidden: edited === null ? said : addHidden(said, edited.hidden),
    choices: ids.map((id) => ({
      id,
      label: phrase(talk, kind === "mail" || id === "edit" ? `ui.choice.${id}` : `ui.choice.${kind}-${id}`),
    })),
  };
}

/** Where the letter of a step goes, and why: by the rules, to the party talked about, or where the step says. */
function routeOf(
  talk: Talk,
  { route, about }: StepOf<"draft">,
): { readonly route: Owner; readonly reason: string } {
  if (route === "by-rule") return routeNow(talk, about);
  if (route !== "party") return { route, reason: routeNow(talk, about).reason };
  const party = factsOf(talk.state.situation).get("party")?.value;
  return { route: talk.notes.replying?.route ?? ((party ?? "school") as Owner), reason: "party" };
}

/** What was hidden, as words: « 2 noms et 1 ticket de connexion ». */
function hiddenList(talk: Talk, hidden: readonly Hidden[]): string {
  const words = hidden.map(({ kind, count }) => {
    const key = `draft.hidden-kind.${kind}`;
    const known = talk.world.texts.has(talk.state.language, key);
    return phrase(talk, known ? key : "draft.hidden-kind.other", { count });
  });
  return new Intl.ListFormat(talk.state.language, { type: "conjunction" }).format(words);
}

/** Shows a draft: who it goes to and why, what was hidden, the letter. */
export function showDraft(talk: Talk, at: Position, step: StepOf<"draft">): void {
  const draft = draftAt(talk, at, step);
  const { reason } = routeOf(talk, step);
  const intro = { mail: "draft.intro", phone: "draft.intro-phone", form: "draft.intro-form" }[draft.channel];
  const parts = [
    phrase(talk, intro, {
      to: phrase(talk, `draft.to.${draft.route}`),
      reason: phrase(talk, `draft.reason.${reason}`),
      phone: draft.phone ?? "",
      form: draft.form ?? "",
    }),
    draft.hidden.length === 0
      ? phrase(talk, "draft.nothing-hidden")
      : phrase(talk, "draft.hidden", { list: hiddenList(talk, draft.hidden) }),
  ];
  if (step.about === "urls" && talk.notes.edited === null && urlMissing(talk)) {
    parts.push(phrase(talk, "draft.missing-urls"));
  }
  talk.out.push({
    type: "message",
    id: messageId(talk),
    text: parts.join("\n\n"),
    step: at.path,
    asks: null,
    guide: at.step.guide,
    choices: [],
  });
  talk.out.push({ ...draft, id: messageId(talk) });
}

function urlMissing(talk: Talk): boolean {
  const facts = factsOf(talk.state.situation);
  const known = (name: string): boolean => (facts.get(name)?.value ?? UNKNOWN) !== UNKNOWN;
  const product = facts.get("product")?.value;
  return (
    (product !== "client" && !known("public_url_web")) || (product !== "web" && !known("public_url_client"))
  );
}

/** Says how a ticket stands, as a ticket. */
export function showTicket(
  talk: Talk,
  id: string,
  route: Owner,
  status: "new" | "pending" | "noted",
  mail = id,
): void {
  const held = status === "pending" && !talk.world.mailLeaves;
  const to = phrase(talk, `draft.to.${route}`);
  talk.out.push({
    type: "ticket",
    id,
    route,
    status,
    text: phrase(talk, held ? "ui.ticket.held" : `ui.ticket.${status}`, { id, to }),
    mail: status === "pending" ? mail : null,
  });
}

/** Tells how the tickets of this conversation stand. */
export function tellTickets(talk: Talk): void {
  if (talk.context.tickets.length === 0) {
    tell(talk, "ui.ticket.none");
    return;
  }
  for (const one of talk.context.tickets) {
    tell(talk, "ui.ticket.status", {
      id: one.id,
      to: phrase(talk, `draft.to.${one.route}`),
      status: phrase(talk, `ui.ticket-status.${one.status}`),
    });
  }
}

/** Whether the conversation stands at a draft. */
export function atDraft(talk: Talk): { readonly at: Position; readonly step: StepOf<"draft"> } | undefined {
  const at = where(talk);
  return at?.step.kind === "draft" ? { at, step: at.step } : undefined;
}

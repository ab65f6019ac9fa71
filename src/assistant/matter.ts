import { CASE_FACT, CASE_FLOW } from "../dialogue/case.ts";
import type { Mark } from "../dialogue/situation.ts";
import type { Choice } from "../message.ts";
import type { Talk } from "./talk.ts";
import { phrase, tell, where } from "./talk.ts";

/** What a message is about: an intent, and the case where it is a known one. */
export type Matter = { readonly intent: string; readonly case: string | null };

/** A matter by one name, the case's or the intent's: what a button of it sends back. */
export function matterId(matter: Matter): string {
  return matter.case ?? matter.intent;
}

export function matterOf(talk: Talk, id: string): Matter {
  const known = talk.world.catalogue.cases[id];
  return known === undefined ? { intent: id, case: null } : { intent: known.intent, case: id };
}

/** The words of a button for a matter. */
export function matterLabel(talk: Talk, id: string): string {
  return phrase(talk, talk.world.catalogue.cases[id] === undefined ? `ui.intent.${id}` : `cases.title.${id}`);
}

/** The readings put as buttons, with the two ways out. */
export function offerChoices(talk: Talk): readonly Choice[] {
  return [
    ...talk.state.offers.map((id) => ({ id, label: matterLabel(talk, id) })),
    ...["other", "person"].map((id) => ({ id, label: phrase(talk, `ui.choice.${id}`) })),
  ];
}

/** Puts the likely readings of a message as buttons: none is followed before the person has chosen. */
export function tellOffers(talk: Talk, matters: readonly Matter[]): void {
  talk.state = { ...talk.state, offers: matters.map(matterId) };
  tell(talk, "ui.offer", {}, offerChoices(talk));
}

/** Whether a matter is what the conversation is at already: to open it again would lead nowhere new. */
export function isUnderWay(talk: Talk, matter: Matter): boolean {
  const at = where(talk);
  if (at === undefined) return false;
  if (matter.case !== null) return at.path === `${CASE_FLOW}/${matter.case}`;
  return talk.world.catalogue.flows.get(at.root)?.intent === matter.intent;
}

/**
 * The marks that take up a matter: a case is answered, then what mends it is opened; an intent opens its flow. None
 * where no flow serves it.
 */
export function opening(talk: Talk, matter: Matter): readonly Mark[] {
  const { flows, cases } = talk.world.catalogue;
  const known = matter.case === null ? undefined : cases[matter.case];
  if (matter.case !== null && known !== undefined) {
    const mends = known.flow === undefined || where(talk)?.root === known.flow ? [] : [known.flow];
    return [
      ...mends.map((key) => ({ kind: "open", key }) as const),
      { kind: "fact", key: CASE_FACT, value: matter.case, from: "said" },
      { kind: "open", key: CASE_FLOW },
    ];
  }
  const flow = [...flows.values()].find((one) => one.intent === matter.intent);
  return flow === undefined ? [] : [{ kind: "open", key: flow.flow }];
}

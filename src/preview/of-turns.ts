import { tellOffers } from "../assistant/matter.ts";
import { tellVisitor } from "../assistant/not-ours.ts";
import { speak, tellMenu } from "../assistant/speak.ts";
import type { Language, Output } from "../message.ts";
import type { Occasion } from "./occasion.ts";
import { plainMessage, talkOn } from "./occasion.ts";
import type { Stage } from "./stage.ts";

/** Readings of a message that are offered at once. */
const OFFERED = 3;

/** Texts that come with the menu. */
const WITH_MENU = /^ui\.(?:greeting|menu|menu-done|other-prompt|understood-menu|out-of-scope\..+)$/;
/** Parts of other texts, labels, and what is told elsewhere. */
const NO_MESSAGE =
  /^(?:ui\.(?:choice|intent|title|ticket-status|label-.*|your-.*|offer|conflict|visitor|conflict-upload|confirm)\b|chat\.(?:button|an-agent|answered))/;

/** What is told around the steps: the menu, readings to choose from, contradictions, sentences between two steps, tickets. */
export function occasionsOfTurns(stage: Stage, language: Language): readonly Occasion[] {
  return [
    ...stage.texts
      .keys(language)
      .filter((key) => /^(?:ui|chat)\./.test(key) && !NO_MESSAGE.test(key))
      .map((key) => ({ language, output: sentence(stage, language, key), key, path: null })),
    ...offers(stage, language),
    ...conflicts(stage, language),
    ...visitors(stage, language),
  ];
}

function sentence(stage: Stage, language: Language, key: string): Output {
  const talk = talkOn(stage, language);
  if (WITH_MENU.test(key)) {
    tellMenu(talk, key);
    return talk.out[0] ?? plainMessage("");
  }
  const text = stage.texts.say(language, key);
  if (!key.startsWith("ui.ticket.")) return plainMessage(text);
  return { type: "ticket", id: "PSL-7F3K2M-1", route: "itslearning", status: "new", text, mail: null };
}

/** Every matter there is, so many at a time as a message is read as. */
function offers(stage: Stage, language: Language): readonly Occasion[] {
  const key = "ui.offer";
  if (!stage.texts.has(language, key)) return [];
  const matters = [
    ...[...stage.model.cases].map(([id, { intent }]) => ({ intent, case: id })),
    ...[...stage.model.intents]
      .filter((intent) => stage.texts.has(language, `ui.intent.${intent}`))
      .map((intent) => ({ intent, case: null })),
  ];
  return inSome(matters, OFFERED).map((some) => {
    const talk = talkOn(stage, language);
    tellOffers(talk, some);
    return { language, output: talk.out[0] ?? plainMessage(""), key, path: null };
  });
}

/** Every value of every fact, against the next one. */
function conflicts(stage: Stage, language: Language): readonly Occasion[] {
  return [...stage.model.facts].flatMap(([fact, { values, free, told }]) => {
    if (free || !told) return [];
    return inSome(values, 2).map(([old = "", value = old], at): Occasion => {
      const from = at === 0 ? "upload" : "said";
      const talk = talkOn(stage, language, { conflicts: [{ fact, old, value, from }] });
      speak(talk);
      const key = from === "upload" ? "ui.conflict-upload" : "ui.conflict";
      return { language, output: talk.out[0] ?? plainMessage(""), key, path: null };
    });
  });
}

/** What a parent or a pupil is told instead of steps. */
function visitors(stage: Stage, language: Language): readonly Occasion[] {
  return [...stage.texts.keys(language)].flatMap((key) => {
    const [, speaker] = /^ui\.visitor\.(guardian|pupil)$/.exec(key) ?? [];
    const [, name] = /^cases\.user\.(.+)$/.exec(key) ?? [];
    if (speaker === undefined && name === undefined) return [];
    const talk = talkOn(stage, language);
    tellVisitor(talk, speaker ?? "guardian", name === undefined ? null : { intent: "", case: name });
    return talk.out.map((output): Occasion => ({ language, output, key, path: null }));
  });
}

function inSome<Item>(items: readonly Item[], size: number): readonly (readonly Item[])[] {
  const count = Math.ceil(items.length / size);
  return Array.from({ length: count }, (_, at) => items.slice(at * size, (at + 1) * size));
}

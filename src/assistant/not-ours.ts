import type { Matter } from "./matter.ts";
import { menuChoices } from "./speak.ts";
import type { Talk } from "./talk.ts";
import { phrase, tell, where } from "./talk.ts";

/** Says kindly that a matter is none of ours, and where to ask instead. */
export function tellOutOfScope(talk: Talk, topic: string | null): void {
  const { texts } = talk.world;
  const own = `ui.out-of-scope.${topic ?? "other"}`;
  const key = texts.has(talk.state.language, own) ? own : "ui.out-of-scope.other";
  const values = {
    page_assistance: talk.world.catalogue.support.get("index-education")?.pages["assistance"] ?? "",
  };
  tell(talk, key, values, where(talk) === undefined ? menuChoices(talk) : []);
}

/**
 * Tells a parent or pupil what he can do himself, or whom to ask: no step of an admin's. `matter`: what he is sure to
 * mean.
 */
export function tellVisitor(talk: Talk, speaker: string, matter: Matter | null): void {
  const { texts } = talk.world;
  const own = `cases.user.${matter?.case ?? ""}`;
  const help = phrase(talk, texts.has(talk.state.language, own) ? own : `ui.visitor.${speaker}`);
  tell(talk, "ui.visitor.help", { help }, [{ id: "other", label: phrase(talk, "ui.choice.other") }]);
}

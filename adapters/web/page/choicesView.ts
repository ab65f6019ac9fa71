import { html } from "hono/html";
import type { Choice } from "../../../src/message.ts";
import type { Html } from "./html.ts";
import type { Scene } from "./scene.ts";

/** The choices of message `of` as buttons of a plain form; `primary` is the one that carries on. */
export function choicesView(scene: Scene, of: string, choices: readonly Choice[], primary?: string): Html {
  if (choices.length === 0) return "";
  const buttons = choices.map(({ id, label }) => {
    const look = id === primary ? "choice primary" : "choice";
    return html`<button class="${look}" name="choose" value="${id}">${label}</button>`;
  });
  return html`<form class="choices" method="post" action="/chat/turns" data-live>
    <input type="hidden" name="eventId" value="${scene.eventId()}" />
    <input type="hidden" name="of" value="${of}" />
    <div class="buttons" role="group" aria-label="${scene.say("web.choices")}">${buttons}</div>
  </form>`;
}

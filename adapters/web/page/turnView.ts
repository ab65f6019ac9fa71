import { html } from "hono/html";
import type { Message, Output } from "../../../src/message.ts";
import type { StoredTurn, Update } from "../../adapter.ts";
import { choicesView } from "./choicesView.ts";
import { draftView } from "./draftView.ts";
import { figureView } from "./figureView.ts";
import type { Html } from "./html.ts";
import { icon } from "./icon.ts";
import { markdown } from "./markdown.ts";
import type { Say, Scene } from "./scene.ts";
import { isEditing, labelOf, latestTickets, liveFrom } from "./scene.ts";
import { ticketView } from "./ticketView.ts";

/** Choices that are at hand without being offered. */
const ALWAYS: Readonly<Record<string, (say: Say) => string>> = {
  person: (say) => say("web.person"),
  why: (say) => say("web.why"),
  back: (say) => say("web.back"),
  "start-over": (say) => say("web.restart"),
};

function ownWords(scene: Scene, at: number): string | null {
  const { turns, say } = scene;
  const editing = isEditing(turns, at);
  if (editing === "opening") return null;
  if (editing === "saving") return say("web.you-edited");
  const input = turns[at]?.input ?? null;
  switch (input?.kind) {
    case "say":
      return input.text;
    case "choose":
      return labelOf(turns, at, input.id) ?? ALWAYS[input.id]?.(say) ?? input.id;
    case "back":
      return say("web.back");
    case "restart":
      return say("web.restart");
    case "file":
      return input.name;
    default:
      return null;
  }
}

/** What the person said, chose or dropped, as they see it. */
function ownView(scene: Scene, at: number): Html {
  const words = ownWords(scene, at);
  if (words === null) return "";
  const file = scene.turns[at]?.input?.kind === "file";
  return html`<div class="message own">
    <span class="sr">${scene.say("web.you-say")} </span>${file ? icon("file") : ""}<span class="words"
      >${words}</span
    >
  </div>`;
}

function guideChip(scene: Scene, message: Message): Html {
  if (message.guide.length === 0) return "";
  const values = { count: message.guide.length, sections: message.guide.join(", ") };
  return html`<p class="chip">${scene.say("web.guide", values)}</p>`;
}

function messageView(scene: Scene, message: Message, live: boolean, chip: boolean): Html {
  return html`<div class="message bot" tabindex="-1">
      <span class="sr">${scene.say("web.it-says")} </span>
      ${chip ? guideChip(scene, message) : ""}
      <div class="text">${markdown(message.text, scene.say("web.new-tab"))}</div>
      ${figureView(scene, message)}
    </div>
    ${live && message.awaits === "file" ? dropZone(scene) : ""}
    ${live ? choicesView(scene, message.id, message.choices) : ""}`;
}

function dropZone(scene: Scene): Html {
  return html`<label class="dropzone" for="file" data-live>
    ${icon("file")}<span>${scene.say("web.drop-here")}</span>
  </label>`;
}

function outputView(scene: Scene, output: Output, live: boolean, chip: boolean): Html {
  switch (output.type) {
    case "message":
      return messageView(scene, output, live, chip);
    case "draft":
      return draftView(scene, output, live);
    case "ticket":
      return ticketView(scene, latestTickets(scene).get(output.id) ?? output);
  }
}

/** One turn: what the person did, and what it was answered. Choices only where they can still be made. */
export function turnView(scene: Scene, turn: StoredTurn, at: number): Html {
  const live = at >= liveFrom(scene.turns);
  const opening = isEditing(scene.turns, at) === "opening";
  let section = "";
  const outputs = opening ? [] : turn.messages;
  const views = outputs.map((output) => {
    const own = output.type === "message" ? output.guide.join() : section;
    const chip = own !== section;
    section = own;
    return outputView(scene, output, live, chip);
  });
  return html`<div class="turn" id="turn-${at}" data-event="${turn.eventId}">
    ${ownView(scene, at)} ${views}
  </div>`;
}

/** Something added between turns. On a page shown whole, a ticket's own card already tells how it stands. */
export function updateView(scene: Scene, update: Update, shown: "whole" | "added"): Html {
  const outputs = update.messages.filter((output) => shown === "added" || output.type !== "ticket");
  if (outputs.length === 0) return "";
  const views = outputs.map((output) => outputView(scene, output, true, true));
  return html`<div class="turn" data-event="update-${update.seq}">${views}</div>`;
}

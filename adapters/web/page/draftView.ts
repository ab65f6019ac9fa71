import { html } from "hono/html";
import type { Draft, Hidden } from "../../../src/message.ts";
import { callSheetPath } from "../callSheetPath.ts";
import { choicesView } from "./choicesView.ts";
import type { Html } from "./html.ts";
import { icon } from "./icon.ts";
import type { Scene } from "./scene.ts";
import { maybeSay } from "./scene.ts";

function hiddenWords(scene: Scene, { kind, count }: Hidden): string {
  const words = maybeSay(scene, `draft.hidden-kind.${kind}`, { count });
  return words ?? scene.say("draft.hidden-kind.other", { count });
}

function hiddenView(scene: Scene, hidden: readonly Hidden[]): Html {
  if (hidden.length === 0)
    return html`<p class="hidden">${icon("shield")}<span>${scene.say("web.draft.nothing-hidden")}</span></p>`;
  const list = new Intl.ListFormat(scene.language, { type: "conjunction" });
  const words = list.format(hidden.map((one) => hiddenWords(scene, one)));
  return html`<p class="hidden">
    ${icon("shield")}<span>${scene.say("web.draft.hidden", { list: words })}</span>
  </p>`;
}

function editView(scene: Scene, draft: Draft): Html {
  const field = `edit-${draft.id}`;
  return html`<details class="edit" data-live>
    <summary class="choice">${draft.choices.find((one) => one.id === "edit")?.label}</summary>
    <form method="post" action="/chat/edit" class="editor">
      <input type="hidden" name="eventId" value="${scene.eventId()}" />
      <label for="${field}">${scene.say("web.draft.new-text")}</label>
      <textarea id="${field}" name="text" rows="14" required spellcheck="true">${draft.body}</textarea>
      <button class="choice primary">${scene.say("web.draft.save")}</button>
    </form>
  </details>`;
}

function reachView(scene: Scene, draft: Draft): Html {
  const to = scene.say(`draft.to.${draft.route}`);
  const phone = draft.phone?.replace(/[^\d+]/g, "");
  return html`<dl class="heads">
    <div>
      <dt>${scene.say("web.draft.to")}</dt>
      <dd>${to}${draft.to === null ? "" : html` <span class="address">${draft.to}</span>`}</dd>
    </div>
    ${
      draft.phone === null
        ? ""
        : html`<div>
            <dt>${scene.say("web.draft.phone")}</dt>
            <dd><a href="tel:${phone}">${draft.phone}</a></dd>
          </div>`
    }
    ${
      draft.form === null
        ? ""
        : html`<div>
            <dt>${scene.say("web.draft.form")}</dt>
            <dd>
              <a href="${draft.form}" target="_blank" rel="noopener noreferrer"
                >${scene.say("web.draft.open-form")}<span class="sr"> (${scene.say("web.new-tab")})</span></a
              >
            </dd>
          </div>`
    }
    <div>
      <dt>${scene.say("web.draft.subject")}</dt>
      <dd>${draft.subject}</dd>
    </div>
  </dl>`;
}

/** What to have at hand while calling, for the call proposed last: earlier ones are no longer those of now. */
function sheetLinks(scene: Scene, draft: Draft): Html {
  const last = [...scene.turns, ...scene.updates]
    .flatMap((one) => one.messages)
    .findLast((one) => one.type === "draft" && one.channel === "phone");
  if (scene.conversation === null || last?.id !== draft.id) return "";
  const path = callSheetPath(scene.conversation);
  return html`<p class="sheet-links">
    <a class="choice" href="${path}">${scene.say("call-sheet.open")}</a>
    <a class="choice" href="${path}.pdf" download aria-label="${scene.say("call-sheet.pdf-of")}"
      >${scene.say("call-sheet.pdf")}</a
    >
  </p>`;
}

/** A message before it leaves: who gets it, the letter, what was taken out, and what to do with it. */
export function draftView(scene: Scene, draft: Draft, live: boolean): Html {
  const choices = draft.choices.filter((one) => one.id !== "edit");
  const editable = draft.choices.some((one) => one.id === "edit");
  const title = `draft-${draft.id}`;
  return html`<section class="card draft" aria-labelledby="${title}" tabindex="-1">
    <h3 id="${title}">${icon("mail")}${scene.say(`web.draft.title.${draft.channel}`)}</h3>
    ${reachView(scene, draft)}
    <div class="letter" lang="fr">${draft.body}</div>
    ${hiddenView(scene, draft.hidden)} ${sheetLinks(scene, draft)}
    ${
      live
        ? html`<div class="actions">
            ${choicesView(scene, draft.id, choices, draft.channel === "mail" ? "send" : "done")}
            ${draft.channel === "mail" ? "" : copyButton(scene)} ${editable ? editView(scene, draft) : ""}
          </div>`
        : ""
    }
  </section>`;
}

/** Shown by the script where the browser can copy. */
function copyButton(scene: Scene): Html {
  return html`<button
    type="button"
    class="choice copy-only"
    data-copy="${scene.say("web.draft.copied")}"
    data-live
  >
    ${scene.say("web.draft.copy")}
  </button>`;
}

import { html } from "hono/html";
import type { Html } from "./html.ts";
import { icon } from "./icon.ts";
import type { Scene } from "./scene.ts";

/** A long label has a short one for narrow screens; only one of them is there at a time. */
function toolLabel(scene: Scene, name: "back" | "why" | "person"): Html {
  const label = scene.say(`web.${name}`);
  if (name !== "why") return html`<span>${label}</span>`;
  return html`<span class="wide">${label}</span><span class="narrow">${scene.say("web.why-short")}</span>`;
}

function tool(scene: Scene, name: "back" | "why" | "person"): Html {
  return html`<form method="post" action="/chat/turns" class="${name === "person" ? "" : "started"}">
    <input type="hidden" name="eventId" value="${scene.eventId()}" />
    <button
      class="tool"
      name="${name === "back" ? "back" : "choose"}"
      value="${name === "back" ? "true" : name}"
    >
      ${icon(name)}${toolLabel(scene, name)}
    </button>
  </form>`;
}

/** Starting over forgets what was said, so it asks first; a `details` does so without script. */
function restartTool(scene: Scene): Html {
  return html`<details class="restart started">
    <summary class="tool">${icon("restart")}<span>${scene.say("web.restart")}</span></summary>
    <form method="post" action="/chat/turns" class="confirm">
      <input type="hidden" name="eventId" value="${scene.eventId()}" />
      <p>${scene.say("web.restart-sure")}</p>
      <button class="choice danger" name="restart" value="true">${scene.say("web.restart-yes")}</button>
      <button type="button" class="choice js-only" data-close>${scene.say("web.restart-no")}</button>
    </form>
  </details>`;
}

function composer(scene: Scene, text: string): Html {
  return html`<form id="composer" class="composer" method="post" action="/chat/turns">
    <input type="hidden" name="eventId" value="${scene.eventId()}" />
    <label for="say" class="sr">${scene.say("web.your-message")}</label>
    <textarea
      id="say"
      name="say"
      rows="1"
      required
      autocomplete="off"
      enterkeyhint="send"
      placeholder="${scene.say("web.placeholder")}"
      aria-describedby="say-hint"
    >
${text}</textarea>
    <button class="send">${icon("send")}<span>${scene.say("web.send")}</span></button>
    <p id="say-hint" class="sr">${scene.say("web.send-hint")}</p>
  </form>`;
}

function filePicker(scene: Scene): Html {
  return html`<form id="files" class="files" method="post" action="/chat/files" enctype="multipart/form-data">
    <input type="hidden" name="eventId" value="${scene.eventId()}" />
    <input id="file" class="picker" type="file" name="file" required />
    <label for="file" class="attach" title="${scene.say("web.attach")}">
      ${icon("file")}<span>${scene.say("web.attach")}</span>
    </label>
    <button class="choice plain">${scene.say("web.send-file")}</button>
  </form>`;
}

/** What is always at hand: words, a file, going back, why, a person, starting over. */
export function dockView(scene: Scene, text: string): Html {
  return html`<section class="dock" aria-label="${scene.say("web.answer")}">
    <p id="status" class="banner" role="status"></p>
    <div id="upload" class="upload" hidden>
      <p><span id="upload-name"></span> <span id="upload-percent"></span></p>
      <progress id="upload-bar" max="100" aria-labelledby="upload-name"></progress>
      <button id="upload-cancel" class="tool" type="button">${scene.say("web.upload.cancel")}</button>
    </div>
    <div class="entry">${filePicker(scene)} ${composer(scene, text)}</div>
    <div class="tools">
      ${tool(scene, "back")} ${tool(scene, "why")} ${tool(scene, "person")} ${restartTool(scene)}
    </div>
  </section>`;
}

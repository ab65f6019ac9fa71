import { html } from "hono/html";
import type { Html } from "./html.ts";
import type { Scene } from "./scene.ts";
import { maybeSay } from "./scene.ts";

function byNumber(a: string, b: string): number {
  return a.localeCompare(b, "fr", { numeric: true });
}

/** Sections of the guide met so far, in the guide's order, and those of the current step. */
function trail(scene: Scene): { readonly met: readonly string[]; readonly now: ReadonlySet<string> } {
  const met = new Set<string>();
  let now: readonly string[] = [];
  for (const output of scene.turns.flatMap((turn) => turn.messages)) {
    if (output.type !== "message") continue;
    for (const section of output.guide) met.add(section);
    now = output.guide;
  }
  return { met: [...met].sort(byNumber), now: new Set(now) };
}

/** How far along, roughly: answers to come may add steps or spare some. */
function progressView(scene: Scene): Html {
  const progress = scene.turns.at(-1)?.turn.progress ?? null;
  if (progress === null) return "";
  const { done, total } = progress;
  const words = scene.say("web.progress", { step: Math.min(done + 1, total), total });
  return html`<p class="progress">
    <progress max="${total}" value="${done}" aria-hidden="true"></progress><span>${words}</span>
  </p>`;
}

/** Where one stands: the procedure, how far along, and the sections of the guide met so far with the current one marked. */
export function whereView(scene: Scene): Html {
  const flow = scene.turns.at(-1)?.turn.flow ?? "";
  const title = maybeSay(scene, `ui.title.${flow}`);
  const { met, now } = trail(scene);
  if (scene.conversation === null || (title === undefined && met.length === 0)) return "";
  const sections = met.map((section) =>
    now.has(section) ? html`<li class="now" aria-current="step">${section}</li>` : html`<li>${section}</li>`,
  );
  return html`${title === undefined ? "" : html`<p class="flow">${title}</p>`} ${progressView(scene)}
  ${
    met.length === 0
      ? ""
      : html`<div class="trail">
          <p id="trail">${scene.say("web.trail")}</p>
          <ol aria-labelledby="trail">
            ${sections}
          </ol>
        </div>`
  }`;
}

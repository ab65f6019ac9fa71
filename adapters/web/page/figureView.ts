import { html } from "hono/html";
import type { Message } from "../../../src/message.ts";
import type { Html } from "./html.ts";
import type { Scene } from "./scene.ts";

/** A picture of what was found, and the same in a table for whoever does not see it. */
export function figureView(scene: Scene, message: Message): Html {
  const { figure } = message;
  if (figure === undefined || scene.conversation === null) return "";
  const { heading, rows } = scene.table(figure);
  const path = `/api/conversations/${encodeURIComponent(scene.conversation)}/figures/${encodeURIComponent(message.id)}`;
  return html`<figure class="picture">
    <div class="scroll" tabindex="0" role="group" aria-label="${figure.title}">
      <img src="${path}" alt="${figure.title}" />
    </div>
    <details>
      <summary>${scene.say("web.figure-table")}</summary>
      <div class="scroll" tabindex="0" role="group" aria-label="${scene.say("web.figure-table")}">
        <table>
          <thead>
            <tr>
              ${heading.map((one) => html`<th scope="col">${one}</th>`)}
            </tr>
          </thead>
          <tbody>
            ${rows.map(
              (row) =>
                html`<tr>
                  ${row.map((cell) => html`<td>${cell}</td>`)}
                </tr>`,
            )}
          </tbody>
        </table>
      </div>
    </details>
  </figure>`;
}

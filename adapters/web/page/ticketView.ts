import { html } from "hono/html";
import type { Ticket } from "../../../src/message.ts";
import type { Html } from "./html.ts";
import { icon } from "./icon.ts";
import { markdown } from "./markdown.ts";
import type { Scene } from "./scene.ts";

/** A request on its way: its number, how it stands now, and the mail itself where there is one. */
export function ticketView(scene: Scene, ticket: Ticket): Html {
  const { say, conversation } = scene;
  const href =
    ticket.mail === null || conversation === null
      ? null
      : `/api/conversations/${encodeURIComponent(conversation)}/mails/${encodeURIComponent(ticket.mail)}`;
  return html`<section class="card ticket" data-ticket="${ticket.id}" tabindex="-1">
    <h3>${icon("ticket")}${say("web.ticket.title", { id: ticket.id })}</h3>
    <p class="status" data-status="${ticket.status}">${say(`ui.ticket-status.${ticket.status}`)}</p>
    <div class="text">${markdown(ticket.text, say("web.new-tab"))}</div>
    ${href === null ? "" : html`<p><a class="choice" href="${href}" download>${say("web.ticket.download")}</a></p>`}
  </section>`;
}

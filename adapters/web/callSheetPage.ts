import { html } from "hono/html";
import type { CallSheet, SheetField } from "../adapter.ts";
import { ASSET_BASE } from "./assets.ts";
import type { SheetPart, SheetSay, Spoken } from "./callSheetParts.ts";
import { callSheetParts, hoursOf } from "./callSheetParts.ts";
import type { Html } from "./page/html.ts";

type Say = (key: string, values?: Readonly<Record<string, string>>) => string;

/** A blank to write in by hand is a line on paper; it has words for who does not see it. */
function value(field: SheetField, say: Say): Html {
  return field.value === null
    ? html`<span class="blank"><span class="sr">${say("blank")}</span></span>`
    : field.value;
}

function fieldList(fields: readonly SheetField[], say: Say): Html {
  if (fields.length === 0) return "";
  return html`<dl class="fields">
    ${fields.map(
      (field) =>
        html`<div>
          <dt>${field.name}</dt>
          <dd>${value(field, say)}</dd>
        </div>`,
    )}
  </dl>`;
}

function spokenView({ language, heading, text }: Spoken): Html {
  const head = heading === null ? "" : html`<span class="spoken-in">${heading}</span> `;
  return html`<p class="spoken">${head}<span lang="${language}">${text}</span></p>`;
}

function partView(part: SheetPart, say: Say): Html {
  switch (part.kind) {
    case "fields":
      return fieldList(part.fields, say);
    case "list":
      return html`<ul>
        ${part.items.map((item) => html`<li>${item}</li>`)}
      </ul>`;
    case "speech":
      return html`${part.spoken.map(spokenView)}${fieldList(part.points, say)}
      ${part.ownWords === null ? "" : html`<div class="letter">${part.ownWords}</div>`}
      ${part.request.map(spokenView)}`;
    case "blanks":
      return html`<dl class="blanks">
        ${part.blanks.map(
          ({ name, lines }) =>
            html`<div>
              <dt>${name}</dt>
              <dd>
                ${Array.from({ length: lines }, () => html`<span class="blank"></span>`)}<span class="sr"
                  >${say("blank")}</span
                >
              </dd>
            </div>`,
        )}
      </dl>`;
  }
}

/** The call sheet as a page to look at while calling, or to print on one sheet of A4. Complete without script. */
export function callSheetPage(sheet: CallSheet, text: SheetSay, pdf: string): Html {
  const say: Say = (key, values) => text(sheet.language, `call-sheet.${key}`, values);
  const title = say("title", { party: sheet.party });
  const dialled = sheet.phone.replace(/[^\d+]/g, "");
  return html`<!doctype html>
    <html lang="${sheet.language}">
      <head>
        <meta charset="utf-8" />
        <title>${title} – ${sheet.number}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="robots" content="noindex" />
        <link rel="icon" href="${ASSET_BASE}/icon.svg" type="image/svg+xml" />
        <link rel="stylesheet" href="${ASSET_BASE}/style.css" />
      </head>
      <body class="sheet">
        <nav class="top" aria-label="${say("open")}">
          <a class="choice plain" href="/">${say("back")}</a>
          <a class="choice" href="${pdf}" download aria-label="${say("pdf-of")}">${say("pdf")}</a>
        </nav>
        <main>
          <h1>${title}</h1>
          <p class="case">${say("number", { number: sheet.number })}</p>
          <p class="dial"><a href="tel:${dialled}">${say("call", { phone: sheet.phone })}</a></p>
          <p class="hours">
            ${hoursOf(sheet, text)}
            ${
              sheet.page === null
                ? ""
                : html`<a href="${sheet.page}" target="_blank" rel="noopener noreferrer"
                    >${say("page")}<span class="sr"> (${text(sheet.language, "web.new-tab")})</span></a
                  >`
            }
          </p>
          ${callSheetParts(sheet, text).map(
            (part) =>
              html`<section class="part ${part.name}" aria-labelledby="part-${part.name}">
                <h2 id="part-${part.name}">${part.title}</h2>
                ${partView(part, say)}
              </section>`,
          )}
        </main>
        <footer class="foot"><p>${say("made-by")}</p></footer>
      </body>
    </html>`;
}

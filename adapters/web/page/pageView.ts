import { html } from "hono/html";
import { LANGUAGES } from "../../../src/message.ts";
import type { Language } from "../../../src/message.ts";
import { ASSET_BASE } from "../assets.ts";
import { dockView } from "./dockView.ts";
import type { Html } from "./html.ts";
import { icon } from "./icon.ts";
import type { Scene } from "./scene.ts";
import { turnView, updateView } from "./turnView.ts";
import { whereView } from "./whereView.ts";

/** Sentences the script says itself. */
const SCRIPT_TEXTS = [
  "web.offline",
  "web.online",
  "web.sending",
  "web.wait",
  "web.upload.too-big",
  "web.upload.empty",
  "web.upload.folder",
  "web.upload.progress",
  "web.upload.cancelled",
  "web.upload.done",
  "web.drop-anywhere",
  "web.failed",
] as const;

export type PageView = {
  /** The page around the conversation, in the language of the page. */
  readonly page: Scene;
  /** The conversation, in its own. */
  readonly talk: Scene;
  readonly alert: string | null;
  /** What the person had typed and could not be taken. */
  readonly text: string;
  readonly uploadLimit: { readonly bytes: number; readonly words: string };
};

function switcher(scene: Scene): Html {
  const names: Record<Language, string> = { fr: "Français", en: "English" };
  const links = LANGUAGES.map((language) =>
    language === scene.language
      ? html`<li><span aria-current="true" lang="${language}">${names[language]}</span></li>`
      : html`<li>
          <a href="/?lang=${language}" hreflang="${language}" lang="${language}">${names[language]}</a>
        </li>`,
  );
  return html`<nav aria-label="${scene.say("web.languages")}">
    <ul class="languages">
      ${links}
    </ul>
  </nav>`;
}

function head(scene: Scene): Html {
  return html`<head>
    <meta charset="utf-8" />
    <title>Passerelle – ${scene.say("web.tagline")}</title>
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="color-scheme" content="light dark" />
    <meta name="referrer" content="same-origin" />
    <meta name="robots" content="noindex" />
    <link rel="icon" href="${ASSET_BASE}/icon.svg" type="image/svg+xml" />
    <link rel="stylesheet" href="${ASSET_BASE}/style.css" />
    <script type="module" src="${ASSET_BASE}/app.js"></script>
  </head>`;
}

/** The conversation goes on in the language it was opened in; the other one takes a new conversation. */
function otherLanguage({ page, talk }: PageView): Html {
  if (talk.conversation === null || page.language === talk.language) return "";
  return html`<form class="notice" method="post" action="/chat/new">
    <p>${page.say("web.other-language")}</p>
    <button class="choice">${page.say("web.new-conversation")}</button>
  </form>`;
}

function intro(view: PageView): Html {
  if (view.talk.conversation !== null) return "";
  return html`<section class="intro" id="intro">
    <p class="lead">${view.page.say("web.intro")}</p>
    <p class="privacy">${icon("shield")}<span>${view.page.say("web.privacy")}</span></p>
  </section>`;
}

/** The whole page; it is complete without script. */
export function pageView(view: PageView): Html {
  const { page, talk } = view;
  const texts = Object.fromEntries(
    SCRIPT_TEXTS.map((key) => [
      key,
      page.say(key, { limit: view.uploadLimit.words, name: "{name}", seconds: "{seconds}" }),
    ]),
  );
  return html`<!doctype html>
    <html lang="${page.language}">
      ${head(page)}
      <body
        data-conversation="${talk.conversation ?? ""}"
        data-count="${talk.turns.length}"
        data-seq="${talk.updates.at(-1)?.seq ?? 0}"
        data-upload-limit="${view.uploadLimit.bytes}"
        data-texts="${JSON.stringify(texts)}"
      >
        <a class="skip" href="#log">${page.say("web.skip-log")}</a>
        <a class="skip" href="#say">${page.say("web.skip-say")}</a>
        <header class="top">
          <div class="brand">
            <img src="${ASSET_BASE}/icon.svg" alt="" width="40" height="40" />
            <div>
              <h1>Passerelle</h1>
              <p>${page.say("web.tagline")}</p>
            </div>
          </div>
          ${switcher(page)}
        </header>
        <main>
          ${intro(view)} ${otherLanguage(view)}
          <p id="alert" class="alert" role="alert" ${view.alert === null ? "hidden" : ""}>
            ${view.alert ?? ""}
          </p>
          <h2 class="sr">${page.say("web.conversation")}</h2>
          <div id="where" class="where">${whereView(talk)}</div>
          <div
            id="log"
            role="log"
            aria-live="polite"
            aria-relevant="additions"
            aria-label="${page.say("web.conversation")}"
            lang="${talk.language}"
            tabindex="-1"
          >
            ${talk.turns.map((turn, at) => turnView(talk, turn, at))}
            ${talk.updates.map((update) => updateView(talk, update, "whole"))}
          </div>
          <p id="typing" class="typing" hidden>
            <span class="sr">${page.say("web.typing")}</span><i aria-hidden="true"></i
            ><i aria-hidden="true"></i><i aria-hidden="true"></i>
          </p>
          ${dockView(page, view.text)}
        </main>
        <footer class="foot">
          <p>${page.say("web.footer")}</p>
        </footer>
      </body>
    </html>`;
}

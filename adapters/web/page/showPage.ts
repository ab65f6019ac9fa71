import { html } from "hono/html";
import type { StoredTurn } from "../../adapter.ts";
import type { Language } from "../../../src/message.ts";
import type { WebContext } from "../context.ts";
import { fromCookie } from "../credentials.ts";
import type { Web } from "../options.ts";
import { acceptedLanguage } from "../pickLanguage.ts";
import { Problem } from "../problem.ts";
import { sizeText } from "../sizeText.ts";
import { pageView } from "./pageView.ts";
import { chosenLanguage, sceneOf } from "./scenes.ts";
import { turnView, updateView } from "./turnView.ts";
import { whereView } from "./whereView.ts";
import { wholeTalk } from "../wholeTalk.ts";

export type Page = Web & { readonly sample: (language: Language) => Promise<StoredTurn> };

/** The page, with the conversation of its cookie or the greeting; `alert` says what went wrong, `text` is given back. */
export async function showPage(
  context: WebContext,
  page: Page,
  alert: string | null,
  text: string,
): Promise<Response> {
  const { assistant, options } = page;
  const id = context.get("conversation") ?? (await fromCookie(context, assistant));
  const held = id === undefined ? null : await wholeTalk(assistant, id);
  const language =
    chosenLanguage(context) ?? held?.language ?? acceptedLanguage(context.req.header("accept-language"));
  const talk =
    held === null || id === undefined
      ? sceneOf(assistant, language, null, { turns: [await page.sample(language)], updates: [] })
      : sceneOf(assistant, held.language, id, held);
  const uploadLimit = { bytes: options.uploadLimit, words: sizeText(language, options.uploadLimit) };
  const view = {
    page: sceneOf(assistant, language, talk.conversation, talk),
    talk,
    alert,
    text,
    uploadLimit,
  };
  return context.html(await html`${pageView(view)}`);
}

/** What a form did: the conversation it was for, and what the script shows of it. */
export type Done = { readonly conversation: string; readonly after: number; readonly seq: number };

/** What the script adds: the turns and updates after those it shows, and where one now stands. */
export async function showChanges(context: WebContext, page: Page, done: Done): Promise<Response> {
  const { conversation, after, seq } = done;
  const held = await wholeTalk(page.assistant, conversation);
  if (held === null) throw new Problem(404, "not-found");
  const scene = sceneOf(page.assistant, held.language, conversation, held);
  const turns = held.turns.map((turn, at) => (at < after ? "" : turnView(scene, turn, at)));
  const shown = after === 0 ? "whole" : "added";
  const updates = held.updates.filter((one) => one.seq > seq).map((one) => updateView(scene, one, shown));
  return context.json({
    conversation,
    language: held.language,
    count: held.turns.length,
    seq: held.seq,
    html: String(await html`${turns}${updates}`),
    where: String(await html`${whereView(scene)}`),
  });
}

import { admit } from "../admit.ts";
import { openingKey } from "../openingKey.ts";
import type { WebContext } from "../context.ts";
import { fromCookie, keepInCookie } from "../credentials.ts";
import { peerOf } from "../peer.ts";
import { Problem, refused } from "../problem.ts";
import { receiveUpload } from "../receiveUpload.ts";
import { takeUpload } from "../takeUpload.ts";
import { turnOf } from "../turnBody.ts";
import type { PageForm } from "./pageForms.ts";
import { pageForm } from "./pageForms.ts";
import { openingLanguage } from "./scenes.ts";
import type { Done, Page } from "./showPage.ts";

/** The conversation a form is for, opened by the first of them. Throws `Problem` 409 where the page shows another. */
async function conversationOf(context: WebContext, page: Page, form: PageForm): Promise<string> {
  const { assistant, options } = page;
  const held = await fromCookie(context, assistant);
  if (form.shown !== undefined && form.shown !== (held ?? null)) {
    const turns =
      held === undefined || form.shown !== null ? [] : ((await assistant.read(held))?.turns ?? []);
    // The first answer may have been lost after its cookie was kept: then this very form opened the conversation.
    if (!turns.some((turn) => turn.eventId === form.eventId)) throw new Problem(409, "conversation-changed");
  }
  if (held !== undefined) return held;
  await admit(context, page, "open");
  const eventId = openingKey(peerOf(context, options), form.eventId);
  const opened = await assistant.open({ channel: "web", language: openingLanguage(context), eventId });
  keepInCookie(context, options, { conversation: opened.id, token: opened.token });
  context.set("conversation", opened.id);
  return opened.id;
}

/** One turn: words, a choice, back, starting over. */
export async function postTurn(context: WebContext, page: Page, form: PageForm): Promise<Done> {
  await admit(context, page, "turn");
  const body = turnOf(form.fields);
  const conversation = await conversationOf(context, page, form);
  const taken = await page.assistant.take({ conversation, ...body });
  if (taken.kind === "refused") throw refused(taken);
  return { ...form, conversation };
}

/** A draft changed in place: the choice to edit, then the new text. */
export async function postEdit(context: WebContext, page: Page, form: PageForm): Promise<Done> {
  await admit(context, page, "turn");
  const text = form.fields["text"];
  if (typeof text !== "string") throw new Problem(400, "malformed");
  const conversation = await conversationOf(context, page, form);
  const steps = [
    { eventId: `${form.eventId}.edit`, input: { kind: "choose", id: "edit" } },
    { eventId: form.eventId, input: { kind: "say", text } },
  ] as const;
  for (const step of steps) {
    const taken = await page.assistant.take({ conversation, ...step });
    if (taken.kind === "refused") throw refused(taken);
  }
  return { ...form, conversation };
}

export async function postFile(context: WebContext, page: Page): Promise<Done> {
  await admit(context, page, "upload");
  const upload = await receiveUpload(context.env.incoming, page.options.uploadLimit);
  const form = pageForm(Object.fromEntries(upload.fields));
  const conversation = await conversationOf(context, page, form);
  await takeUpload(page, conversation, upload);
  return { ...form, conversation };
}

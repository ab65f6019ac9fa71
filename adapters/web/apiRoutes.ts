import type { Context } from "hono";
import type { StoredInput, StoredTurn, Taken } from "../adapter.ts";
import type { WebApp, WebContext, WebEnv } from "./context.ts";
import { requireAccess } from "./credentials.ts";
import { sealed } from "./sealed.ts";
import { admit } from "./admit.ts";
import { openingKey } from "./openingKey.ts";
import { eventStream } from "./eventStream.ts";
import { figurePicture } from "./figurePicture.ts";
import { mailDownload } from "./mailDownload.ts";
import { asLanguage } from "./pickLanguage.ts";
import { peerOf } from "./peer.ts";
import { Problem, refused } from "./problem.ts";
import type { Web } from "./options.ts";
import { readBody } from "./readBody.ts";
import { receiveUpload } from "./receiveUpload.ts";
import { wholeTalk } from "./wholeTalk.ts";
import { takeUpload } from "./takeUpload.ts";
import { openingOf, parseJson, turnOf } from "./turnBody.ts";

const JSON_TYPE = "application/json";

/** A stored input as it is posted. */
function posted(input: StoredInput): object | null {
  switch (input?.kind) {
    case "say":
      return { say: input.text };
    case "choose":
      return { choose: input.id };
    case "back":
      return { back: true };
    case "restart":
      return { restart: true };
    case "file":
      return { upload: input.name };
    default:
      return null;
  }
}

function answer(context: WebContext, taken: Taken): Response {
  if (taken.replay) context.header("Idempotent-Replayed", "true");
  return context.json({ messages: taken.messages, turn: taken.turn });
}

async function openConversation(context: WebContext, web: Web): Promise<Response> {
  await admit(context, web, "open");
  const body = openingOf(parseJson(await readBody(context.env.incoming, JSON_TYPE)));
  const language = asLanguage(body.lang);
  if (body.lang !== undefined && language === undefined) throw new Problem(422, "unknown-language");
  const eventId =
    body.eventId === undefined ? undefined : openingKey(peerOf(context, web.options), body.eventId);
  const opened = await web.assistant.open({ channel: "web", language, eventId });
  if (eventId !== undefined && language !== undefined) {
    const held = await web.assistant.read(opened.id);
    if (held !== null && held.language !== language) throw new Problem(409, "event-conflict");
  }
  const { messages, turn } = opened.greeting;
  const token = sealed({ conversation: opened.id, token: opened.token });
  return context.json({ id: opened.id, token, greeting: { messages, turn } }, 201);
}

async function takeTurn(context: WebContext, web: Web): Promise<Response> {
  await admit(context, web, "turn");
  const conversation = await requireAccess(context, web.assistant, web.options);
  const body = turnOf(parseJson(await readBody(context.env.incoming, JSON_TYPE)));
  const taken = await web.assistant.take({ conversation, ...body });
  if (taken.kind === "refused") throw refused(taken);
  return answer(context, taken);
}

async function takeFile(context: WebContext, web: Web): Promise<Response> {
  await admit(context, web, "upload");
  const conversation = await requireAccess(context, web.assistant, web.options);
  const upload = await receiveUpload(context.env.incoming, web.options.uploadLimit);
  return answer(context, await takeUpload(web, conversation, upload));
}

async function readConversation(context: WebContext, web: Web): Promise<Response> {
  await admit(context, web, "read");
  const id = await requireAccess(context, web.assistant, web.options);
  const held = await wholeTalk(web.assistant, id);
  if (held === null) throw new Problem(404, "not-found");
  const turns = held.turns.map((turn: StoredTurn) => ({
    eventId: turn.eventId,
    input: posted(turn.input),
    messages: turn.messages,
    turn: turn.turn,
    at: turn.at,
  }));
  return context.json({ id, language: held.language, turns, seq: held.seq, updates: held.updates });
}

/** The HTTP API: conversations, turns, files, live updates, mails. */
export function mountApi(app: WebApp, web: Web): void {
  const base = "/api/conversations";
  const route =
    (handler: (context: WebContext, web: Web) => Promise<Response>) => (context: Context<WebEnv>) =>
      handler(context, web);
  app.post(base, route(openConversation));
  app.get(`${base}/:id`, route(readConversation));
  app.post(`${base}/:id/turns`, route(takeTurn));
  app.post(`${base}/:id/files`, route(takeFile));
  app.get(`${base}/:id/events`, route(eventStream));
  app.get(`${base}/:id/mails/:mail`, route(mailDownload));
  app.get(`${base}/:id/figures/:message`, route(figurePicture));
}

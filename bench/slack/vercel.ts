import { getRequestListener } from "@hono/node-server";
import { createSlackAdapter } from "@chat-adapter/slack";
import { createMemoryState } from "@chat-adapter/state-memory";
import type { Adapter } from "chat";
import { Actions, Button, Card, CardText, Chat } from "chat";
import { serve } from "./serve.ts";
import { WORKPLACE } from "./workplace.ts";

/** Vercel's Chat SDK with its memory state, saying the same at each turn (argument: address of the Web API). */
const QUESTION =
  "**Votre base PRONOTE est-elle hébergée chez Index-Education ?**\n\nSi l’adresse de votre PRONOTE finit par « index-education.net », elle l’est.";

const bot = new Chat({
  userName: "passerelle",
  logger: "silent",
  state: createMemoryState(),
  adapters: {
    slack: createSlackAdapter({
      botToken: WORKPLACE.botToken,
      signingSecret: WORKPLACE.secret,
      apiUrl: process.argv[2] ?? "",
      // Its own types do not agree under exactOptionalPropertyTypes.
    }) as unknown as Adapter,
  },
});

function question(answer: string | null) {
  return Card({
    children: [
      CardText(answer === null ? QUESTION : `${QUESTION}\n\n✓ ${answer}`),
      ...(answer === null
        ? [
            Actions([
              Button({ id: "hosted", label: "Oui, chez Index-Education" }),
              Button({ id: "self", label: "Non, sur un serveur de l’établissement" }),
              Button({ id: "unknown", label: "Je ne sais pas" }),
              Button({ id: "back", label: "Revenir à la question d’avant" }),
            ]),
          ]
        : []),
    ],
  });
}

// What is shown next goes first, as with us.

bot.onAction(async (event) => {
  await event.thread?.post(question(null));
  await event.adapter.editMessage(event.threadId, event.messageId, question(event.actionId));
});
bot.onNewMention(async (thread) => {
  await thread.subscribe();
  await thread.post(question(null));
});

await bot.initialize();
await serve(getRequestListener((request) => bot.webhooks["slack"]!(request)));

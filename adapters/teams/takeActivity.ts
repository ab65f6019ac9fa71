import type { Chat, Received } from "../chat.ts";
import type { Language } from "../../src/message.ts";
import type { TeamsActivity } from "./activity.ts";
import { activityOf } from "./activity.ts";
import type { Agents } from "./agents.ts";
import { cardAnswer, failureAnswer, receivedAnswer, sentenceAnswer } from "./answerPress.ts";
import { withBefore } from "./cards.ts";
import type { Answered } from "./openSdk.ts";
import type { Reading, ReadingOf } from "./readActivity.ts";
import { languageOf, readActivity } from "./readActivity.ts";
import { draftForm } from "./renderDraft.ts";
import { renderPost } from "./renderPost.ts";
import type { AdapterLog } from "../adapter.ts";

export type TakeParts = {
  readonly chat: Chat;
  readonly agents: Agents | null;
  readonly agentsChannel: string | null;
  readonly against: Omit<ReadingOf, "agent">;
  readonly log: AdapterLog;
  /** Where the conversation is served now. */
  remember(place: string, serviceUrl: string): void;
  /** Says a sentence to one person where he wrote, outside of any conversation of the program. */
  tell(activity: TeamsActivity, text: string): Promise<void>;
};

/** Takes an activity whose token was verified: stores what it delivers, then answers it. Never throws. */
export async function takeActivity(value: unknown, parts: TakeParts): Promise<Answered> {
  const activity = activityOf(value);
  if (activity === null) {
    parts.log.info({ channel: "teams" }, "an activity that is none was dropped");
    return { status: 200 };
  }
  const language = languageOf(activity.locale) ?? "fr";
  try {
    const agent = await isAgent(activity, parts);
    return await answered(activity, readActivity(activity, { ...parts.against, agent }), language, parts);
  } catch (error) {
    parts.log.error({ channel: "teams", err: error }, "an activity was not stored");
    if (activity.type !== "invoke") return { status: 500 };
    return failureAnswer(parts.chat.text(language, "teams.press-again"));
  }
}

/** Whoever acts in the agents' channel can read it, so is a member. */
async function isAgent(activity: TeamsActivity, { agents, agentsChannel }: TakeParts): Promise<boolean> {
  if (agents === null) return false;
  if (activity.conversation.id.split(";")[0] === agentsChannel) return true;
  return agents.has([activity.from.id, activity.from.aadObjectId]);
}

async function answered(
  activity: TeamsActivity,
  reading: Reading,
  language: Language,
  parts: TakeParts,
): Promise<Answered> {
  const { chat } = parts;
  const press = activity.type === "invoke";
  const taken = chat.text(language, "teams.taken");
  switch (reading.kind) {
    case "ignored":
      parts.log.info({ channel: "teams", why: reading.why }, "an activity was ignored");
      return press ? sentenceAnswer(chat.text(language, "teams.not-taken")) : { status: 200 };
    case "nothing-picked":
      return sentenceAnswer(chat.text(language, "teams.pick-first"));
    case "form": {
      const draft = await chat.draft(reading.place);
      const form =
        draft === null ? null : draftForm(draft, language, (key, values) => chat.text(language, key, values));
      if (form !== null) return cardAnswer(reading.before === null ? form : withBefore(form, reading.before));
      return receivedAnswer(await receiveAll(reading.otherwise, parts, activity), taken);
    }
    case "unform": {
      const draft = await chat.draft(reading.place);
      if (draft === null) return sentenceAnswer(chat.text(language, "teams.no-draft"));
      const card = renderPost(
        { kind: "show", output: draft },
        {
          language,
          words: (key, values) => chat.text(language, key, values),
          rows: (figure) => chat.table(language, figure),
        },
      ).at(-1);
      if (card === undefined) return sentenceAnswer(taken);
      return cardAnswer(reading.before === null ? card : withBefore(card, reading.before));
    }
    case "deliveries": {
      const received = await receiveAll(reading.deliveries, parts, activity);
      if (press) return receivedAnswer(received, taken);
      if (received.kind === "refused") await parts.tell(activity, received.message);
      if (reading.fileOfChannel && received.kind !== "known") {
        await parts.tell(activity, chat.text(language, "teams.file-in-channel"));
      }
      return { status: 200 };
    }
  }
}

/** Stores them in order; gives what became of the last. A refusal ends it. */
async function receiveAll(
  deliveries: readonly Parameters<Chat["receive"]>[0][],
  parts: TakeParts,
  activity: TeamsActivity,
): Promise<Received> {
  let received: Received = { kind: "ignored" };
  for (const delivery of deliveries) {
    received = await parts.chat.receive(delivery);
    if (received.kind === "refused") break;
    if (received.kind !== "ignored") parts.remember(delivery.place, activity.serviceUrl);
  }
  return received;
}

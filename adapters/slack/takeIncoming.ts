import type { webApi } from "@slack/bolt";
import type { Author, Chat, Delivery, Received } from "../chat.ts";
import { directThread } from "./directThread.ts";
import { editModal } from "./editModal.ts";
import { escapeText } from "./escapeText.ts";
import { apiError } from "./failure.ts";
import type { Authors } from "./authors.ts";
import { homeView } from "./homeView.ts";
import type { Incoming, Self, Unsigned } from "./incoming.ts";
import { LIMITS } from "./limits.ts";
import type { AdapterLog } from "../adapter.ts";
import type { Words } from "./piece.ts";
import { permalink } from "./postOutput.ts";
import { placeName, readPlace } from "./place.ts";

/** What taking an event needs. `client` answers soon or not at all: Slack waits three seconds for an acknowledgement. */
export type Hands = {
  readonly client: webApi.WebClient;
  readonly chat: Chat;
  readonly authors: Authors;
  readonly self: Self;
  readonly log: AdapterLog;
  /** Has work that nobody waits for waited for before the end. */
  readonly watched: (work: Promise<unknown>) => unknown;
};

/** Slack takes four at most. */
const PROMPTS = ["restart", "login", "error", "support"] as const;

/**
 * Does what an event asks. Rejects where it was not stored: it must not be acknowledged then. What is only a convenience
 * (a view, a sentence in passing) is told to the log where it fails. Gives the person's words, for an answer in passing.
 */
export async function takeIncoming(incoming: Incoming, hands: Hands): Promise<Words> {
  const user = "user" in incoming ? incoming.user : userOfFirst(incoming);
  const author = await hands.authors.author(hands.self.team, user);
  const words: Words = (key, values) => hands.chat.text(author.language ?? "fr", key, values);
  switch (incoming.kind) {
    case "deliver":
      await deliverAll(incoming.deliveries, author, hands);
      break;
    case "direct":
      await direct(incoming, author, words, hands);
      break;
    case "edit":
      if (!(await openModal(incoming, words, hands))) await deliverAll([incoming.plain], author, hands);
      break;
    case "home":
      await convenience("the Home tab", hands, () => publishHome(incoming.user, author, words, hands));
      break;
    case "prompts":
      await convenience("suggested prompts", hands, () => setPrompts(incoming, words, hands));
      break;
  }
  return words;
}

function userOfFirst(incoming: Extract<Incoming, { kind: "deliver" | "edit" }>): string {
  return incoming.kind === "edit" ? incoming.plain.user : (incoming.deliveries[0]?.user ?? "");
}

async function convenience(what: string, { log }: Hands, act: () => Promise<unknown>): Promise<boolean> {
  try {
    await act();
    return true;
  } catch (error) {
    log.warn({ what, error: apiError(error) ?? "unreachable" }, "slack: could not be shown");
    return false;
  }
}

async function deliverAll(deliveries: readonly Unsigned[], author: Author, hands: Hands): Promise<void> {
  for (const { user, ...event } of deliveries) {
    const delivery: Delivery = { ...event, author };
    const received = await hands.chat.receive(delivery);
    // Not waited for: the event is stored or refused already.
    if (received.kind === "refused") hands.watched(notice(user, delivery.place, received, hands));
  }
}

/** The sentence only the author sees. */
async function notice(
  user: string,
  place: string,
  { message }: Extract<Received, { kind: "refused" }>,
  hands: Hands,
): Promise<void> {
  const at = readPlace(place);
  if (at === null) return;
  await convenience("a notice", hands, () =>
    hands.client.chat.postEphemeral({
      channel: at.channel,
      user,
      text: escapeText(message),
      ...(at.thread === null ? {} : { thread_ts: at.thread }),
    }),
  );
}

async function direct(
  { eventId, user, inputs }: Extract<Incoming, { kind: "direct" }>,
  author: Author,
  words: Words,
  hands: Hands,
): Promise<void> {
  const { channel, thread } = await directThread(hands.client, user, eventId, words("slack.thread-begins"));
  const place = placeName({ team: hands.self.team, channel, thread });
  const deliveries = inputs.map((input, index): Unsigned => ({
    eventId: index === 0 ? eventId : `${eventId}/${index}`,
    place,
    order: index === 0 ? thread : `${thread}.${index}`,
    user,
    opens: true,
    input,
  }));
  await deliverAll(deliveries, author, hands);
}

/** Whether the modal was opened; a `trigger_id` is good for three seconds. */
async function openModal(
  { trigger, place }: Extract<Incoming, { kind: "edit" }>,
  words: Words,
  hands: Hands,
): Promise<boolean> {
  const draft = await hands.chat.draft(place);
  const view = draft === null ? null : editModal(draft, place, words);
  if (view === null) return false;
  return convenience("the modal of a draft", hands, () =>
    hands.client.views.open({ trigger_id: trigger, view }),
  );
}

async function publishHome(user: string, author: Author, words: Words, hands: Hands): Promise<void> {
  const procedures = await hands.chat.procedures(author.id);
  const linked = await Promise.all(
    procedures.slice(0, LIMITS.procedures).map(async (procedure) => {
      const at = readPlace(procedure.place);
      const link =
        at === null || at.thread === null ? null : await permalink(hands.client, at.channel, at.thread);
      return { procedure, link };
    }),
  );
  await hands.client.views.publish({ user_id: user, view: homeView(linked, words) });
}

async function setPrompts(
  { channel, thread }: Extract<Incoming, { kind: "prompts" }>,
  words: Words,
  { client }: Hands,
): Promise<void> {
  const prompts = PROMPTS.map((one) => ({
    title: words(`slack.prompts.${one}.title`),
    message: words(`slack.prompts.${one}.message`),
  }));
  const [first, ...others] = prompts;
  if (first === undefined) return;
  await client.assistant.threads.setSuggestedPrompts({
    channel_id: channel,
    thread_ts: thread,
    title: words("slack.prompts.title"),
    prompts: [first, ...others],
  });
}

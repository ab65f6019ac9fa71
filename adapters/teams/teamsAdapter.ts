import type { Chat, ChatAdapter, Posted, Posting } from "../chat.ts";
import type { TeamsActivity } from "./activity.ts";
import { createAgents, membersOf } from "./agents.ts";
import { createAppToken } from "./appToken.ts";
import { card } from "./cards.ts";
import { escaped } from "./cardText.ts";
import { checkTeams } from "./checkTeams.ts";
import { commandsOf } from "./commands.ts";
import { fetchFile } from "./fetchFile.ts";
import { createMountServer } from "./mount.ts";
import type { Answered, Sdk } from "./openSdk.ts";
import { connectorAnswer, outcomeOf } from "./outcome.ts";
import { isShared, placeOf, spotOf } from "./place.ts";
import { isPersonal, languageOf } from "./readActivity.ts";
import { renderPost } from "./renderPost.ts";
import { createServiceUrls } from "./serviceUrls.ts";
import { messageOf, sendPosting } from "./sendPosting.ts";
import { takeActivity } from "./takeActivity.ts";
import type { TeamsOptions } from "./teamsOptions.ts";
import { endpointsOf } from "./teamsOptions.ts";

export const TEAMS_PATH = "/api/messages";

/**
 * Microsoft Teams, by the official SDK: events come to `mounts`, each with a token that is verified; what is said goes to
 * the connector of its conversation. A place is a thread of a channel, a group chat or a personal chat.
 */
export function teamsAdapter(options: TeamsOptions): ChatAdapter {
  const { clientId, log } = options;
  const endpoints = endpointsOf(options);
  const token = createAppToken({ ...options, ...endpoints });
  const agentsChannel = options.agentsChannel ?? null;
  const serviceUrls = createServiceUrls();
  const progress = new Map<string, readonly string[]>();
  const server = createMountServer((error) =>
    log.error({ channel: "teams", err: error }, "a request was not served"),
  );
  let chat: Chat | null = null;
  let loaded: Promise<Sdk> | null = null;

  /** The SDK is heavy: it is loaded once it is used. */
  function sdk(): Promise<Sdk> {
    loaded ??= import("./openSdk.ts").then(({ openSdk }) => openSdk(options, endpoints, token, take));
    return loaded;
  }

  async function take(activity: unknown): Promise<Answered> {
    if (chat === null) return { status: 503 };
    return takeActivity(activity, {
      chat,
      agents,
      agentsChannel,
      log,
      against: {
        clientId,
        tenants: new Set([options.tenantId, ...(options.otherTenants ?? [])].map((one) => one.toLowerCase())),
        service: endpoints.service,
        commands: commandsOf(chat.text),
      },
      remember: serviceUrls.remember,
      tell,
    });
  }

  let opened: Sdk | null = null;
  const agents =
    agentsChannel === null
      ? null
      : createAgents(
          () => {
            if (opened === null) throw new Error("not started");
            return opened.connector(endpoints.service);
          },
          agentsChannel,
          log,
        );

  /** In a channel for that person's eyes where Teams can (a preview still), else as an answer all can read. */
  async function tell(activity: TeamsActivity, text: string): Promise<void> {
    const { conversations } = (await sdk()).connector(activity.serviceUrl);
    const language = languageOf(activity.locale) ?? "fr";
    const message = messageOf(card(language, text, [{ type: "TextBlock", text: escaped(text), wrap: true }]));
    const { id } = activity.conversation;
    const targeted = {
      ...message,
      recipient: { id: activity.from.id, name: activity.from.name, isTargeted: true },
    };
    try {
      if (isPersonal(activity)) await conversations.createActivity(id, message);
      else {
        await conversations.createTargetedActivity(id, targeted as never).catch(async (error: unknown) => {
          const status = connectorAnswer(error)?.status ?? 0;
          if (status !== 400 && status !== 403 && status !== 404 && status !== 405) throw error;
          await conversations.createActivity(id, message);
        });
      }
    } catch {
      log.warn({ channel: "teams" }, "a sentence for one person could not be shown");
    }
  }

  async function post(posting: Posting): Promise<Posted> {
    const { language, place } = posting;
    const text = chat?.text ?? options.text;
    const words = (key: string, values?: Readonly<Record<string, string | number>>): string =>
      text(language, key, values);
    const spot = spotOf(place, endpoints.service);
    if (spot === null) return { kind: "refused", why: words("teams.refused.place") };
    if (chat === null) return { kind: "later", seconds: null, why: words("teams.later.stopped") };
    const { table } = chat;
    const cards = renderPost(posting.post, {
      language,
      words,
      rows: (figure) => table(language, figure),
      shared: isShared(spot),
    });
    try {
      const connector = (await sdk()).connector(serviceUrls.of(place) ?? spot.serviceUrl);
      return await sendPosting(connector, spot.conversation, cards, posting, progress);
    } catch (error) {
      if (connectorAnswer(error)?.status === 401) token.forget();
      const outcome = outcomeOf(error, words);
      if (outcome.kind === "refused") progress.delete(posting.key);
      return outcome;
    }
  }

  return {
    name: "teams",
    agents:
      agentsChannel === null ? null : placeOf({ serviceUrl: endpoints.service, conversation: agentsChannel }),
    mounts: [{ path: TEAMS_PATH, handle: server.handle }],
    async start(given) {
      chat = given;
      opened = await sdk();
      // Asked for before the first event wants it.
      void agents?.has([]);
      server.open(opened.route);
    },
    post,
    fetch: (ref) => fetchFile(ref, { endpoints, token, largest: options.largestFile }),
    check: (language) =>
      checkTeams({
        options,
        endpoints,
        language,
        members: async (channel) =>
          (await membersOf((await sdk()).connector(endpoints.service), channel)).length,
      }),
    async stop() {
      await server.close();
      chat = null;
      progress.clear();
    },
  };
}

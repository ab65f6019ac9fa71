import { setTimeout as sleep } from "node:timers/promises";
import type { Logger, Receiver } from "@slack/bolt";
import { App, webApi } from "@slack/bolt";
import type { Chat, ChatAdapter, Mount } from "../chat.ts";
import type { Language } from "../../src/message.ts";
import type { Authors } from "./authors.ts";
import { createAuthors } from "./authors.ts";
import { check } from "./check.ts";
import { passes, refusal } from "./failure.ts";
import { fetchFile } from "./fetchFile.ts";
import { httpReceiver } from "./httpReceiver.ts";
import type { Self } from "./incoming.ts";
import { listen } from "./listen.ts";
import type { AdapterLog } from "../adapter.ts";
import type { SlackOptions } from "./options.ts";
import { API_URL, EVENTS_PATH } from "./options.ts";
import type { Words } from "./piece.ts";
import { placeName } from "./place.ts";
import { postOutput } from "./postOutput.ts";
import { sdkLog } from "./sdkLog.ts";
import { socketReceiver } from "./socketReceiver.ts";
import { takeIncoming } from "./takeIncoming.ts";

/** Slack waits three seconds for an acknowledgement; what is asked before it must be told sooner. */
const SOON_MS = 2_000;
const POST_MS = 20_000;
const LONGEST_WAIT_MS = 30_000;
const SILENT: AdapterLog = { info: () => undefined, warn: () => undefined, error: () => undefined };

type Running = { readonly chat: Chat; readonly authors: Authors; readonly self: Self };

/** A Slack workspace. `start` rejects where Slack refuses a token, and goes on trying where it cannot be reached. */
export function slackAdapter(options: SlackOptions): ChatAdapter {
  const log = options.log ?? SILENT;
  const logger = sdkLog(log);
  // What failed is tried again by whoever asked, who stored it first.
  const clientOptions = (timeout: number): webApi.WebClientOptions => ({
    slackApiUrl: options.apiUrl ?? API_URL,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout,
    logger,
  });
  const client = new webApi.WebClient(options.botToken, clientOptions(POST_MS));
  const soon = new webApi.WebClient(options.botToken, clientOptions(SOON_MS));

  const { receiver, mounts } = eventsOf(options, clientOptions(POST_MS), logger, log);
  let running: Running | null = null;
  let stopping = new AbortController();

  function now(): Running {
    if (running === null) throw new Error("slack: not started");
    return running;
  }

  /** What is under way: waited for before the end. */
  const underWay = new Set<Promise<unknown>>();
  function watched<Value>(work: Promise<Value>): Promise<Value> {
    const settled = work.catch(() => undefined).finally(() => underWay.delete(settled));
    underWay.add(settled);
    return work;
  }

  const app = new App({
    receiver,
    logger,
    clientOptions: clientOptions(SOON_MS),
    convoStore: false,
    authorize: async () => {
      const { team, user, bot } = now().self;
      return { botToken: options.botToken, botUserId: user, botId: bot, teamId: team };
    },
  });
  app.error(async (error) => {
    log.error({ error: error.name, code: error.code }, "slack: an event was not taken");
    throw error;
  });
  listen(
    app,
    () => now().self,
    (incoming) => watched(takeIncoming(incoming, { ...now(), client: soon, log, watched })),
  );

  /** Asks until Slack answers; rejects where it refuses. */
  async function whoWeAre(signal: AbortSignal): Promise<Self> {
    for (let wait = 500; ; wait = Math.min(wait * 2, LONGEST_WAIT_MS)) {
      try {
        const { team_id: team = "", user_id: user = "", bot_id: bot = "" } = await client.auth.test();
        return { team, user, bot };
      } catch (error) {
        if (signal.aborted || !passes(error)) throw error;
        log.warn({ seconds: wait / 1_000 }, "slack: cannot be reached yet");
        await sleep(wait, undefined, { signal });
      }
    }
  }

  return {
    name: "slack",
    get agents() {
      if (options.agentsChannel === undefined) return null;
      return placeName({ team: running?.self.team ?? "", channel: options.agentsChannel, thread: null });
    },
    mounts,
    async start(chat) {
      stopping = new AbortController();
      try {
        const self = await whoWeAre(stopping.signal);
        running = { chat, self, authors: createAuthors(soon, options, log) };
        await receiver.start();
      } catch (error) {
        running = null;
        if (stopping.signal.aborted) return;
        throw new Error(
          refusal(error, (key, values) => options.text("fr", key, values)),
          { cause: error },
        );
      }
    },
    async post(posting) {
      if (running === null) return { kind: "later", seconds: null, why: "not started" };
      return postOutput(client, running.chat, posting);
    },
    fetch: (ref) => fetchFile(client, options.botToken, ref),
    async check(language: Language) {
      const words: Words = (key, values) => options.text(language, key, values);
      return check({ client, options, words }, clientOptions(POST_MS));
    },
    async stop() {
      stopping.abort();
      await receiver.stop();
      while (underWay.size > 0) await Promise.all(underWay);
      running = null;
    },
  };
}

/** How events come, and the addresses they are posted to. */
function eventsOf(
  { events }: SlackOptions,
  clientOptions: webApi.WebClientOptions,
  logger: Logger,
  log: AdapterLog,
): { readonly receiver: Receiver; readonly mounts: readonly Mount[] } {
  if (events.by === "socket") {
    return {
      receiver: socketReceiver({ appToken: events.appToken, clientOptions, logger, log }),
      mounts: [],
    };
  }
  const receiver = httpReceiver(events.signingSecret, logger);
  return { receiver, mounts: [{ path: EVENTS_PATH, handle: receiver.handle }] };
}

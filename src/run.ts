import type { Assistant } from "../adapters/adapter.ts";
import type { ChatAdapter } from "../adapters/chat.ts";
import type { Mailbox } from "../adapters/mail.ts";
import { createAssistant } from "./assistant/assistant.ts";
import type { Catalogue } from "./catalogue.ts";
import type { Config } from "./config.ts";
import { examineOffThread, stopExaminers } from "./examiner/off-thread.ts";
import type { Adviser } from "./llm/adviser.ts";
import type { Log } from "./log.ts";
import { mailAnswer } from "./mail/add-answer.ts";
import { addressOf } from "./mail/address-of.ts";
import { mailMaker } from "./mail/make-mail.ts";
import type { MailService } from "./mail/serve-mail.ts";
import type { GetAccess } from "./outbox/oauth.ts";
import type { OpenChat } from "./rooms/open-chat.ts";
import { ROOT } from "./root.ts";
import { ConfigError } from "./settings.ts";
import type { Store } from "./store/store.ts";
import type { Texts } from "./texts.ts";

export type RunParts = {
  readonly config: Config;
  readonly log: Log;
  readonly store: Store;
  readonly catalogue: Catalogue;
  readonly texts: Texts;
  readonly adviser: Adviser | undefined;
  /** Access to the mail servers by token. */
  readonly mailAuth: GetAccess | undefined;
  /** Where the page opens a conversation. */
  readonly openAddress: (
    publicUrl: string,
    credentials: { readonly conversation: string; readonly token: string },
  ) => string;
  /** What is configured; loaded only when it is served. */
  readonly chats: () => Promise<readonly ChatAdapter[]>;
  readonly mailbox: () => Promise<Mailbox | undefined>;
};

/** The assistant with all it stands on, open. */
export type Running = {
  readonly assistant: Assistant;
  readonly store: Store;
  /** Whether mail is being sent; else it waits in the outbox. */
  readonly mailLeaves: boolean;
  /** Serves the chat platforms that are configured; `told` hears the name of each that takes events. */
  serveChats(told: (name: string) => void): Promise<void>;
  /** Reads the mailbox that is configured, and proposes reminders; whether there is a mailbox. */
  serveMail(): Promise<boolean>;
  close(): Promise<void>;
};

/** Puts the assistant together over its store, with the outbox; what is served besides is served when it is asked for. */
export async function openRunning(parts: RunParts): Promise<Running> {
  const { config, log, store, catalogue, texts, mailAuth } = parts;
  const { mail, publicUrl } = config;
  const own = [
    addressOf(mail.from),
    ...(mail.bounces === undefined ? [] : [mail.bounces]),
    ...mail.aliases,
  ].map((one) => one.toLowerCase());
  const parties = [...catalogue.support.values()].flatMap((one) => one.mail?.toLowerCase() ?? []);
  const both = parties.find((one) => own.includes(one));
  if (both !== undefined) {
    throw new ConfigError(
      `MAIL_FROM, MAIL_BOUNCES or MAIL_ALIASES has ${both}, where escalations go to: they would come back unread; give the program an address of its own`,
    );
  }
  /** Empty until they are served: another command loads no platform's library. */
  let served: readonly ChatAdapter[] = [];
  const world = { catalogue, texts, mailLeaves: mail.smtpUrl !== undefined };
  const rooms: OpenChat[] = [];
  const ending = new AbortController();
  const makeMail = mailMaker({ from: mail.from, secret: store.secret, dkim: mail.dkim });
  const answerByMail = mailAnswer({
    from: mail.from,
    makeMail,
    texts,
    // Programs follow links in mails: one opens the page, none of them answers.
    linkOf: (conversation) => (choice) =>
      publicUrl === undefined || choice !== null
        ? null
        : parts.openAddress(publicUrl, { conversation, token: assistant.tokenOf(conversation) }),
  });
  const wakeRooms = (): void => rooms.forEach((one) => one.wake());
  const deliverer =
    mail.smtpUrl === undefined
      ? undefined
      : (await import("./outbox/deliver.ts")).startDeliverer({
          store,
          sender: (await import("./outbox/send.ts")).smtpSender(mail.smtpUrl, {
            bounces: mail.bounces,
            auth: mailAuth,
          }),
          texts,
          log,
          mailAnswer: answerByMail,
          toldOf: wakeRooms,
        });
  const assistant = createAssistant({
    world,
    lines: {
      has: (channel) => served.some((one) => one.name === channel),
      agentsOf: (channel) => served.find((one) => one.name === channel)?.agents ?? null,
    },
    adviser: parts.adviser,
    store,
    mailFrom: mail.from,
    makeMail,
    mailAnswer: answerByMail,
    examine: (content, ask) =>
      examineOffThread(content, ask, {
        crashed: (crash) => log.error(crash, "a file broke its examination"),
      }),
    ...(deliverer === undefined ? {} : { mailWaits: deliverer.wake }),
  });
  const wakeAll = (): void => {
    deliverer?.wake();
    wakeRooms();
  };
  const posts: MailService[] = [];
  return {
    assistant,
    store,
    mailLeaves: deliverer !== undefined,
    async serveMail() {
      const { serveMail } = await import("./mail/serve-mail.ts");
      const mailbox = await parts.mailbox();
      posts.push(
        await serveMail({
          mailbox,
          store,
          assistant,
          texts,
          log,
          mailAnswer: answerByMail,
          own,
          parties,
          dailyCap: mail.dailyCap,
          reminder: mail.reminder,
          root: ROOT,
          told: wakeAll,
        }),
      );
      return mailbox !== undefined;
    },
    async serveChats(told) {
      served = await parts.chats();
      if (served.length === 0) return;
      const { openChat } = await import("./rooms/open-chat.ts");
      await Promise.all(
        served.map(async (adapter) => {
          const about = { store, assistant, world, adapter, log, ending: ending.signal };
          rooms.push(await openChat(about));
          if (!ending.signal.aborted) told(adapter.name);
        }),
      );
    },
    async close() {
      ending.abort();
      for (const one of posts) await one.stop();
      for (const one of rooms) await one.stop();
      // One that never came to take events is stopped too.
      for (const one of served) await one.stop();
      await deliverer?.stop();
      await stopExaminers();
      await store.close();
    },
  };
}

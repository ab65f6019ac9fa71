import { ImapFlow } from "imapflow";
import { onTestFinished, vi } from "vitest";
import type { AdapterLog } from "../../adapters/adapter.ts";
import type { Filed, IncomingMail, Mailbox } from "../../adapters/mail.ts";
import { imapMailbox } from "../../adapters/mail/imapMailbox.ts";
import type { ImapOptions, Pace } from "../../adapters/mail/imapOptions.ts";
import { MAIL_LIMITS } from "../../adapters/mail/mailLimits.ts";
import { realWorld } from "../make/world.ts";
import type { TestMemory } from "./memoryOf.ts";
import { memoryOf } from "./memoryOf.ts";
import type { Dovecot, DovecotOptions } from "./servers/startDovecot.ts";
import { PASSWORD, startDovecot, USER } from "./servers/startDovecot.ts";

export type LogLine = {
  readonly level: "info" | "warn" | "error";
  readonly data: object;
  readonly message: string;
};

/** One who reads a mailbox, and what he took. */
export type Reader = {
  readonly mailbox: Mailbox;
  /** Subjects of the mails taken, in order. */
  readonly taken: string[];
  readonly mails: IncomingMail[];
  start(): Promise<void>;
};

export type ReaderOptions = Partial<Pick<ImapOptions, "url" | "limits" | "auth" | "authority" | "memory">> & {
  readonly pace?: Partial<Pace>;
  /** What becomes of a mail, before it counts as taken. */
  readonly take?: (mail: IncomingMail) => Promise<Filed>;
};

export type House = {
  readonly dovecot: Dovecot;
  readonly memory: TestMemory;
  readonly log: readonly LogLine[];
  reader(options?: ReaderOptions): Reader;
  /** Folders of the mailbox, with the subjects of their mails as numbered by the server. */
  folders(): Promise<Readonly<Record<string, readonly string[]>>>;
  /** Does something in the mailbox, as a person with a mail program would. */
  byHand<Result>(work: (client: ImapFlow) => Promise<Result>): Promise<Result>;
  close(): Promise<void>;
};

/** A mail with this subject, as small as mails are. */
export function mailOf(subject: string, body = "Bonjour"): string {
  return [
    "From: Claire Martin <claire@college.example>",
    "To: passerelle@college.example",
    `Subject: ${subject}`,
    "Date: Mon, 7 Sep 2026 08:00:00 +0200",
    `Message-ID: <${subject.replaceAll(/\W/g, "-")}@college.example>`,
    "",
    body,
    "",
  ].join("\r\n");
}

/** A mailbox on a real Dovecot, its memory, and whoever reads it; closed when the test is over. */
export async function openHouse(options: DovecotOptions = {}): Promise<House> {
  const dovecot = await startDovecot(options);
  const memory = memoryOf();
  const lines: LogLine[] = [];
  const write =
    (level: LogLine["level"]) =>
    (data: object, message: string): void =>
      void lines.push({ level, data, message });
  const log: AdapterLog = { info: write("info"), warn: write("warn"), error: write("error") };
  const readers: Reader[] = [];

  async function byHand<Result>(work: (client: ImapFlow) => Promise<Result>): Promise<Result> {
    const auth = { user: USER, pass: PASSWORD };
    const client = new ImapFlow({
      host: "127.0.0.1",
      port: dovecot.port,
      secure: false,
      auth,
      logger: false,
    });
    await client.connect();
    try {
      return await work(client);
    } finally {
      client.close();
    }
  }

  const house: House = {
    dovecot,
    memory,
    log: lines,
    byHand,
    reader({ take, pace, ...more } = {}) {
      const mails: IncomingMail[] = [];
      const taken: string[] = [];
      const mailbox = imapMailbox({
        url: dovecot.url(),
        memory,
        limits: MAIL_LIMITS,
        log,
        text: (language, key, values) => realWorld().texts.say(language, key, values),
        ...more,
        pace: { lookMs: 100, firstMs: 100, ...pace },
      });
      const reader: Reader = {
        mailbox,
        taken,
        mails,
        start: () =>
          mailbox.start(async (mail) => {
            const filed = (await take?.(mail)) ?? "processed";
            mails.push(mail);
            taken.push(mail.subject);
            return filed;
          }),
      };
      readers.push(reader);
      return reader;
    },
    folders: () =>
      byHand(async (client) => {
        const found: Record<string, readonly string[]> = {};
        for (const { path, flags } of await client.list()) {
          if (flags.has("\\Noselect") || flags.has("\\NonExistent")) continue;
          const { exists } = await client.mailboxOpen(path);
          const mails = exists === 0 ? [] : await client.fetchAll("1:*", { envelope: true });
          found[path] = mails.map((mail) => mail.envelope?.subject ?? "");
        }
        return found;
      }),
    async close() {
      await Promise.all(readers.map(({ mailbox }) => mailbox.stop()));
      await dovecot.close();
    },
  };
  onTestFinished(house.close);
  return house;
}

/** Waits until this holds, and says what did not. */
export async function soon(holds: () => void | Promise<void>, milliseconds = 30_000): Promise<void> {
  await vi.waitFor(holds, { timeout: milliseconds, interval: 20 });
}

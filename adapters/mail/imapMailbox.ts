import { randomUUID } from "node:crypto";
import type { Filed, IncomingMail, Mailbox } from "../mail.ts";
import { checkMailbox } from "./checkMailbox.ts";
import { createImap } from "./createImap.ts";
import { nameOf, readImapAddress } from "./imapAddress.ts";
import type { ImapOptions } from "./imapOptions.ts";
import { PACE } from "./imapOptions.ts";
import { pause } from "./pause.ts";
import type { Carried } from "./readInbox.ts";
import { readInbox } from "./readInbox.ts";
import { tellFailures } from "./tellFailures.ts";
import { waitBefore } from "./waitBefore.ts";
import { whatFailed } from "./whatFailed.ts";
import { whileHolding } from "./whileHolding.ts";

type Take = (mail: IncomingMail) => Promise<Filed>;

/** How long the mail in hand is waited for at the end, and then the goodbye to the server, in milliseconds. */
const STOP_MS = 7_000;
const GOODBYE_MS = 1_000;

/** A mailbox read over IMAP. Throws where `url` is no address of one. */
export function imapMailbox(options: ImapOptions): Mailbox {
  const found = readImapAddress(options.url);
  if (found === null) throw new Error("IMAP_URL: this is no imap:// or imaps:// address");
  const address = found;
  const pace = { ...PACE, ...options.pace };
  const { memory, log } = options;
  const mailbox = nameOf(address);
  const holder = `${process.pid}.${randomUUID()}`;
  const stopping = new AbortController();
  const failures = tellFailures(log);
  const carried: Carried = {
    trial: { uid: 0, failures: 0, lost: 0, asideInARow: 0 },
    owed: { validity: "", mails: new Map() },
  };
  let running: Promise<void> = Promise.resolve();
  let letGo = (): void => undefined;

  /** A mail that is taken for ever does not hold up the end: it is let go, and counts as not taken. */
  function untilLetGo(work: (gone: AbortSignal) => Promise<void>, lost: AbortSignal): Promise<void> {
    const gone = new AbortController();
    return new Promise((resolve, reject) => {
      letGo = () => {
        gone.abort();
        resolve();
      };
      work(AbortSignal.any([lost, gone.signal])).then(resolve, reject);
    });
  }

  /** One connection, from its beginning to its end. */
  async function connected(take: Take, lost: AbortSignal): Promise<void> {
    let refusal: string | null = null;
    const client = await createImap(address, options, pace, (code) => (refusal = code));
    const closed = new AbortController();
    client.on("close", () => closed.abort());
    lost.addEventListener("abort", () => client.close());
    try {
      await client.connect();
      await readInbox(client, {
        ...options,
        mailbox,
        address,
        carried,
        retryMs: pace.retryMs,
        take,
        refusal: () => refusal,
        opened: failures.over,
        lost,
        over: AbortSignal.any([stopping.signal, lost, closed.signal]),
      });
      if (closed.signal.aborted && !stopping.signal.aborted && !lost.aborted)
        throw new Error("the connection was closed");
      await Promise.race([client.logout(), pause(GOODBYE_MS, closed.signal)]).catch(() => undefined);
    } finally {
      client.close();
    }
  }

  async function run(take: Take): Promise<void> {
    let failed = 0;
    while (!stopping.signal.aborted) {
      const from = performance.now();
      let wait = pace.lookMs;
      try {
        const lease = { mailbox, holder, leaseMs: pace.leaseMs };
        await whileHolding(memory, lease, (lost) => untilLetGo((gone) => connected(take, gone), lost));
        failed = 0;
      } catch (error) {
        failed = performance.now() - from > pace.lastedMs ? 1 : failed + 1;
        const failure = whatFailed(error);
        failures.tell(failure);
        wait = waitBefore(failed, failure.kind, pace);
      }
      await pause(wait, stopping.signal);
    }
  }

  return {
    async start(take) {
      running = run(take);
    },
    check: (language) => checkMailbox(address, options, pace, language),
    async stop() {
      stopping.abort();
      const ended = new AbortController();
      void running.then(() => ended.abort());
      await pause(STOP_MS, ended.signal);
      letGo();
      await pause(GOODBYE_MS, ended.signal);
    },
  };
}
